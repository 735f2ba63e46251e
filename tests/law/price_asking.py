"""Questions about one price, changed in the one place that a test speaks of."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from merchant_desk.rules.legal.engine import answer_json

Json = dict[str, Any]
D = date(2026, 11, 27)
"""The first day of the operation that is asked about."""


def days_before(days: int) -> str:
    """Return a day so many days before D."""
    return (D - timedelta(days=days)).isoformat()


def price(amount: str, first: str = "2026-01-01", last: str | None = None, **told: Any) -> Json:
    """Return one entry of a history of prices."""
    return {"from": first, "price": amount, **({"to": last} if last else {}), **told}


def item(**told: Any) -> Json:
    """Return a lamp at 100 € for long, cut to 70 €, whose label is right."""
    return {
        "sku": "A",
        "price_history": [price("100.00")],
        "new_price": "70.00",
        "shown_prior_price": "100.00",
        "net_unit_cost_ht": "10.00",
        **told,
    }


def without(told: Json, *names: str) -> Json:
    """Return an item with some fields not told."""
    return {name: value for name, value in told.items() if name not in names}


def question(
    *items: Json, shop: Mapping[str, Any] | None = None, asked_on: str = "2026-11-21", **told: Any
) -> Json:
    """Return a question on a promotion of four days; ``told`` changes the operation."""
    operation = {"kind": "promotion", "starts": "2026-11-27", "ends": "2026-11-30", **told}
    return {
        "id": "q",
        "kind": "promotion",
        "asked_on": asked_on,
        "shop": {"zone": "75", **(shop or {})},
        "operation": operation,
        "items": list(items),
    }


def findings(asked: Json, *families: str) -> Sequence[Json]:
    """Return the findings above pass of the rules whose id begins with one of some words."""
    answer = answer_json(asked)
    found: list[Json] = answer["findings"]  # type: ignore[assignment]  # the format's own list
    return [
        each
        for each in found
        if each["level"] != "pass" and each["rule"].startswith(families or ("FR-PRIX", "FR-SRP"))
    ]


def fired(asked: Json, *families: str) -> set[str]:
    """Return which rules fire at which level: ``CALCUL block``."""
    return {
        f"{each['rule'].removeprefix('FR-PRIX-').removeprefix('FR-SRP-')} {each['level']}"
        for each in findings(asked, *families)
    }


def figures(asked: Json, rule: str) -> Json:
    """Return the figures of the first finding of a rule."""
    found: Json = next(each for each in findings(asked, rule))["figures"]
    return found


def remedy(asked: Json, rule: str) -> tuple[str, Any]:
    """Return the remedy of the first finding of a rule."""
    told = next(each for each in findings(asked, rule))["remedy"]
    return told["kind"], told["value"]
