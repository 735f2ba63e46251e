"""When goods come: working days are Monday to Friday, public holidays left out."""

from datetime import date, timedelta

from merchant_desk.rules.legal.holidays import MAINLAND, is_holiday

_SATURDAY = 5
_MOST_DAYS = 3_650


def is_working_day(day: date, zone: str = MAINLAND) -> bool:
    """Tell whether suppliers deliver on a day."""
    return day.weekday() < _SATURDAY and not is_holiday(zone, day)


def expected_day(ordered_on: date, lead_days: int, zone: str = MAINLAND) -> date:
    """Return the day goods come: so many working days after the order.

    The day of the order does not count. Ordered on a closed day, the count begins with the next
    working day, as if the order had been read the evening before.
    """
    day, left = ordered_on, min(max(0, lead_days), _MOST_DAYS)
    while left > 0 or not is_working_day(day, zone):
        day += timedelta(days=1)
        left -= is_working_day(day, zone)
    return day


def working_days_between(first: date, last: date, zone: str = MAINLAND) -> int:
    """Return how many working days lie after one day, up to another one included."""
    if last <= first:
        return 0
    days = (first + timedelta(days=each) for each in range(1, (last - first).days + 1))
    return sum(is_working_day(day, zone) for day in days)
