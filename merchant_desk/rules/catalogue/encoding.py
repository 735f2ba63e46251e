"""In which encoding a text file was written: BOM first, then UTF-8, then what reads as French."""

import codecs
from dataclasses import dataclass

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE = ("cp1252", "mac_roman", "cp850", "latin-1")
_SAMPLE = 200_000
_LIKELY = frozenset("éèêëàâçîïôùûüÉÈÀÇÊÎÔœŒ€°’‘«»–…²½\u00a0")
_ALMOST_ALL = 0.4


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read with."""

    text: str
    encoding: str


def decode(raw: bytes, encoding: str = "") -> Decoded:
    """Return the text of a file; refuses a file that is no text.

    ``encoding`` is what she chose; bytes it cannot read are shown as �, never dropped.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark) and encoding in ("", name):
            return _decoded(raw[len(mark) :], name)
    if encoding:
        return Decoded(raw.decode(encoding, errors="replace"), encoding)
    wide = _utf16_without_mark(raw)
    if wide:
        return _decoded(raw, wide)
    if _looks_binary(raw):
        raise RefusedError(
            _("Le fichier n’a pas été lu\u00a0: ce n’est pas un fichier texte."),
            _("Choisissez un fichier CSV, ou un classeur Excel ou LibreOffice."),
        )
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        best = max(_ONE_BYTE, key=lambda name: _frenchness(raw[:_SAMPLE], name))
        return Decoded(raw.decode(best, errors="replace"), best)


def _decoded(raw: bytes, name: str) -> Decoded:
    return Decoded(raw.decode(name, errors="replace"), name)


def _utf16_without_mark(raw: bytes) -> str:
    sample = raw[:_SAMPLE]
    if len(sample) < 4:  # noqa: PLR2004 - two letters at least
        return ""
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > _ALMOST_ALL * len(odd) and even.count(0) <= len(even) // 100:
        return "utf-16-le"
    if even.count(0) > _ALMOST_ALL * len(even) and odd.count(0) <= len(odd) // 100:
        return "utf-16-be"
    return ""


def _looks_binary(raw: bytes) -> bool:
    sample = raw[:_SAMPLE]
    odd = sum(sample.count(code) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return sample.count(0) > max(4, len(sample) // 100) or odd > max(4, len(sample) // 50)


def _frenchness(sample: bytes, name: str) -> int:
    """Count letters that French uses, less those it never does."""
    score = 0
    foreign = {byte for byte in set(sample) if byte > 0x7F}  # noqa: PLR2004 - ASCII ends there
    for byte in foreign:
        letter = bytes((byte,)).decode(name, errors="replace")
        weight = sample.count(byte)
        score += weight if letter in _LIKELY else -2 * weight
    return score
