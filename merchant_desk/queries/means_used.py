"""The words that payments were recorded under: each goes to an account of the books."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Payment

_PAYMENTS = table(Payment)
_MOST = 30


def means_used(session: Session) -> tuple[str, ...]:
    """Return the words in use, the most frequent first."""
    rows = session.execute(
        select(_PAYMENTS.c.means)
        .where(_PAYMENTS.c.means != "")
        .group_by(_PAYMENTS.c.means)
        .order_by(func.count().desc(), _PAYMENTS.c.means)
        .limit(_MOST)
    )
    return tuple(str(row.means) for row in rows)
