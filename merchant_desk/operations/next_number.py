"""The next number of what the shop numbers for itself: orders to suppliers, returns, counts.

These are no fiscal documents: a gap says nothing, two alike would.
"""

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture

_DIGITS = 4


def next_number(session: Session, gesture: Gesture, numbered: Table, prefix: str) -> str:
    """Return ``CF2026-0001``: the prefix, the year in Paris, one more than the greatest so far."""
    session.flush()
    start = f"{prefix}{paris_date(gesture.at).year}-"
    column = numbered.c.number
    greatest = session.execute(
        select(column)
        .where(column.like(f"{start}%"))
        .order_by(func.length(column).desc(), column.desc())
        .limit(1)
    ).scalar()
    count = int(str(greatest).removeprefix(start)) if greatest else 0
    return f"{start}{count + 1:0{_DIGITS}}"
