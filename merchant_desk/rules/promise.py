"""By when an order must leave: what « en retard » means."""

from datetime import date, datetime, time, timedelta

from merchant_desk.values.clock import PARIS

CUT_OFF = time(12, 0)
LEAVES_AT = time(16, 0)
WORKING_DAYS = 2
_SUNDAY = 6


def ship_by(ready_at: datetime, working_days: int = WORKING_DAYS) -> datetime:
    """Return when an order ready at this instant must have left, in its own time zone.

    Ready before noon in Paris, the day itself is the first of the working days (Monday to
    Saturday); after noon, the next one is. It leaves at 16:00 of the last of them.
    """
    local = ready_at.astimezone(PARIS)
    day = local.date()
    if local.time() >= CUT_OFF:
        day += timedelta(days=1)
    day = _working(day)
    for _more in range(working_days - 1):
        day = _working(day + timedelta(days=1))
    return datetime.combine(day, LEAVES_AT, PARIS).astimezone(ready_at.tzinfo)


def _working(day: date) -> date:
    return day + timedelta(days=1) if day.weekday() == _SUNDAY else day
