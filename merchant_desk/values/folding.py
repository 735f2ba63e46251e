"""Text as search compares it: lower case, accents and ligatures folded."""

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "’": "'"})


def folded(text: str) -> str:
    """Return « Café Œuvré » as ``cafe oeuvre``."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
