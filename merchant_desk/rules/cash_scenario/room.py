"""How much she may buy today without going under her floor, and the day that decides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merchant_desk.values.cash_flow import CashDay, Forecast, Reading
from merchant_desk.values.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What may still be spent."""

    amount: Money
    """Zero or above, all taxes included."""
    paid_on: date
    """The day the purchase would be paid."""
    decides_on: date
    """The evening that is nearest to the floor from that day on."""
    balance: Money
    """Of that evening, without the purchase."""
    floor: Money
    reading: Reading

    @property
    def short(self) -> Money:
        """Return what is missing to the floor without any purchase; zero when nothing is."""
        return max(self.floor - self.balance, ZERO)


def room(forecast: Forecast, paid_on: date, reading: Reading = Reading.CAUTIOUS) -> Room:
    """Return the most that may be paid on a day so that no later evening goes under the floor.

    A day beyond the forecast is not known: the last evening decides then.
    """
    days = [each for each in forecast.days if each.day >= paid_on] or list(forecast.days[-1:])
    lowest = min(days, key=lambda each: balance_of(each, reading))
    balance = balance_of(lowest, reading)
    return Room(
        amount=max(balance - forecast.floor, ZERO),
        paid_on=paid_on,
        decides_on=lowest.day,
        balance=balance,
        floor=forecast.floor,
        reading=reading,
    )


def balance_of(day: CashDay, reading: Reading) -> Money:
    """Return the balance of an evening on one line."""
    if reading is Reading.CERTAIN:
        return day.certain
    return day.likely if reading is Reading.LIKELY else day.cautious


def best_day(
    forecast: Forecast, days: Sequence[date], amount: Money, reading: Reading = Reading.CAUTIOUS
) -> date | None:
    """Return the first of these days on which an amount may be paid, or None."""
    return next((day for day in days if room(forecast, day, reading).amount >= amount), None)
