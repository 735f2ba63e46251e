"""The returns that wait for a hand or for their money, for the page of the day."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from merchant_desk.queries.unmapped.day import RETURNS
from merchant_desk.values.clock import paris_date

_STATE, _DUE = RETURNS.c.state, RETURNS.c.refund_due_on


def return_counts_today(now: datetime) -> dict[str, Select[Any]]:
    """Return how many wait, and how many should have been refunded by now."""
    late = paris_date(now) > _DUE
    return {
        "returns": _counted(and_(_waits(), or_(_DUE.is_(None), ~late))),
        "returns_late": _counted(and_(_waits(), late)),
    }


def first_refund_due(now: datetime) -> Select[Any]:
    """Return the first legal day to refund that is still to come."""
    return select(func.min(_DUE)).where(_waits(), paris_date(now) <= _DUE)


def _waits() -> ColumnElement[bool]:
    """Goods are back, or their sending is proved."""
    return or_(_STATE == "received", and_(_STATE == "declared", _DUE.is_not(None)))


def _counted(condition: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).select_from(RETURNS).where(condition)
