"""The worked cases of the law, and how an answer is compared with what is expected.

``python -m tests.law.open_cases [TEXT]`` tells which cases are not answered rightly; TEXT chooses
those whose rule, file or id holds it.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from merchant_desk.rules.legal.engine import answer_json

FOLDER = Path(__file__).parent / "cases"
NEAR = Fraction(1, 100)


@dataclass(frozen=True)
class OpenCase:
    """One worked case."""

    topic: str
    id: str
    rule: str
    question: Mapping[str, Any]
    expect: Mapping[str, Any]


def open_cases() -> Iterator[OpenCase]:
    """Yield every case of the folder."""
    for path in sorted(FOLDER.glob("*.json")):
        for each in json.loads(path.read_text("utf-8")):
            yield OpenCase(path.stem, each["id"], each["rule"], each["question"], each["expect"])


def faults(case: OpenCase, answer: Mapping[str, Any]) -> list[str]:
    """Return what of an answer is not as expected; nothing when all of it is."""
    if "error" in answer:
        return [f"error: {answer['error']}"]
    found: Sequence[Mapping[str, Any]] = answer["findings"]
    wrong = []
    if "verdict" in case.expect and answer["verdict"] != case.expect["verdict"]:
        wrong.append(f"verdict {answer['verdict']}, expected {case.expect['verdict']}")
    told = answer.get("value") or {}
    wrong += [
        f"value of {key} is {told.get(key, 'nothing')!r}, expected {value!r}"
        for key, value in case.expect.get("value", {}).items()
        if not _same(told.get(key, "nothing"), value)
    ]
    for wanted in case.expect.get("rules_firing", ()):
        if reason := _unmet(wanted, found):
            wrong.append(reason)
    silent = set(case.expect.get("must_not_fire", ()))
    wrong += [
        f"{each['rule']} fires"
        for each in found
        if each["rule"] in silent and each["level"] != "pass"
    ]
    return wrong


def _unmet(wanted: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> str:
    rules = wanted.get("any_of") or [wanted["rule"]]
    met = [each for each in found if each["rule"] in rules and each["level"] == wanted["level"]]
    if not met:
        return f"no {wanted['level']} by {' or '.join(rules)}"
    named = {sku for each in met for sku in each.get("skus", ())}
    if "skus" in wanted and named != set(wanted["skus"]):
        return f"{rules} names {sorted(named)}, expected {wanted['skus']}"
    figures = wanted.get("figures", {})
    if any(
        all(
            _near(each.get("figures", {}).get(key, "nothing"), value)
            for key, value in figures.items()
        )
        for each in met
    ):
        return ""
    return f"{rules} tells {[each.get('figures') for each in met]}, expected {dict(figures)}"


def _same(told: object, expected: object) -> bool:
    """Compare values: numbers by value, moments to the minute."""
    if isinstance(expected, dict) and isinstance(told, dict):
        return set(told) == set(expected) and all(
            _same(told[key], expected[key]) for key in expected
        )
    if told == expected:
        return True
    left, right = _number(told), _number(expected)
    if left is not None and right is not None:
        return left == right
    return isinstance(told, str) and isinstance(expected, str) and told[:16] == expected[:16] != ""


def _near(told: object, expected: object) -> bool:
    left, right = _number(told), _number(expected)
    if left is not None and right is not None:
        return abs(left - right) <= NEAR
    return told == expected


def _number(value: object) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return Fraction(str(value))
    except ValueError:
        return None


def main(chosen: str) -> int:
    """Print every case that is not answered rightly."""
    wrong = count = 0
    for case in open_cases():
        if chosen not in f"{case.topic} {case.id} {case.rule}":
            continue
        count += 1
        if reasons := faults(case, answer_json(case.question)):
            wrong += 1
            sys.stdout.write(f"{case.topic} {case.id} {case.rule}: {'; '.join(reasons)}\n")
    sys.stdout.write(f"{count - wrong} of {count} right\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
