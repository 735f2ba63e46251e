"""Days as banks write them, and those on which no bank books anything."""

import re
from datetime import date, timedelta

from merchant_desk.documents.bank.refusals import bad_day, strange_day

EARLIEST = date(2000, 1, 1)
"""Before the accounts of shops were in euro: a date of 1970 is a hole in somebody's table."""
_AHEAD = timedelta(days=7)
"""A line may be booked on the next working day."""
_VALUE_AHEAD = timedelta(days=366)
_FRENCH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})(?:[ T][0-9:. ]*)?")
_ISO = re.compile(r"([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})(?:[ T][0-9:. ]*)?(?:Z|UTC|[+-][0-9:]+)?")
_PACKED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{2,6}[0-9.]*)?(?:\[[^\]]*\]|Z)?")


class Calendar:
    """Reads the days of one file; each is read once, as its lines share them."""

    def __init__(self, today: date) -> None:
        self._latest = today + _AHEAD
        self._latest_value = today + _VALUE_AHEAD
        self.known: dict[str, date] = {}
        """Days of movements by how they are written; a hot loop may ask it first."""
        self._valued: dict[str, date] = {}

    def booked(self, text: str) -> date:
        """Return the day of a movement. Raises ValueError with the end of a sentence."""
        return self.known.get(text) or self._first(text)

    def _first(self, text: str) -> date:
        found = self.known[text] = self._within(read_day(text), self._latest)
        return found

    def valued(self, text: str) -> date:
        """Return the day from which money counts. Raises ValueError likewise."""
        found = self._valued.get(text)
        if found is None:
            found = self._valued[text] = self._within(read_day(text), self._latest_value)
        return found

    def _within(self, day: date, latest: date) -> date:
        if not EARLIEST <= day <= latest:
            raise ValueError(strange_day(day))
        return day


def read_day(text: str) -> date:
    """Return the day a text tells, whichever way. Raises ValueError with the end of a sentence."""
    bare = text.strip()
    for pattern, order in ((_FRENCH, (2, 1, 0)), (_ISO, (0, 1, 2)), (_PACKED, (0, 1, 2))):
        found = pattern.fullmatch(bare)
        if found is not None:
            parts = found.groups()
            year, month, day = (parts[place] for place in order)
            return _exact((_year(year), int(month), int(day)), text)
    raise ValueError(bad_day(text))


def packed_french(text: str) -> date:
    """Return the day of ``JJMMAA``. Raises ValueError with the end of a sentence."""
    if len(text) != 6 or not text.isascii() or not text.isdigit():  # noqa: PLR2004 - JJMMAA
        raise ValueError(bad_day(text))
    return _exact((_year(text[4:]), int(text[2:4]), int(text[:2])), text)


def _year(digits: str) -> int:
    """Return the year; of two digits, those from 70 on are of the last century."""
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - told in full
        return year
    return year + (2000 if year < 70 else 1900)  # noqa: PLR2004 - 1970 is to be refused


def _exact(parts: tuple[int, int, int], text: str) -> date:
    try:
        return date(*parts)
    except ValueError:
        raise ValueError(bad_day(text)) from None
