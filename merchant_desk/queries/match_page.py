"""All that the page of matching shows at once: months, accounts, and the lines of one choice."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.bank_accounts import AccountRow, bank_accounts
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.match_lines import LinesAsked, matched_lines
from merchant_desk.queries.match_progress import MonthMatched, months_matched
from merchant_desk.queries.match_proposals import match_proposals
from merchant_desk.rules.cash_days.months import month_end
from merchant_desk.values.cash_proposal import MatchedLine, ProposedLine
from merchant_desk.values.ids import CashAccountId, StationId

_AT_ONCE = 400
"""More lines than that are shown month by month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAsked:
    """Which lines are looked at."""

    account_id: CashAccountId | None = None
    month: date | None = None
    """The first day of one; None: all that wait, or the newest month when they are many."""
    matched: bool = False
    """The lines that were matched, instead of those that wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPage:
    """What was asked, with what is there."""

    asked: PageAsked
    """As it was answered: the month may have been chosen for her."""
    months: tuple[MonthMatched, ...]
    accounts: tuple[AccountRow, ...]
    waiting: tuple[ProposedLine, ...] = ()
    matched: tuple[MatchedLine, ...] = ()

    @property
    def all_waiting(self) -> int:
        """Return how many lines wait in all months."""
        return sum(each.waiting for each in self.months)


def match_page(
    session: Session,
    station_id: StationId,
    today: date,
    asked: PageAsked,
    memory: ForecastMemory | None = None,
) -> MatchPage:
    """Return the lines of a choice, those that wait each with what it would be."""
    months = months_matched(session, asked.account_id)
    asked = replace(asked, month=_month(asked, months))
    last = None if asked.month is None else month_end(asked.month)
    lines = LinesAsked(account_id=asked.account_id, first=asked.month, last=last)
    page = MatchPage(asked=asked, months=months, accounts=bank_accounts(session))
    if asked.matched:
        return replace(page, matched=matched_lines(session, lines))
    return replace(page, waiting=match_proposals(session, station_id, today, lines, memory))


def _month(asked: PageAsked, months: tuple[MonthMatched, ...]) -> date | None:
    """Return the month that is shown: hers, or the newest that waits when all is too much."""
    if asked.month is not None or asked.matched:
        return asked.month
    if sum(each.waiting for each in months) <= _AT_ONCE:
        return None
    return next((each.month for each in months if each.waiting), None)
