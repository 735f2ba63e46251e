"""What lines of the bank were found to be of each time of what comes back."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import CashMatch
from merchant_desk.queries.bank_lines import live_matches
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.ids import RecurringId
from merchant_desk.values.money import ZERO, Money

_MATCHES = table(CashMatch)


def settled_times(
    session: Session, only: RecurringId | None = None
) -> Mapping[tuple[bytes, date], Money]:
    """Return what was matched of each time by a match that stands: two wages may be of one."""
    wanted = select(_MATCHES.c.target_id, _MATCHES.c.due_day, _MATCHES.c.amount).where(
        _MATCHES.c.target == MatchTarget.RECURRING,
        _MATCHES.c.due_day.is_not(None),
        live_matches(),
    )
    if only is not None:
        wanted = wanted.where(_MATCHES.c.target_id == only)
    settled: defaultdict[tuple[bytes, date], Money] = defaultdict(lambda: ZERO)
    for key, day, amount in session.execute(wanted):
        settled[bytes(key), day] += amount
    return settled
