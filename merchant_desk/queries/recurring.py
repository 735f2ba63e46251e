"""What she confirmed to come back, and the times of it that are still to come."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankLine, CashMatch, Recurring
from merchant_desk.queries.bank_lines import live_matches
from merchant_desk.queries.recurring_history import seen_lines, told_until
from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.recurring.amounts import Amounts
from merchant_desk.rules.recurring.cadence import tolerance
from merchant_desk.rules.recurring.owners import Kept, lines_of, time_seen
from merchant_desk.rules.recurring.reason import cadence_words, day_words
from merchant_desk.rules.recurring.settled import left_of
from merchant_desk.rules.recurring.times import Rhythm, next_times
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import MatchTarget, RecurringState
from merchant_desk.values.french import full_stop, short_date
from merchant_desk.values.ids import RecurringId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.recurring import RecurringTerms
from merchant_desk.values.texts import _

_RECURRING, _LINES, _MATCHES = table(Recurring), table(BankLine), table(CashMatch)
_MOST_LATE = timedelta(days=31)
"""Past that, a time that never came is no longer waited for."""
Stored = tuple[RecurringId, RecurringState, RecurringTerms]


def rhythm_of(terms: RecurringTerms) -> Rhythm:
    """Return when it comes."""
    return Rhythm(cadence=terms.cadence, day=terms.day, first_on=terms.first_on, until=terms.until)


def amounts_of(terms: RecurringTerms) -> Amounts:
    """Return how much it is."""
    amount, low, high = terms.amount, terms.low, terms.high
    return Amounts(amount, amount if low is None else low, amount if high is None else high)


def stored_recurring(
    session: Session, states: Sequence[RecurringState] = (RecurringState.CONFIRMED,)
) -> list[Stored]:
    """Return those in these states with what they are, by name."""
    wanted = select(_RECURRING).where(_RECURRING.c.state.in_(states)).order_by(_RECURRING.c.label)
    return [(RecurringId(row.id), row.state, _terms(row)) for row in session.execute(wanted)]


def recurring_flows(session: Session, first: date, last: date) -> tuple[Flow, ...]:
    """Return each time to come until ``last``, once, and those before ``first`` still not seen.

    A time that the bank shows already, matched or only read alike, is in the balance: left out.
    """
    kept = [(each_id, terms) for each_id, _state, terms in stored_recurring(session)]
    if not kept:
        return ()
    since = first - _MOST_LATE
    until = told_until(session)
    paid = _paid(session, kept, since)
    flows = []
    for each_id, terms in kept:
        times = next_times(rhythm_of(terms), since, last)
        settled = _settled(paid.get(each_id, ()), times, terms)
        for day in times:
            left = left_of(amounts_of(terms), settled.get(day, ZERO))
            if left != ZERO and (day >= first or _still_waited(day, terms, until)):
                flows.append(_flow(each_id, terms, (day, max(day, next_bank_day(first))), left))
    return tuple(flows)


Paid = tuple[date, Money]


def _paid(
    session: Session, kept: Sequence[Kept], since: date
) -> Mapping[RecurringId, Sequence[Paid]]:
    """Return what the bank shows of each: what was matched to it, and lines that read alike.

    A line that reads alike counts though it waits or was only given a category: three salaries of
    one day are one time.
    """
    paid: defaultdict[RecurringId, list[Paid]] = defaultdict(list)
    matched = (
        select(_MATCHES.c.target_id, _MATCHES.c.due_day, _LINES.c.booked_on, _MATCHES.c.amount)
        .join_from(_MATCHES, _LINES, _LINES.c.id == _MATCHES.c.line_id)
        .where(
            _MATCHES.c.target == MatchTarget.RECURRING,
            _LINES.c.booked_on >= since - _MOST_LATE,
            live_matches(),
        )
    )
    for target_id, due_day, booked_on, amount in session.execute(matched):
        paid[RecurringId(target_id)].append((due_day or booked_on, amount))
    others = ~exists().where(
        _MATCHES.c.line_id == _LINES.c.id,
        _MATCHES.c.target == MatchTarget.RECURRING,
        live_matches(),
    )
    alike = seen_lines(session, since=since - _MOST_LATE, only=others)
    for each_id, lines in lines_of(alike, kept).items():
        paid[each_id].extend((line.day, line.amount) for line in lines)
    return paid


def _settled(
    paid: Sequence[Paid], times: Sequence[date], terms: RecurringTerms
) -> Mapping[date, Money]:
    """Return what was paid of each time."""
    settled: defaultdict[date, Money] = defaultdict(lambda: ZERO)
    for day, amount in paid:
        time = time_seen(day, times, terms)
        if time is not None:
            settled[time] += amount
    return settled


def _still_waited(day: date, terms: RecurringTerms, until: date | None) -> bool:
    """Tell whether a day that went by may still bring it: the bank told of little after it."""
    return until is None or until <= day + tolerance(terms.cadence)


def _flow(
    each_id: RecurringId, terms: RecurringTerms, days: tuple[date, date], left: Money
) -> Flow:
    due_on, day = days
    whole = left == terms.amount
    low = terms.low if whole and terms.low is not None else left
    return Flow(
        key=f"recurring:{each_id.hex()}:{due_on.isoformat()}",
        source=FlowSource.RECURRING,
        category=terms.category,
        label=terms.label,
        why=_why(terms, due_on, day),
        day=day,
        amount=left,
        certain=left < ZERO,
        cautious_day=day,
        cautious_amount=min(low, left),
        due_on=due_on,
        party=terms.label,
        document_id=each_id,
    )


def _why(terms: RecurringTerms, due_on: date, day: date) -> str:
    told = _("Revient {cadence}, {day}, confirmé par vous").format(
        cadence=cadence_words(terms.cadence), day=day_words(terms.cadence, terms.day)
    )
    if day != due_on:
        late = _("{told}\u00a0; attendu le {day}, pas encore vu à la banque")
        told = late.format(told=told, day=short_date(due_on))
    return full_stop(told)


def _terms(row: Any) -> RecurringTerms:
    return RecurringTerms(
        label=row.label,
        category=row.category,
        cadence=row.cadence,
        day=row.day,
        first_on=row.first_on,
        amount=row.amount,
        low=row.low,
        high=row.high,
        until=row.until,
        account_id=row.account_id,
        pattern=row.pattern,
        reason=row.reason,
    )
