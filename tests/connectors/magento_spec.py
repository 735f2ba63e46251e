"""Checks calls and answers against what a Magento 2.4.7 shop exports of itself, cut to what we use.

Two things the shop does and does not export are let through: the ``fields`` of a query, and a value
of an attribute that is a list.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).parent / "recorded" / "magento"
_STORE = re.compile(r"/rest/(?:(?!V1)\w+/)?")
_NUMBERED = re.compile(r"\[\d+\]")
_KINDS: Mapping[str, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}
_ANY_VALUE = "framework-attribute-interface"


@cache
def _spec() -> Any:
    return json.loads((RECORDED / "swagger.json").read_text(encoding="utf-8"))


def operation(method: str, path: str) -> Any:
    """Return what the shop exports of a route, None where it has none."""
    short = _STORE.sub("/", path)
    for shown, methods in sorted(_spec()["paths"].items(), key=lambda each: "{" in each[0]):
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(shown))
        if re.fullmatch(pattern, short) and method.lower() in methods:
            return methods[method.lower()]
    return None


def call_problems(
    method: str, path: str, query: Sequence[tuple[str, str]], payload: object
) -> list[str]:
    """Return what the shop's own description says against this call."""
    found = operation(method, path)
    if found is None:
        return [f"{method} {path}: no such route"]
    names = {each["name"] for each in found["parameters"] if each["in"] == "query"}
    problems = [
        f"{path}?{name}: unknown"
        for name, _value in query
        if _NUMBERED.sub("[0]", name) not in names | {"fields"}
    ]
    bodies = [each["schema"] for each in found["parameters"] if each["in"] == "body"]
    if bodies:
        problems += _problems(path, bodies[0], payload, strict=True)
    elif payload is not None:
        problems.append(f"{path}: takes no body")
    return problems


def answer_problems(method: str, path: str, told: object) -> list[str]:
    """Return what the shop's own description says against this answer."""
    found = operation(method, path)
    schema = (found or {}).get("responses", {}).get("200", {}).get("schema")
    return _problems(path, schema, told, strict=False) if schema else []


def _problems(place: str, schema: Any, value: object, *, strict: bool) -> list[str]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        known = _spec()["definitions"].get(name)
        if known is None or name == _ANY_VALUE:
            return []
        return _problems(place, known, value, strict=strict)
    kind = schema.get("type")
    if value is None and not strict:
        return []
    if kind is None:
        return []
    fits = isinstance(value, _KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))
    # a shop in PHP writes the number of what it made as text
    if not fits and not (kind == "integer" and not strict and isinstance(value, str)):
        return [f"{place}: {value!r} is no {kind}"]
    return list(_inner_problems(place, schema, value, strict=strict))


def _inner_problems(place: str, schema: Any, value: object, *, strict: bool) -> Iterator[str]:
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _problems(f"{place}[{number}]", schema["items"], each, strict=strict)
    elif isinstance(value, dict):
        known = schema.get("properties", {})
        for name, inner in value.items():
            if name not in known:
                yield f"{place}.{name}: unknown"
            else:
                yield from _problems(f"{place}.{name}", known[name], inner, strict=strict)
        if strict:
            yield from (
                f"{place}.{name}: missing"
                for name in schema.get("required", ())
                if name not in value
            )
