"""Amounts as settlements write them: ``1 234,56``, ``1,234.56``, ``−5.00 €``, ``(5,00)``."""

import re
from collections.abc import Iterable

_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009']+")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
_EURO = re.compile(r"(?:€|EUR)", re.IGNORECASE)
_DECIMALS = re.compile(r"([.,])\d{1,2}\D*$")
_GROUPED = {
    ".": re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?|\.(\d+)"),
    ",": re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d*))?|,(\d+)"),
}
_MOST_DIGITS = 12


def decimal_sign(cells: Iterable[str]) -> str:
    """Return the sign before the cents, as most amounts of a file show it: a file has one.

    ``1,234`` alone may be a thousand or one and a bit: the other amounts tell.
    """
    seen = [found[1] for cell in cells if (found := _DECIMALS.search(cell.strip()))]
    return "," if seen.count(",") > seen.count(".") else "."


def read_cents(text: str, decimal: str) -> int | None:
    """Return the cents of an amount, its sign kept, or None when it is not one to the cent."""
    plain = _BLANKS.sub("", _EURO.sub("", text.translate(_MINUS)))
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        plain, negative = plain[1:-1], True
    elif plain.endswith("-"):
        plain, negative = plain[:-1], True
    elif plain[:1] in ("+", "-"):
        plain, negative = plain[1:], plain[0] == "-"
    found = _GROUPED[decimal].fullmatch(plain)
    if found is None or not plain.isascii() or len(plain) > _MOST_DIGITS + 4:
        return None
    cents = (found[1] or found[2] or "").rstrip("0")
    if len(cents) > 2:  # noqa: PLR2004 - a cent is the least that is paid
        return None
    whole = re.sub(r"\D", "", plain.split(decimal)[0]) or "0"
    value = int(whole) * 100 + int(cents.ljust(2, "0"))
    return -value if negative else value
