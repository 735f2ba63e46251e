"""What every source of the forecast is asked with."""

from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.queries.bank_accounts import BankBalance
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.settings import Settings
from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.posting.plan import AccountPlan, account_plan, read_numbers
from merchant_desk.values.settings import ACCOUNTING_ACCOUNTS, ACCOUNTING_MEANS

NOT_SEEN_DAYS = 10
"""So long after its day, what the bank has not shown is a question to ask, not money to come."""


@dataclass(frozen=True)
class ForecastAsked:
    """The days of a forecast, how far the bank told, and where each means of payment leads."""

    today: date
    last: date
    known_on: date | None
    """The last evening of the bank; what moved after it is not in the balance."""
    plan: AccountPlan
    memory: ForecastMemory

    @property
    def next_day(self) -> date:
        """Return the next day on which the bank moves money."""
        return next_bank_day(self.today + timedelta(days=1))

    def is_after(self, day: date) -> bool:
        """Tell whether what reaches the bank on this day cannot be in its balance yet."""
        return day > self.known_on if self.known_on is not None else day >= self.today

    def awaited(self, day: date) -> date | None:
        """Return when the bank will show what it should on ``day``; None: it should have long ago.

        What it has not shown though it told of that day comes on its next one.
        """
        if self.is_after(day):
            return max(day, self.today)
        limit = (self.known_on or self.today) - timedelta(days=NOT_SEEN_DAYS)
        return self.next_day if day >= limit else None

    def role(self, means: str) -> str:
        """Return where a means of payment leads: bank, cards, psp, cheques, cash, vouchers."""
        return self.plan.means_role(means)


def forecast_asked(
    kept: Settings,
    days: tuple[date, date],
    balance: BankBalance,
    memory: ForecastMemory,
) -> ForecastAsked:
    """Return what the sources are asked with; ``days``: today and the last one."""
    today, last = days
    own = read_numbers(kept.get(ACCOUNTING_ACCOUNTS))
    plan = account_plan(today, own, read_numbers(kept.get(ACCOUNTING_MEANS)))
    return ForecastAsked(today, last, balance.on, plan, memory)
