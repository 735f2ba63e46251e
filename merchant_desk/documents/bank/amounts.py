"""Amounts as banks write them, to cents: never through a float, never guessed."""

import re

from merchant_desk.documents.bank.refusals import bad_amount

_PLAIN = re.compile(r"([+-]?)([0-9]{1,10})(?:[.,]([0-9]{1,2}))?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+")
_BLANKS = re.compile("[\\s'’\u2009\u200a\u200b\u2060]+")
_MINUS = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"))
_CURRENCY = re.compile(r"(?:€|eur(?:os?)?)$|^(?:€|eur(?:os?)?)", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_MOST_DIGITS = 10
"""Of the euros: ten thousand million is no movement of a shop."""
_LONGEST = 60
_SHORT = 12
_POINTS = frozenset(".,")
_DECIMALS = frozenset("0123456789")
_GROUP = 3


def cents_of(text: str, decimal: str = "") -> int:
    """Return the cents of an amount; ``decimal`` is the sign its column is known to use.

    Raises ValueError, with the end of a sentence, for what is no amount, and for « 1.234 » while
    nothing tells its sense.
    """
    if text[-3:-2] in _POINTS and len(text) <= _SHORT:
        digits = text[:-3] + text[-2:]
        if digits.isdecimal() and digits.isascii():
            return int(digits)
        if (
            digits[0] == "-"
            and digits[1:].isdecimal()
            and digits.isascii()
            and text[1] in _DECIMALS
        ):
            return int(digits)
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        sign, euros, cents = plain.groups()
        value = int(euros) * 100 + (int(cents.ljust(2, "0")) if cents else 0)
        return -value if sign == "-" else value
    try:
        return _with_care(text, decimal)
    except ValueError:
        raise ValueError(bad_amount(text)) from None


def _with_care(text: str, decimal: str) -> int:
    if len(text) > _LONGEST:
        raise ValueError(text)
    bare = _CURRENCY.sub("", _BLANKS.sub("", text).translate(_MINUS))
    negative, bare = _sign_of(bare)
    whole, cents = _parts(bare, decimal)
    if not _DIGITS.fullmatch(whole) or len(whole.lstrip("0")) > _MOST_DIGITS:
        raise ValueError(text)
    value = int(whole) * 100 + cents
    return -value if negative else value


def _sign_of(bare: str) -> tuple[bool, str]:
    """Part the sign, before or after, or parentheses, from the digits."""
    if bare.startswith("(") and bare.endswith(")"):
        return True, bare[1:-1]
    if bare[:1] in {"-", "+"}:
        return bare[0] == "-", _CURRENCY.sub("", bare[1:])
    if bare[-1:] in {"-", "+"}:
        return bare[-1] == "-", _CURRENCY.sub("", bare[:-1])
    return False, bare


def _parts(bare: str, decimal: str) -> tuple[str, int]:
    """Return the digits of the euros, and the cents."""
    cut = max(bare.rfind("."), bare.rfind(","))
    if cut < 0:
        return bare, 0
    last, whole, rest = bare[cut], bare[:cut], bare[cut + 1 :]
    if _is_grouping(bare, last, rest, decimal):
        if not _GROUPED.fullmatch(bare):
            raise ValueError(bare)
        return bare.replace(last, ""), 0
    if "." in whole or "," in whole:
        if not _GROUPED.fullmatch(whole) or last in whole:
            raise ValueError(bare)
        whole = whole.replace("." if last == "," else ",", "")
    return whole or "0", _cents(rest, bare)


def _is_grouping(bare: str, last: str, rest: str, decimal: str) -> bool:
    """Tell whether the last sign parts thousands; three digits after a lone one may be either."""
    if bare.count(last) > 1:
        return True
    if len(rest) != _GROUP or ("." in bare and "," in bare):
        return False
    if not decimal and rest != "000":
        raise ValueError(bare)
    return last != decimal if decimal else False


def _cents(rest: str, bare: str) -> int:
    """Return the cents of what follows the decimal sign: further digits may only be zeros."""
    if not _DIGITS.fullmatch(rest) or rest[2:].strip("0"):
        raise ValueError(bare)
    return int(rest[:2].ljust(2, "0"))


def decimal_sign(samples: "list[str]") -> str:
    """Return the sign before the cents in a column, empty where its cells do not tell."""
    for text in samples:
        found = re.search(r"([.,])[0-9]{1,2}(?![0-9.,])", text)
        if found is not None:
            return found[1]
    return ""
