"""All that comes back: what she confirmed, what ended, what the bank makes us propose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import CashAccount
from merchant_desk.queries.recurring import Stored, rhythm_of, stored_recurring
from merchant_desk.queries.recurring_history import found_in, looked_at, told_until
from merchant_desk.rules.recurring.amounts import near
from merchant_desk.rules.recurring.cadence import tolerance
from merchant_desk.rules.recurring.monthly import a_month
from merchant_desk.rules.recurring.owners import lines_of
from merchant_desk.rules.recurring.seen import Found, SeenLine
from merchant_desk.rules.recurring.times import STEP_DAYS, Rhythm, next_time
from merchant_desk.values.cash_words import RecurringState
from merchant_desk.values.ids import RecurringId, StationId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.recurring import RecurringTerms

_ACCOUNTS = table(CashAccount)
_GONE = 2
_SAME = 50
_TOGETHER = timedelta(days=3)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringRow:
    """One that she confirmed, or that ended, and what the bank told of it last."""

    recurring_id: RecurringId
    state: RecurringState
    terms: RecurringTerms
    account: str
    last_on: date | None
    last_amount: Money | None
    next_on: date | None
    """None: it will not come again."""
    a_month: Money
    gone: bool
    """It has not come for twice its time, as far as the bank told."""

    @property
    def rhythm(self) -> Rhythm:
        """Return when it comes."""
        return rhythm_of(self.terms)

    @property
    def changed(self) -> bool:
        """Tell whether its last amount is another than the one that is foreseen."""
        last, terms = self.last_amount, self.terms
        if last is None or (terms.low or terms.amount) <= last <= (terms.high or terms.amount):
            return False
        return not near(last, terms.amount, _SAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringPage:
    """All that comes back."""

    proposed: tuple[Found, ...]
    confirmed: tuple[RecurringRow, ...]
    """The soonest first."""
    ended: tuple[RecurringRow, ...]
    """She ended them, or their last day went by."""
    left_to_taxes: tuple[Found, ...]
    """Found too, but the calendar of taxes foresees them."""
    told_until: date | None
    """The last day that a bank told of; None: no file was brought yet."""
    month_in: Money
    month_out: Money
    """What those she confirmed come to a month; zero or below."""


def recurring_page(session: Session, station_id: StationId, today: date) -> RecurringPage:
    """Return what is confirmed, what ended, and what is proposed."""
    until = told_until(session)
    lines = looked_at(session, until)
    found = found_in(session, station_id, lines, until)
    stored = stored_recurring(session, (RecurringState.CONFIRMED, RecurringState.ENDED))
    several = [(each_id, terms) for each_id, _state, terms in stored]
    seen = lines_of(lines, several)
    names = {row.id: row.name for row in session.execute(select(_ACCOUNTS.c.id, _ACCOUNTS.c.name))}
    rows = [_row(each, names, seen.get(each[0], ()), until or today, today) for each in stored]
    rows.sort(key=lambda each: (each.next_on or date.max, each.terms.amount.cents))
    confirmed = tuple(each for each in rows if each.next_on is not None)
    months = [each.a_month for each in confirmed]
    return RecurringPage(
        proposed=found.proposed,
        confirmed=confirmed,
        ended=tuple(each for each in rows if each.next_on is None),
        left_to_taxes=found.left_to_taxes,
        told_until=until,
        month_in=total(each for each in months if each > ZERO),
        month_out=total(each for each in months if each < ZERO),
    )


def _row(
    stored: Stored,
    names: Mapping[bytes, str],
    seen: Sequence[SeenLine],
    until: date,
    today: date,
) -> RecurringRow:
    recurring_id, state, terms = stored
    confirmed = state is RecurringState.CONFIRMED
    last_on = seen[-1].day if seen else None
    together = [each.amount for each in seen if last_on and last_on - each.day <= _TOGETHER]
    after = today - _ONE_DAY
    if last_on is not None:
        after = max(after, last_on + tolerance(terms.cadence))
    late = until - (last_on or terms.first_on) > timedelta(_GONE * STEP_DAYS[terms.cadence])
    return RecurringRow(
        recurring_id=recurring_id,
        state=state,
        terms=terms,
        account=names.get(terms.account_id or b"", ""),
        last_on=last_on,
        last_amount=total(together) if together else None,
        next_on=next_time(rhythm_of(terms), after) if confirmed else None,
        a_month=a_month(terms.amount, terms.cadence),
        gone=confirmed and bool(terms.pattern) and late,
    )
