"""What is kept of an operation that is over: its sales, its uplift, the dip after it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from merchant_desk.rules.promotion_uplift import MoneyRange, Range, Uplift
from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True)
class PromotionResult:
    """``uplift`` is None when too little was sold before to compare; ``dip_bp`` likewise."""

    first: date
    last: date
    units: int
    revenue: Money
    uplift: Uplift | None
    dip_bp: Range | None
    settled: bool
    """The two weeks after are over: nothing will change any more."""
    sales_known: bool = True
    """False for an operation in the shop alone: its till is not in the desk."""


def result_facts(result: PromotionResult) -> dict[str, Any]:
    """Return a result as JSON holds it; amounts are cents."""
    told = asdict(result)
    told["first"], told["last"] = result.first.isoformat(), result.last.isoformat()
    return told


def read_result(facts: Mapping[str, Any]) -> PromotionResult:
    """Return the result that was kept."""
    found = facts["uplift"]
    return PromotionResult(
        first=date.fromisoformat(facts["first"]),
        last=date.fromisoformat(facts["last"]),
        units=facts["units"],
        revenue=Money(facts["revenue"]["cents"]),
        uplift=None if found is None else _uplift(found),
        dip_bp=_range(facts["dip_bp"]),
        settled=facts["settled"],
        sales_known=facts["sales_known"],
    )


def _uplift(facts: Mapping[str, Any]) -> Uplift:
    return Uplift(
        units=facts["units"],
        revenue=Money(facts["revenue"]["cents"]),
        expected_units=Range(**facts["expected_units"]),
        uplift_bp=Range(**facts["uplift_bp"]),
        extra_revenue=_amounts(facts["extra_revenue"]),
        extra_margin=_amounts(facts["extra_margin"]) if facts["extra_margin"] else None,
        unknown_articles=facts["unknown_articles"],
    )


def _range(facts: Mapping[str, int] | None) -> Range | None:
    return None if facts is None else Range(**facts)


def _amounts(facts: Mapping[str, Any]) -> MoneyRange:
    return MoneyRange(**{name: Money(each["cents"]) for name, each in facts.items()})
