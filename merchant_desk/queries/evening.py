"""What the evening asks: the drawer, the day to close, what the bank has not shown yet."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from merchant_desk.queries.bank_accounts import bank_balance
from merchant_desk.queries.days_to_close import expected_in_drawer, open_days
from merchant_desk.queries.deposit_candidates import cash_to_bring, cheques_to_bring
from merchant_desk.queries.deposits import awaited_deposits
from merchant_desk.queries.match_lines import waiting_count
from merchant_desk.queries.payouts import awaited_payouts
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import StationId
from merchant_desk.values.money import Money, total


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, and what they come to."""

    count: int
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """What is there in the evening, before or after the day is closed."""

    day: date
    expected: Money
    """What the drawer should hold now."""
    open_days: tuple[date, ...]
    cheques: Waiting
    """Not brought to the bank yet."""
    cash: Waiting
    """Out of the drawer for the bank, on no slip."""
    deposits: Waiting
    """Brought, not seen at the bank."""
    payouts: Waiting
    """Told by a provider, not seen at the bank."""
    lines: int
    """Lines of the bank that nothing explains yet."""
    bank_on: date | None
    """The last day a bank told of; None: no file was brought yet."""

    @property
    def bank_age(self) -> int | None:
        """Return how many days old what the bank told is."""
        return None if self.bank_on is None else (self.day - self.bank_on).days


def evening(session: Session, station_id: StationId, now: datetime) -> Evening:
    """Return what the evening asks of a station."""
    day = paris_date(now)
    return Evening(
        day=day,
        expected=expected_in_drawer(session, station_id, day, now),
        open_days=tuple(each for each in open_days(session, station_id) if each <= day),
        cheques=_waiting([each.amount for each in cheques_to_bring(session, day)]),
        cash=_waiting([each.amount for each in cash_to_bring(session)]),
        deposits=_waiting([each.amount for each in awaited_deposits(session)]),
        payouts=_waiting([each.amount for each in awaited_payouts(session)]),
        lines=waiting_count(session),
        bank_on=bank_balance(session).on,
    )


def _waiting(amounts: list[Money]) -> Waiting:
    return Waiting(len(amounts), total(amounts))
