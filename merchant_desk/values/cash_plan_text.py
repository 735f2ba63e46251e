"""A scenario written as the documented JSON that ``cash_plan_json`` reads."""

import json
from collections.abc import Mapping
from typing import Any

from merchant_desk.values.cash_plan import (
    AddFlow,
    Change,
    ChangeAmount,
    ChangeSales,
    DropFlow,
    MoveFlow,
    PayLate,
    Scenario,
    TakeLoan,
    TryPromotion,
    TryPurchase,
)
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import Money

Told = Mapping[str, Any]


def scenario_text(scenario: Scenario) -> str:
    """Write a scenario; reading it again gives the same one."""
    told = {"name": scenario.name, "changes": [_told(each) for each in scenario.changes]}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _told(change: Change) -> dict[str, Any]:
    if isinstance(change, MoveFlow | ChangeAmount | DropFlow):
        return {**_of_flow(change), **({"label": change.label} if change.label else {})}
    if isinstance(change, ChangeSales | PayLate | TryPromotion):
        return _without_gaps(_of_sales(change))
    return _without_gaps(_of_money(change))


def _without_gaps(said: Told) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


def _of_flow(change: MoveFlow | ChangeAmount | DropFlow) -> dict[str, Any]:
    if isinstance(change, MoveFlow):
        when = {"to": change.to.isoformat()} if change.to else {"days": change.days}
        return {"do": "move", "flow": change.flow, **when}
    if isinstance(change, ChangeAmount):
        return {"do": "amount", "flow": change.flow, "amount": _amount(change.amount)}
    return {"do": "drop", "flow": change.flow}


def _of_sales(change: ChangeSales | PayLate | TryPromotion) -> Told:
    if isinstance(change, ChangeSales):
        return {
            "do": "sales",
            "percent": change.percent,
            "from": change.first.isoformat() if change.first else None,
            "until": change.last.isoformat() if change.last else None,
        }
    if isinstance(change, PayLate):
        return {"do": "late", "party": change.party, "days": change.days}
    return {
        "do": "promotion",
        "label": change.label,
        "from": change.first.isoformat(),
        "until": change.last.isoformat(),
        "percent": change.percent,
        "discount": change.discount,
    }


def _of_money(change: AddFlow | TryPurchase | TakeLoan) -> Told:
    if isinstance(change, AddFlow):
        return {
            "do": "add",
            "label": change.label,
            "on": change.on.isoformat(),
            "amount": _amount(change.amount),
            "every": change.every.value if change.every else None,
            "until": change.until.isoformat() if change.until else None,
            "category": None if change.category is CashCategory.OTHER else change.category.value,
        }
    if isinstance(change, TakeLoan):
        return {
            "do": "loan",
            "label": change.label,
            "amount": _amount(change.amount),
            "on": change.on.isoformat(),
            "months": change.months,
            "rate": f"{change.rate_bp // 100},{change.rate_bp % 100:02d}",
        }
    return {
        "do": "purchase",
        "label": change.label,
        "amount": _amount(change.amount),
        "on": change.on.isoformat(),
        "days": change.days,
        "month_end": change.month_end,
    }


def _amount(amount: Money) -> str:
    whole, cents = divmod(abs(amount.cents), 100)
    return f"{'-' if amount.cents < 0 else ''}{whole},{cents:02d}"
