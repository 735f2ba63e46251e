"""How far the matching is, month by month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, case, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankLine, CashMatch
from merchant_desk.queries.bank_lines import live_lines
from merchant_desk.values.ids import CashAccountId

_LINES, _MATCHES = table(BankLine), table(CashMatch)
_MATCHED = (
    select(
        _MATCHES.c.line_id, func.sum(type_coerce(_MATCHES.c.amount, BigInteger)).label("matched")
    )
    .group_by(_MATCHES.c.line_id)
    .subquery()
)


@dataclass(frozen=True, slots=True)
class MonthMatched:
    """The lines of a month, and those of them that wait."""

    month: date
    """Its first day."""
    lines: int
    waiting: int

    @property
    def matched(self) -> int:
        """Return how many lines are matched whole."""
        return self.lines - self.waiting


def months_matched(
    session: Session, account_id: CashAccountId | None = None
) -> tuple[MonthMatched, ...]:
    """Return the months that the bank told of, the newest first."""
    waits = func.coalesce(_MATCHED.c.matched, 0) != type_coerce(_LINES.c.amount, BigInteger)
    wanted = (
        select(_LINES.c.booked_on, func.count(), func.sum(case((waits, 1), else_=0)))
        .outerjoin_from(_LINES, _MATCHED, _MATCHED.c.line_id == _LINES.c.id)
        .where(live_lines())
        .group_by(_LINES.c.booked_on)
    )
    if account_id is not None:
        wanted = wanted.where(_LINES.c.account_id == account_id)
    lines: defaultdict[date, int] = defaultdict(int)
    waiting: defaultdict[date, int] = defaultdict(int)
    for day, count, left in session.execute(wanted):
        lines[day.replace(day=1)] += count
        waiting[day.replace(day=1)] += int(left)
    return tuple(
        MonthMatched(month, lines[month], waiting[month]) for month in sorted(lines, reverse=True)
    )
