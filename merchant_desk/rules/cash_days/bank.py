"""Days of banks: transfers and direct debits settle on TARGET days, and on no other.

T2 is closed on weekends, 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December
(Guideline (EU) 2022/912, annex I, appendix V). Value days: C. mon. fin. L131-1-1 and L133-14.
"""

from datetime import date, timedelta
from enum import StrEnum

from merchant_desk.rules.legal.holidays import easter

_SATURDAY = 5
_ONE = timedelta(days=1)
_FIXED = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})
_AROUND_EASTER = frozenset({-2, 1})


class BankMove(StrEnum):
    """How money reaches the account."""

    TRANSFER = "transfer"
    INSTANT = "instant"
    DIRECT_DEBIT = "direct_debit"
    CARD = "card"
    CHEQUE = "cheque"
    CASH = "cash"


_AFTER = {
    BankMove.TRANSFER: 0,
    BankMove.DIRECT_DEBIT: 0,
    BankMove.CARD: 1,
    BankMove.CHEQUE: 1,
    BankMove.CASH: 1,
}
"""Days of banks from the day it is handed over to its value day, as the law bounds them.

A cheque: at most one working day (L131-1-1). Notes and coins of a business: the working day after
at the latest (L133-14, II). A sale by card: the next day, by habit of the banks.
"""


def is_bank_day(day: date) -> bool:
    """Tell whether T2 is open, so that transfers and direct debits settle."""
    if day.weekday() >= _SATURDAY or (day.month, day.day) in _FIXED:
        return False
    return (day - easter(day.year)).days not in _AROUND_EASTER


def next_bank_day(day: date) -> date:
    """Return the day itself when banks settle, else the first one after it when they do."""
    while not is_bank_day(day):
        day += _ONE
    return day


def previous_bank_day(day: date) -> date:
    """Return the day itself when banks settle, else the last one before it when they did."""
    while not is_bank_day(day):
        day -= _ONE
    return day


def add_bank_days(day: date, count: int) -> date:
    """Return the day so many days of banks after one; zero: the day itself, or the next one.

    What is handed over on a closed day counts from the next open one.
    """
    day = next_bank_day(day)
    for _each in range(count):
        day = next_bank_day(day + _ONE)
    return day


def value_day(day: date, move: BankMove) -> date:
    """Return from which day money handed over on a day counts on the account."""
    return day if move is BankMove.INSTANT else add_bank_days(day, _AFTER[move])
