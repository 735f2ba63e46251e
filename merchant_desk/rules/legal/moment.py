"""Instants as a question of law gives them: a day, or a day and a time, perhaps with an offset."""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo

OPENS_AT = time(8, 0)
CLOSES_AT = time(23, 59)
_FORM = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?)?", re.ASCII
)


class Moment:
    """A day of trade, or an instant of it; read in the local time of a shop.

    A day alone opens at 08:00 and closes at 23:59. Without an offset a time is local; with one it
    is converted. Local times are naive: soldes begin at eight on every clock of the zone.
    """

    __slots__ = ("at", "day", "offset", "text")

    def __init__(self, text: str) -> None:
        """Read ``2027-01-06``, ``2027-01-06T08:00`` or ``2027-01-06T08:00:00+01:00``.

        Raises ValueError.
        """
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError(text)
        self.text = text
        self.day = date.fromisoformat(found[1])
        self.at = time.fromisoformat(found[2]) if found[2] else None
        self.offset = _offset(found[3]) if found[3] else None

    @classmethod
    def of_day(cls, day: date) -> "Moment":
        """Return a whole day of trade."""
        return cls(day.isoformat())

    @classmethod
    def of_local(cls, instant: datetime) -> "Moment":
        """Return a local instant, to the minute."""
        return cls(instant.strftime("%Y-%m-%dT%H:%M"))

    def opening(self, zone: tzinfo) -> datetime:
        """Return when it begins, in local time: a day opens at 08:00."""
        return self._local(zone, OPENS_AT)

    def closing(self, zone: tzinfo) -> datetime:
        """Return when it ends, in local time: a day closes at 23:59."""
        return self._local(zone, CLOSES_AT)

    def _local(self, zone: tzinfo, otherwise: time) -> datetime:
        if self.at is None:
            return datetime.combine(self.day, otherwise)
        local = datetime.combine(self.day, self.at)
        if self.offset is None:
            return local
        try:
            return local.replace(tzinfo=self.offset).astimezone(zone).replace(tzinfo=None)
        except OverflowError:  # the first or the last day that a calendar can name
            return local

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Moment({self.text!r})"


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours >= 24 or minutes >= 60:  # noqa: PLR2004 - a clock's hours and minutes
        raise ValueError(text)
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if text[0] == "-" else ahead)


def month_before(day: date, months: int = 1) -> date:
    """Return the same day some months before, or the last of that month when it has no such day."""
    return _same_day(day, -months)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month when it has no such day."""
    return _same_day(day, months)


def _same_day(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
