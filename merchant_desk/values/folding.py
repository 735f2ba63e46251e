"""Text as search compares it: lower case, accents and ligatures folded."""

import re
import unicodedata
from collections.abc import Sequence

_SEAM = "\n"
_ACCENTED = re.compile(r"[^\x00-\x7f]")
_SPELLED_OUT = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "’": "'"}
_LIGATURES = str.maketrans(_SPELLED_OUT)


def folded(text: str) -> str:
    """Return « Café Œuvré » as ``cafe oeuvre``."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _one_byte_table() -> tuple[bytes, frozenset[str]]:
    """Return what each letter of Latin 1 folds to, and those that fold to something longer."""
    folds = [folded(chr(code)) for code in range(256)]
    short = [fold if len(fold) == 1 and fold.isascii() else chr(i) for i, fold in enumerate(folds)]
    longer = frozenset(chr(i) for i, fold in enumerate(folds) if fold not in (short[i], chr(i)))
    return "".join(short).encode("latin-1"), longer


_ONE_BYTE, _LONGER = _one_byte_table()


def folded_many(texts: Sequence[str]) -> list[str]:
    """Fold many lines of text in one go: what ``folded`` says of each, many times sooner."""
    joined = _SEAM.join(texts)
    if joined.count(_SEAM) != max(0, len(texts) - 1):
        return [folded(text) for text in texts]
    spelled = joined.lower()
    for sign, letters in _SPELLED_OUT.items():
        spelled = spelled.replace(sign, letters)
    return _plain(spelled).split(_SEAM) if texts else []


def _plain(spelled: str) -> str:
    """Fold lower-case text whose ligatures are spelled out; French mostly fits in one byte."""
    if not any(sign in spelled for sign in _LONGER):
        try:
            return spelled.encode("latin-1").translate(_ONE_BYTE).decode("latin-1")
        except UnicodeEncodeError:
            pass
    decomposed = unicodedata.normalize("NFKD", spelled)
    marks = {char for char in _ACCENTED.findall(decomposed) if unicodedata.combining(char)}
    return re.sub(f"[{''.join(marks)}]", "", decomposed) if marks else decomposed
