"""How amounts and dates are written in a file of entries (LPF A47 A-1)."""

import re
from datetime import date

_AMOUNT = re.compile(r"(?P<first>[+-]?)(?P<whole>\d+)(?:,(?P<part>\d{1,2}))?(?P<last>[+-]?)")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_DATE_LENGTH = 8


def is_amount(text: str) -> bool:
    """Tell whether it is digits, a comma and at most one sign, first or last."""
    found = _AMOUNT.fullmatch(text)
    return found is not None and text.isascii() and not (found["first"] and found["last"])


def amount_of(text: str) -> int:
    """Return the cents of an amount; 0 of what is none."""
    found = _AMOUNT.fullmatch(text)
    if found is None or not is_amount(text):
        return 0
    cents = int(found["whole"]) * 100 + int((found["part"] or "0").ljust(2, "0"))
    return -cents if "-" in (found["first"], found["last"]) else cents


def date_problem(text: str) -> bool:
    """Tell whether it is not a day written AAAAMMJJ of this century or the last."""
    if len(text) != _DATE_LENGTH or not (text.isascii() and text.isdecimal()):
        return True
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return True
    return not _FIRST_YEAR <= day.year <= _LAST_YEAR
