"""How the tests of rules ask: a question with what is told of it, and the rules that answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from merchant_desk.rules.legal.engine import answer_json


def promotion(
    *,
    zone: str = "75",
    asked_on: str = "2026-12-20",
    texts: Sequence[Mapping[str, Any]] = (),
    items: Sequence[Mapping[str, Any]] = (),
    shop: Mapping[str, Any] | None = None,
    **operation: Any,
) -> dict[str, Any]:
    """Return a question on an operation; a promotion from 6 January 2027 unless told."""
    told = {"kind": "promotion", "starts": "2027-01-06"} | operation
    if texts:
        told["texts"] = list(texts)
    return {
        "id": "q", "kind": "promotion", "asked_on": asked_on,
        "shop": {"zone": zone, **(shop or {})}, "operation": told, "items": list(items),
    }  # fmt: skip


def text_check(
    text: str, *, place: str = "street", on: str = "2026-11-27", zone: str = "75", **told: Any
) -> dict[str, Any]:
    """Return a question on one text that stands alone, shown on the day it is asked."""
    whole = {"channels", "covers", "partner_of", "declaration"}
    of_text = {key: value for key, value in told.items() if key not in whole}
    of_question = {key: value for key, value in told.items() if key in whole}
    return {
        "id": "q", "kind": "text_check", "asked_on": on, "shop": {"zone": zone},
        "texts": [{"text": text, "place": place, "on": on, **of_text}], **of_question,
    }  # fmt: skip


def levels(question: Mapping[str, Any], *rules: str) -> dict[str, list[str]]:
    """Return the levels that rules fire at, by rule; all rules when none is named."""
    found: dict[str, list[str]] = {}
    for each in findings(question, *rules):
        found.setdefault(each["rule"], []).append(each["level"])
    return found


def findings(question: Mapping[str, Any], *rules: str) -> list[dict[str, Any]]:
    """Return what rules find; all rules when none is named."""
    answer = answer_json(question)
    assert "error" not in answer, answer
    found = answer["findings"]
    assert isinstance(found, list)
    return [each for each in found if not rules or each["rule"] in rules]


def value(question: Mapping[str, Any]) -> Any:
    """Return the value that a question asks for."""
    return answer_json(question)["value"]
