"""The text of a file of a bank: BOM first, then UTF-8, then what Windows writes; never mixed."""

import codecs
import re
from dataclasses import dataclass

from merchant_desk.documents.bank.refusals import refused, refused_at
from merchant_desk.values.texts import _

_UTF8_FRENCH = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x80-\xaf]|\xe2\x82\xac")
_NOT_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_USUAL = re.compile("[\u00a0-\u017f\u2000-\u20cf]")
_NEITHER = re.compile("[^\x00-\x7f\u0180-\u02ff]")
_TOLD_ONE_BYTE = re.compile(r"^CHARSET:(?:1252|8859-1)", re.MULTILINE)
_HEAD = 512
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Told:
    """A text and how it was written."""

    text: str
    encoding: str


def text_of(content: bytes) -> Told:
    """Return the text of a file. Raises RefusedError for mixed encodings and for no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _wide(content[2:], "utf-16-le" if content[0] == 0xFF else "utf-16-be")  # noqa: PLR2004 - its first byte
    wide = _wide_without_mark(content[:_SAMPLE])
    if wide:
        return _wide(content, wide)
    if b"\x00" in content:
        raise _no_text()
    bare = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = bare.decode("utf-8")
    except UnicodeDecodeError as error:
        return _one_byte(content, bare, error.start)
    if bare is content and not text.isascii() and _is_by_chance(text):
        return Told(bare.decode("cp1252", "replace"), "cp1252")
    return Told(text, "utf-8")


def _is_by_chance(text: str) -> bool:
    """Tell whether bytes are UTF-8 only because « É° » looks like it: no letter of French is."""
    if _USUAL.search(text):
        return False
    told = _TOLD_ONE_BYTE.search(text[:_HEAD]) is not None
    return told or not _NEITHER.search(text)


def _one_byte(content: bytes, bare: bytes, wrong: int) -> Told:
    """Read what is not UTF-8; a file that is here and there in UTF-8 was put together badly."""
    if bare is not content or _UTF8_FRENCH.search(bare):
        raise refused_at(
            bare.count(b"\n", 0, wrong) + 1,
            _("les lettres accentuées sont écrites de deux façons dans le même fichier"),
            _("Le fichier a été assemblé ou modifié\u00a0: reprenez celui de votre banque."),
        )
    if _NOT_IN_CP1252.search(bare):
        raise _no_text()
    text = bare.decode("cp1252")
    if "¤" in text and "€" not in text:
        return Told(text.replace("¤", "€"), "iso-8859-15")
    return Told(text, "cp1252")


def by_width(content: bytes, told: Told, width: int) -> Told:
    """Return the text of records of so many bytes, which UTF-8 by chance would make shorter."""
    if told.encoding != "utf-8" or told.text.isascii():
        return told
    rows = content.rstrip(b"\r\n\x1a").splitlines()
    block = len(rows) == 1 and len(rows[0]) % width == 0
    if block or {len(row) for row in rows} <= {0, width}:
        return Told(content.decode("latin-1"), "iso-8859-1")
    return told


def _wide(content: bytes, name: str) -> Told:
    try:
        text = content.decode(name)
    except UnicodeDecodeError as error:
        raise refused_at(
            content[: error.start].decode(name, "ignore").count("\n") + 1,
            _("le texte est coupé ou mélange deux encodages"),
        ) from error
    if "\x00" in text:
        raise _no_text()
    return Told(text.removeprefix("\ufeff"), name)


def _wide_without_mark(sample: bytes) -> str:
    even, odd = sample[0::2], sample[1::2]
    for name, letters, zeros in (("utf-16-le", even, odd), ("utf-16-be", odd, even)):
        if len(zeros) > 1 and zeros.count(0) > 0.8 * len(zeros) and not letters.count(0):
            return name
    return ""


def _no_text() -> Exception:
    return refused(
        _("ce n’est pas un fichier texte"),
        _("Demandez à votre banque un fichier OFX, CAMT, CFONB ou CSV."),
    )
