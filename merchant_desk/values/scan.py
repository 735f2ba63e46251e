"""From the keys of a scanner to what they may mean, the most probable first."""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from merchant_desk.values.barcode import canonical_code, gtin14
from merchant_desk.values.gs1 import Gs1, announces_gs1, parse_gs1, strip_aim_id
from merchant_desk.values.key_layouts import (
    GS,
    KeyStroke,
    Layout,
    is_group_separator,
    us_text_by_position,
    us_text_of,
)
from merchant_desk.values.order_code import is_order_code
from merchant_desk.values.tracking import looks_like_tracking

_EAN_WITH_ADDON = "]e3"
_EAN_LENGTH = 13
_PAPER_SPACES = re.compile(r"[ \t\u00a0\u202f\u2009]+")
_DIGIT_KEYS = str.maketrans("&éÉ\"'(èÈ_çÇàÀ", "1223457789900")


class How(StrEnum):
    """By which road a reading was found."""

    AS_IS = "as is"
    BY_POSITION = "by position"
    FRENCH = "from a French keyboard"
    FRENCH_CAPS = "from a French keyboard in capitals"
    BELGIAN = "from a Belgian keyboard"
    BEPO = "from a bépo keyboard"
    AFNOR = "from an AFNOR keyboard"
    DIGITS_REPAIRED = "digits typed without Shift"


class CodeKind(StrEnum):
    """What a code is for."""

    ORDER = "order"
    ARTICLE = "article"
    TRACKING = "tracking"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing the scan may mean; ``text`` is without the scanner's own prefix."""

    text: str
    how: How = How.AS_IS
    aim_id: str | None = None
    gtin14: str | None = None
    gs1: Gs1 | None = None

    @property
    def code(self) -> str:
        """Return the form codes are kept and looked up under: GTIN-14, else upper case."""
        return self.gtin14 or canonical_code(self.text)

    @property
    def kind(self) -> CodeKind:
        """Tell what the code is for, by its shape."""
        return CodeKind.ARTICLE if self.gtin14 is not None else code_kind(self.text)

    @property
    def lot(self) -> str | None:
        """Return the lot, when the symbol says it."""
        return None if self.gs1 is None else self.gs1.lot

    @property
    def expiry(self) -> date | None:
        """Return the last day of use, when the symbol says it."""
        return None if self.gs1 is None else self.gs1.expiry

    @property
    def serial(self) -> str | None:
        """Return the serial number, when the symbol says it."""
        return None if self.gs1 is None else self.gs1.serial

    @property
    def quantity(self) -> int | None:
        """Return how many articles the symbol stands for, when it says it."""
        return None if self.gs1 is None else self.gs1.quantity


@dataclass(frozen=True, slots=True)
class Scan:
    """What came from the scanner (or was typed), and everything it may mean."""

    text: str
    candidates: tuple[Reading, ...]
    at: datetime
    typed: bool = False
    anyway: bool = False
    """She was told why it was not counted, and said to go on."""


def scan_of_keys(keys: Sequence[KeyStroke], at: datetime) -> Scan:
    """Return the scan made of these keys."""
    return Scan("".join(key.text for key in keys), readings(keys), at)


def scan_of_text(text: str, at: datetime) -> Scan:
    """Return the scan typed by hand or given on the command line."""
    return Scan(text, readings_of_text(text), at, typed=True)


def readings(keys: Sequence[KeyStroke]) -> tuple[Reading, ...]:
    """Return what the keys of a scanner may mean; positions first, scanners being US."""
    strokes = tuple(keys)
    as_is = "".join(GS if is_group_separator(key) else key.text for key in strokes)
    by_position = us_text_by_position(strokes)
    texts = [] if by_position is None else [(by_position, How.BY_POSITION)]
    return _distinct([*texts, (as_is, How.AS_IS), *_from_layouts(as_is)])


def readings_of_text(text: str) -> tuple[Reading, ...]:
    """Return what a typed code may mean: as is, without spaces, keyboard mistakes repaired."""
    plain = unicodedata.normalize("NFC", text).strip(" \t\r\n")
    texts = [(plain, How.AS_IS), (_PAPER_SPACES.sub("", plain), How.AS_IS)]
    texts += _from_layouts(plain)
    texts.append((plain.translate(_DIGIT_KEYS), How.DIGITS_REPAIRED))
    return _distinct(texts)


def ranked(candidates: Sequence[Reading], known: Container[str]) -> tuple[Reading, ...]:
    """Return the readings by evidence, ``known`` holding the codes that exist at the shop.

    Known > valid GS1 > announced by the scanner > valid article number or slip > plain ASCII.
    """
    return tuple(sorted(candidates, key=lambda each: _evidence(each, known), reverse=True))


def choose(candidates: Sequence[Reading], known: Container[str]) -> tuple[Reading, ...]:
    """Return the reading to use, or several when more than one is known: then ask."""
    best = ranked(candidates, known)
    sure = {each.code: each for each in reversed(best) if each.code in known}
    if sure:
        return tuple(each for each in best if sure.get(each.code) is each)
    return best[:1]


def code_kind(text: str) -> CodeKind:
    """Tell what a code is for by its shape; only the catalogue can say that it exists."""
    if is_order_code(text):
        return CodeKind.ORDER
    reading = _reading(text, How.AS_IS)
    if reading.gtin14 is not None:
        return CodeKind.ARTICLE
    return CodeKind.TRACKING if looks_like_tracking(text) else CodeKind.OTHER


def _from_layouts(text: str) -> Iterator[tuple[str, How]]:
    for layout in Layout:
        meant = us_text_of(text, layout)
        if meant is not None:
            yield meant, How[layout.name]
    meant = us_text_of(text, Layout.FRENCH, shift_inverted=True)
    if meant is not None:
        yield meant, How.FRENCH_CAPS


def _distinct(texts: Sequence[tuple[str, How]]) -> tuple[Reading, ...]:
    """Return one reading a text; capitals and small letters are the same code."""
    found: dict[str, tuple[str, How]] = {}
    for text, how in texts:
        if text.strip():
            found.setdefault(text.upper(), (text, how))
    return tuple(_reading(text, how) for text, how in found.values())


def _reading(scanned: str, how: How) -> Reading:
    aim_id, text = strip_aim_id(scanned)
    if aim_id is not None and aim_id.lower() == _EAN_WITH_ADDON and gtin14(text[:_EAN_LENGTH]):
        text = text[:_EAN_LENGTH]  # a magazine's issue number follows
    article = gtin14(text)
    gs1 = None if article else parse_gs1(text, promised=announces_gs1(aim_id))
    if gs1 is not None:
        article = gs1.gtin14
    return Reading(text, how, aim_id, article, gs1)


def _evidence(reading: Reading, known: Container[str]) -> tuple[int, ...]:
    odd_signs = sum(not (each.isascii() and each.isalnum()) for each in reading.text)
    return (
        reading.code in known,
        reading.gs1 is not None,
        reading.aim_id is not None,
        reading.gtin14 is not None or is_order_code(reading.text),
        reading.text.isascii() and reading.text.replace(GS, "").isprintable(),
        -odd_signs,
    )
