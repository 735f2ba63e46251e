"""Amounts as people and spreadsheets write them: decimal signs, groups, currency, percentages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from merchant_desk.values.money import round_half_up
from merchant_desk.values.texts import _

_GROUPS = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007'’", " "))
_CURRENCY = re.compile(r"(?:€|\bEUROS?\b|\bEUR\b|TTC|HT)", re.IGNORECASE)
_WHOLE = re.compile(r"[+-]?(?:\d{1,3}([ .,])\d{3}(?:\1\d{3})*|\d*)", re.ASCII)
_DECIMALS = re.compile(r"\d*", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE][+-]?\d+")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_LARGEST = 10**9
LEGAL_RATES = frozenset({0, 90, 105, 175, 210, 550, 850, 1000, 1300, 2000})
_RATE_WORDS = {
    "normal": 2000, "taux normal": 2000, "standard": 2000, "plein": 2000,
    "intermediaire": 1000, "taux intermediaire": 1000,
    "reduit": 550, "taux reduit": 550,
    "super reduit": 210, "taux super reduit": 210, "particulier": 210,
    "exonere": 0, "zero": 0, "aucun": 0, "aucune": 0, "sans": 0, "non soumis": 0,
}  # fmt: skip
_SHARE_LIMIT = Fraction(3, 10)
_THREE = 3
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be taken, and what it might have been."""

    reason: str
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Decimal:
    """The decimal sign of a file; not sure when every number of it reads both ways."""

    sign: str
    sure: bool


def find_decimal(cells: Iterable[str]) -> Decimal:
    """Return the decimal sign that the numbers of a file agree on; a comma when none tells."""
    votes = {",": 0, ".": 0}
    ambiguous = 0
    for cell in cells:
        digits = _bare(cell)
        sign = _telling(digits)
        if sign:
            votes[sign] += 1
        elif "," in digits or "." in digits:
            ambiguous += 1
    if votes["."] > votes[","]:
        return Decimal(".", sure=True)
    return Decimal(",", sure=bool(votes[","]) or not ambiguous)


def _bare(cell: str) -> str:
    return _CURRENCY.sub("", cell.translate(_GROUPS)).rstrip("% ").lstrip()


def _telling(digits: str) -> str:
    """Return the sign that can only be decimal in this number, else nothing."""
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma < 0 and dot < 0:
        return ""
    last = "," if comma > dot else "."
    other = "." if last == "," else ","
    if other in digits:
        return last
    if digits.count(last) > 1:
        return other
    whole, _sign, decimals = digits.partition(last)
    grouped = len(decimals) == _THREE and 1 <= len(whole.lstrip("+-")) <= _THREE
    return "" if grouped and whole.lstrip("+-0") else last


def number(cell: str, decimal: str) -> Fraction | Fault:
    """Return the exact value of a written number."""
    if cell[:1] in "=@":
        return Fault(_("la cellule contient une formule"))
    digits = _bare(cell.translate(_MINUS))
    if _SCIENTIFIC.fullmatch(digits):
        return Fault(_("le tableur a abrégé ce nombre"))
    whole, _sign, decimals = digits.partition(_telling(digits) or decimal)
    if not (
        _WHOLE.fullmatch(whole)
        and _DECIMALS.fullmatch(decimals)
        and (whole.strip("+-") or decimals)
        and len(digits) <= _LONGEST
    ):
        return Fault(_("ce n’est pas un nombre"))
    written = "".join(char for char in whole if char not in " .,") + "." + decimals
    value = Fraction(f"{written}0")
    return value if abs(value) < _LARGEST else Fault(_("ce nombre est trop grand"))


_QUICK = {
    ",": re.compile(r"(\d{1,8}),(\d\d)", re.ASCII),
    ".": re.compile(r"(\d{1,8})\.(\d\d)", re.ASCII),
}


def cents(cell: str, decimal: str) -> int | Fault | None:
    """Return a price in cents; None for an empty cell, no rounding ever."""
    quick = _QUICK[decimal].fullmatch(cell)
    if quick:
        return int(quick[1] + quick[2])
    value = _positive(cell, decimal)
    if not isinstance(value, Fraction):
        return value
    scaled = value * 100
    if scaled.denominator != 1:
        return Fault(_("un prix n’a pas plus de deux décimales"))
    return scaled.numerator


def net_cents(cell: str, decimal: str) -> Fraction | Fault | None:
    """Return a price before VAT in cents, with all its decimals."""
    value = _positive(cell, decimal)
    return value * 100 if isinstance(value, Fraction) else value


def cost(cell: str, decimal: str) -> int | Fault | None:
    """Return a purchase cost in ten-thousandths of a euro."""
    return _rounded(cell, decimal, 10_000)


def grams(cell: str, decimal: str, per_unit: int) -> int | Fault | None:
    """Return a weight in grams, of a column in kilograms (1000) or grams (1)."""
    weight = _rounded(cell, decimal, per_unit)
    if isinstance(weight, int) and weight > _LARGEST:
        return Fault(_("ce nombre est trop grand"))
    return weight


def units(cell: str, decimal: str) -> int | Fault | None:
    """Return a whole number of pieces, negative ones too: the caller says what they mean."""
    if cell.isascii() and cell.isdigit() and len(cell) <= 9:  # noqa: PLR2004 - under the limit
        return int(cell)
    if not cell:
        return None
    value = number(cell, decimal)
    if isinstance(value, Fault):
        return value
    if value.denominator != 1:
        return Fault(_("une quantité est un nombre entier"))
    return value.numerator


def rate_bp(cell: str, decimal: str) -> int | Fault | None:
    """Return a VAT rate in basis points, from « 20 % », « 0,2 », « 5.5 » or « taux réduit »."""
    if not cell:
        return None
    words = " ".join(re.sub(r"[^a-z]+", " ", _unaccented(cell)).replace("tva", "").split())
    if words in _RATE_WORDS and not any(char.isdigit() for char in cell):
        return _RATE_WORDS[words]
    value = number(re.sub(r"(?i)tva|taux|\bde\b", "", cell).strip(), decimal)
    if isinstance(value, Fault):
        return value
    if 0 < value <= _SHARE_LIMIT and "%" not in cell:
        value *= 100
    points = value * 100
    if points.denominator != 1 or points.numerator not in LEGAL_RATES:
        return Fault(_("ce taux de TVA n’existe pas en France"))
    return points.numerator


def _unaccented(text: str) -> str:
    return text.lower().translate(str.maketrans("éèêô", "eeeo"))


def _positive(cell: str, decimal: str) -> Fraction | Fault | None:
    if not cell:
        return None
    value = number(cell, decimal)
    if isinstance(value, Fraction) and value < 0:
        return Fault(_("ce nombre est négatif"))
    return value


def _rounded(cell: str, decimal: str, scale: int) -> int | Fault | None:
    quick = _QUICK[decimal].fullmatch(cell)
    if quick and not scale % 100:
        return int(quick[1] + quick[2]) * (scale // 100)
    value = _positive(cell, decimal)
    return round_half_up(value * scale) if isinstance(value, Fraction) else value
