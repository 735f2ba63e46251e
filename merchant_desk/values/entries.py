"""What people type as numbers, French or not: ``12,5``, ``12.50 €``, ``+3``, ``−2``, ``1 024``."""

import re
from datetime import date
from fractions import Fraction

from merchant_desk.values.money import Money, round_half_up

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_DECIMAL = re.compile(r"\d+(?:[.,]\d*)?|[.,]\d+")
_WHOLE = re.compile(r"[+-]?\d{1,12}")
_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOST_DIGITS = 12
_CENTURY = 2000


def read_amount(text: str) -> Money | None:
    """Return the positive amount that was typed, or None when it is not one."""
    fraction = read_decimal(text.replace("€", ""))
    return None if fraction is None else Money(round_half_up(fraction * 100))


def read_decimal(text: str) -> Fraction | None:
    """Return the positive decimal number that was typed, or None when it is not one."""
    plain = _SPACES.sub("", text)
    if not _DECIMAL.fullmatch(plain) or len(plain) > _MOST_DIGITS or not plain.isascii():
        return None
    return Fraction(plain.replace(",", "."))


def read_whole(text: str) -> int | None:
    """Return the whole number that was typed, its sign kept, or None when it is not one."""
    plain = _SPACES.sub("", text).replace("\u2212", "-")
    if not _WHOLE.fullmatch(plain) or not plain.isascii():
        return None
    return int(plain)


def written_amount(amount: Money) -> str:
    """Return an amount as one would type it: ``12,50``."""
    whole, cents = divmod(amount.cents, 100)
    return f"{whole},{cents:02d}"


def read_day(text: str) -> date | None:
    """Return the day that was typed, ``6/1/2027``, ``06.01.27`` or ``2027-01-06``, or None."""
    plain = text.strip()
    if not plain.isascii():
        return None
    if (found := _ISO_DAY.fullmatch(plain)) is not None:
        year, month, day = (int(each) for each in found.groups())
    elif (found := _DAY.fullmatch(plain)) is not None:
        day, month, year = (int(each) for each in found.groups())
        year = year if len(found[3]) > 2 else year + _CENTURY  # noqa: PLR2004 - two digits
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written_day(day: date) -> str:
    """Return a day as one would type it: ``06/01/2027``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
