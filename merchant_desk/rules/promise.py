"""By when an order must leave: what « en retard » means."""

from datetime import datetime, time, timedelta

from merchant_desk.values.clock import PARIS

CUT_OFF = time(12, 0)
LEAVES_AT = time(16, 0)
_SUNDAY = 6


def ship_by(ready_at: datetime) -> datetime:
    """Return when an order ready at this instant must have left, in UTC.

    Ready before noon on a working day: the same day at 16:00, Paris; else the next working day.
    """
    local = ready_at.astimezone(PARIS)
    day = local.date()
    if local.time() >= CUT_OFF or day.weekday() == _SUNDAY:
        day += timedelta(days=1)
    if day.weekday() == _SUNDAY:
        day += timedelta(days=1)
    leaves = datetime.combine(day, LEAVES_AT, PARIS)
    return leaves.astimezone(ready_at.tzinfo)
