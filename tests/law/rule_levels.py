"""Asking one rule: at which level it fires, and with which figures and remedy."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from merchant_desk.rules.legal.engine import answer_json

_HERE = Path(__file__).parent
_ANSWER = Draft202012Validator(json.loads((_HERE / "answer.schema.json").read_text("utf-8")))
_QUESTION = Draft202012Validator(json.loads((_HERE / "question.schema.json").read_text("utf-8")))
_ORDER = ("pass", "inform", "warn", "block")


def answered(question: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer to a question; both are of the published form."""
    _QUESTION.validate(question)
    answer = answer_json(question)
    _ANSWER.validate(answer)
    assert "error" not in answer, answer
    return answer


def fired(question: Mapping[str, Any], rule: str) -> list[dict[str, Any]]:
    """Return what a rule finds above « pass »."""
    return [
        each
        for each in answered(question)["findings"]
        if each["rule"] == rule and each["level"] != "pass"
    ]


def level(question: Mapping[str, Any], rule: str) -> str:
    """Return the highest level at which a rule fires."""
    return max((each["level"] for each in fired(question, rule)), key=_ORDER.index, default="pass")


def food(new_price: str | None = None, **told: Any) -> dict[str, Any]:
    """Return an item of food at 10.00 € since the beginning of 2018, with what is told of it."""
    item = {
        "sku": "A",
        "category": "food",
        "price_history": [{"from": "2018-01-01", "price": "10.00"}],
        "net_unit_cost_ht": "0.50",
    } | told
    return item if new_price is None else item | {"new_price": new_price}
