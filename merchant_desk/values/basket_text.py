"""Baskets as the database keeps them while they are not paid: one JSON text a station."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar

from merchant_desk.values.basket import BackLine, Basket, BasketLine, Baskets, Tender
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means

_MONEY = frozenset({"price", "ledger", "discount", "paid", "amount"})
_PARTS: dict[str, type[Any]] = {"lines": BasketLine, "back": BackLine, "tenders": Tender}
Part = TypeVar("Part")


def baskets_text(baskets: Baskets) -> str:
    """Write the baskets of a station."""
    facts = {
        "running": _facts(baskets.running),
        "parked": [_facts(each) for each in baskets.parked],
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def read_baskets(text: str) -> Baskets | None:
    """Read the baskets of a station; None when nothing was kept, or nothing that can be read."""
    try:
        facts = json.loads(text)
        parked = tuple(_basket(each) for each in facts["parked"])
        return Baskets(_basket(facts["running"]), parked)
    except (ValueError, KeyError, TypeError):
        return None


def _facts(value: Any) -> dict[str, Any]:
    """Return what differs from the defaults: a basket is written at every scan."""
    found: dict[str, Any] = {}
    for each in fields(value):
        fact = getattr(value, each.name)
        if fact != each.default:
            found[each.name] = _plain(fact)
    return found


def _plain(fact: Any) -> Any:
    match fact:
        case Money():
            return fact.cents
        case bytes():
            return fact.hex()
        case datetime():
            return fact.isoformat()
        case tuple():
            return [_facts(each) for each in fact]
        case _:
            return fact


def _basket(facts: Mapping[str, Any]) -> Basket:
    plain = {key: fact for key, fact in dict(facts).items() if key not in _PARTS}
    parts = {
        key: tuple(_read(kind, each) for each in facts.get(key, ())) for key, kind in _PARTS.items()
    }
    basket = _read(Basket, {**plain, "begun_at": datetime.fromisoformat(facts["begun_at"])})
    return Basket(**{each.name: getattr(basket, each.name) for each in fields(Basket)} | parts)


def _read(kind: type[Part], facts: Mapping[str, Any]) -> Part:
    return kind(**{key: _rich(key, fact) for key, fact in facts.items()})


def _rich(key: str, fact: Any) -> Any:
    if fact is None:
        return None
    if key in _MONEY:
        return Money(int(fact))
    if key.endswith("_id") or key == "latest":
        return bytes.fromhex(fact)
    return Means(fact) if key == "means" else fact
