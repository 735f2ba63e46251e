"""How many documents are paid late: for the day page, which asks at every change."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, column, func, literal_column, select
from sqlalchemy import table as named_table
from sqlalchemy.orm import Session

from merchant_desk.values.clock import paris_date

_INVOICES = named_table("invoice", column("left_to_pay"))


def maybe_overdue() -> Select[Any]:
    """Return 1 when a document was not wholly paid at issue: an index knows, nothing is read."""
    unpaid = select(_INVOICES.c.left_to_pay).where(literal_column("invoice.left_to_pay <> 0"))
    return select(func.count()).select_from(unpaid.limit(1).subquery())


def overdue_count(session: Session, now: datetime) -> int:
    """Return how many documents are late."""
    from merchant_desk.queries.receivables import (  # noqa: PLC0415 - after the first picture
        PaidState,
        open_dues,
    )

    dues = open_dues(session, paris_date(now))
    return sum(due.state is PaidState.LATE for due in dues.values())
