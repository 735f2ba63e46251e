"""What JSON has no type for: exact numbers, and moments with or without a time."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

from merchant_desk.rules.legal.moment import Moment

_NUMBER = re.compile(r"\d+(\.\d{1,4})?", re.ASCII)


def read_foreign(kind: type[Any], value: Any) -> Any:
    """Read what JSON has no type for: exact numbers and moments."""
    if kind is Fraction:
        if isinstance(value, str) and _NUMBER.fullmatch(value):
            return Fraction(value)
        raise ValueError('Un nombre s’écrit entre guillemets, comme "29.90"')
    if kind is Moment and isinstance(value, str):
        try:
            return Moment(value)
        except ValueError:
            pass
    raise ValueError("Une date s’écrit 2027-01-06, un moment 2027-01-06T08:00")


def write_foreign(value: object) -> str:
    """Write what JSON has no type for."""
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, Moment):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def decimal_text(value: Fraction) -> str:
    """Return an amount with two decimals at least and four at most: ``29.90``."""
    tenthousandths = round(value * 10_000)
    whole, rest = divmod(tenthousandths, 10_000)
    digits = f"{rest:04d}"
    return f"{whole}.{digits if digits[2:] != '00' else digits[:2]}"
