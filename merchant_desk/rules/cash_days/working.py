"""Working days as taxes and contracts count them: Monday to Friday, public holidays left out."""

from datetime import date, timedelta

from merchant_desk.rules.legal.holidays import MAINLAND, is_holiday

_SATURDAY = 5
_ONE = timedelta(days=1)


def is_working_day(day: date, zone: str = MAINLAND) -> bool:
    """Tell whether a day is neither of a weekend nor a public holiday of a zone (département)."""
    return day.weekday() < _SATURDAY and not is_holiday(zone, day)


def next_working_day(day: date, zone: str = MAINLAND) -> date:
    """Return the day itself when it is worked, else the first one after it that is."""
    while not is_working_day(day, zone):
        day += _ONE
    return day


def previous_working_day(day: date, zone: str = MAINLAND) -> date:
    """Return the day itself when it is worked, else the last one before it that is."""
    while not is_working_day(day, zone):
        day -= _ONE
    return day


def add_working_days(day: date, count: int, zone: str = MAINLAND) -> date:
    """Return the day so many working days after one; zero: the day itself, or the next one."""
    day = next_working_day(day, zone) if not count else day
    for _each in range(count):
        day = next_working_day(day + _ONE, zone)
    return day
