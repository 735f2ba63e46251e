"""GS1 symbols: article, lot, expiry, serial, quantity, even when the separator was lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from merchant_desk.values.barcode import gtin14
from merchant_desk.values.gs1_fields import (
    Field,
    day_of,
    field_named,
    fields_at,
    fixed_length,
)

GS = "\x1d"
_AIM_ID = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_GS1_AIM_IDS = frozenset(
    {"]C1", "]c1", "]d2", "]D2", "]Q3", "]q3", "]J1", "]j1", "]e0", "]e1", "]e2"}
)  # Caps Lock may have turned a letter, but ]E0 is an EAN and ]e0 a DataBar
_WRITTEN_GS = re.compile(r"<GS>|\{GS\}|\[GS\]|\u2194|\u241d", re.IGNORECASE)
_BRACKETS = re.compile(r"\((\d{2,4})\)([^(]+)")
_ARTICLE_OR_UNIT = re.compile(r"0[12]\d{14}|00\d{18}")
_LONGEST = 512
_LONGEST_GUESS = 96
_WAYS_KEPT = 4
_PLAUSIBLE_YEARS = range(2015, 2056)
_ARTICLES = ("01", "02")
_SHORT_NAMES = {
    "gtin": "01", "cpv": "22", "lot": "10", "ser": "21", "sscc": "00", "exp": "17",
}  # fmt: skip
"""Names that stood for identifiers in the first edition of Digital Link, still printed on goods."""

Element = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gs1:
    """What a GS1 symbol says; ``guessed`` when a lost separator had to be supposed."""

    elements: tuple[Element, ...]
    guessed: bool = False

    def value(self, *identifiers: str) -> str | None:
        """Return the value of the first of these identifiers that is there."""
        found = dict(reversed(self.elements))
        return next((found[each] for each in identifiers if each in found), None)

    @property
    def gtin14(self) -> str | None:
        """Return the article: its own number, or that of what a logistic unit contains."""
        return self.value(*_ARTICLES)

    @property
    def lot(self) -> str | None:
        """Return the batch or lot."""
        return self.value("10")

    @property
    def serial(self) -> str | None:
        """Return the serial number."""
        return self.value("21")

    @property
    def expiry(self) -> date | None:
        """Return the last day of use, else the best-before or sell-by day."""
        written = self.value("17", "7003", "15", "16")
        return None if written is None else day_of(written)

    @property
    def sscc(self) -> str | None:
        """Return the number of the logistic unit."""
        return self.value("00")

    @property
    def quantity(self) -> int | None:
        """Return how many articles the symbol stands for, when it says so."""
        written = self.value("30", "37")
        return None if written is None else int(written)

    @property
    def weight_g(self) -> int | None:
        """Return the net weight in grams, when it is a whole number of them."""
        for identifier, written in self.elements:
            if identifier.startswith("310"):
                grams, rest = divmod(int(written) * 1000, 10 ** int(identifier[3]))
                return None if rest else grams
        return None


def strip_aim_id(text: str) -> tuple[str | None, str]:
    """Return the AIM identifier a scanner puts first (``]E0``), if any, and the rest.

    An identifier with nothing behind it announces no code: it is the text itself.
    """
    if _AIM_ID.match(text) and text[3:].strip():
        return text[:3], text[3:]
    return None, text


def announces_gs1(aim_id: str | None) -> bool:
    """Tell whether the AIM identifier promises a GS1 element string."""
    return aim_id in _GS1_AIM_IDS


def parse_gs1(text: str, *, promised: bool = False) -> Gs1 | None:
    """Return what a GS1 symbol says, or None if the text is not one.

    Unless a scanner promised GS1 by its AIM identifier, the text must name an article or a
    logistic unit: a reference such as ``10ABC`` is not a lot.
    """
    if len(text) > _LONGEST:
        return None
    if text.lower().startswith(("http://", "https://")):
        return _digital_link(text)
    if text.startswith("("):
        return _bracketed(text)
    plain = _WRITTEN_GS.sub(GS, text)
    promised = promised or plain.startswith(GS)
    if not promised and _ARTICLE_OR_UNIT.search(plain) is None:
        return None
    found = _element_string(plain.strip(GS)) if plain.strip(GS) else None
    if found is None or not (promised or _identifies(found)):
        return None
    return found


def _identifies(found: Gs1) -> bool:
    return found.gtin14 is not None or found.sscc is not None


def _element_string(text: str) -> Gs1 | None:
    """Read strictly; where no separator is left, suppose that one may have been lost."""
    strict = _cuts(text, may_guess=False)
    if strict and (GS in text or len(text) > _LONGEST_GUESS):
        return Gs1(strict[0])
    guesses = _cuts(text, may_guess=True) if len(text) <= _LONGEST_GUESS else []
    if not guesses:
        return None
    best = guesses[0]
    rival = len(guesses) > 1 and _plausibility(guesses[1]) == _plausibility(best)
    return Gs1(best, guessed=rival or best not in strict)


def _cuts(text: str, *, may_guess: bool) -> list[tuple[Element, ...]]:
    """Return the most plausible ways to cut the text into known fields, best first.

    Worked out from the end, a few ways kept for each place: the cost stays bounded however
    hostile the symbol.
    """
    ways: list[list[tuple[Element, ...]]] = [[] for _place in text]
    ways.append([()])
    for at in range(len(text) - 1, -1, -1):
        found: list[tuple[Element, ...]] = []
        for field in fields_at(text, at):
            start = at + len(field.identifier)
            for end in _ends(text, start, field, may_guess=may_guess):
                value = text[start:end]
                after = end + 1 if text[end : end + 1] == GS else end
                if after <= len(text) and ways[after] and field.takes(value):
                    found += [((field.identifier, value), *rest) for rest in ways[after]]
        ways[at] = sorted(found, key=_plausibility, reverse=True)[:_WAYS_KEPT]
    return ways[0]


def _ends(text: str, start: int, field: Field, *, may_guess: bool) -> Iterator[int]:
    """Yield where a field may end: its fixed length, the separator, or anywhere if one was lost."""
    if field.fixed:
        yield start + fixed_length(field)
        return
    separator = text.find(GS, start)
    last = len(text) if separator < 0 else separator
    yield last
    if may_guess and separator < 0:
        yield from range(last - 1, start, -1)


def _plausibility(elements: tuple[Element, ...]) -> tuple[int, int, int]:
    """Prefer no identifier twice, then sensible dates, then few elements."""
    names = [identifier for identifier, _value in elements]
    sensible = 0
    for identifier, value in elements:
        day = day_of(value) if identifier in {"11", "13", "15", "16", "17"} else None
        if day is not None:
            sensible += 2 if day.year in _PLAUSIBLE_YEARS else -1
    return len(set(names)) - len(names), sensible, -len(elements)


def _bracketed(text: str) -> Gs1 | None:
    """Read the form printed under the bars: ``(01)03760123456784(10)LOT``."""
    pairs = _BRACKETS.findall(text)
    if "".join(f"({identifier}){value}" for identifier, value in pairs) != text:
        return None
    return _checked(tuple((identifier, value.strip()) for identifier, value in pairs))


def _checked(elements: tuple[Element, ...]) -> Gs1 | None:
    for identifier, value in elements:
        field = field_named(identifier)
        if field is None or not field.takes(value):
            return None
    return Gs1(elements) if elements else None


def _digital_link(text: str) -> Gs1 | None:
    """Read a GS1 Digital Link: ``https://id.gs1.org/01/03760123456784/10/LOT?17=271231``."""
    try:
        address = urlsplit(text)
    except ValueError:
        return None
    parts = [unquote(part) for part in address.path.strip("/").split("/")]
    parts = [_SHORT_NAMES.get(part, part) for part in parts]
    starts = [place for place, part in enumerate(parts[:-1]) if part in {"01", "00"}]
    for start in starts:
        path = parts[start:]
        pairs = list(zip(path[::2], path[1::2], strict=False))
        told = parse_qsl(address.query.replace(";", "&"))
        named = [(_SHORT_NAMES.get(name, name), value) for name, value in told]
        pairs += [pair for pair in named if field_named(pair[0])]
        found = _checked(tuple((name, _padded(name, value)) for name, value in pairs))
        if found is not None and len(path) % 2 == 0:
            return found
    return None


def _padded(identifier: str, value: str) -> str:
    return (gtin14(value) or value) if identifier in _ARTICLES else value
