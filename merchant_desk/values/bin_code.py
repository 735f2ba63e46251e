"""The code on the label of a bin: its name alone may be too short for a scanner's pace to show."""

import re
import unicodedata

BIN_PREFIX = "MDE-"
_OTHER_SIGNS = re.compile(r"[^A-Z0-9]+")


def bin_code(name: str) -> str:
    """Return the code of a bin: capitals, digits and hyphens, safe on any keyboard.

    Two bins whose names differ only by other signs share a code: whoever scans it is asked.
    Raises ValueError for a name without a letter or a digit.
    """
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    plain = _OTHER_SIGNS.sub("-", bare.upper()).strip("-")
    if not plain:
        raise ValueError("the name of a bin needs a letter or a digit")
    return BIN_PREFIX + plain


def is_code_of_bin(text: str, name: str) -> bool:
    """Tell whether a scanned or typed text names this bin."""
    told = text.strip().upper()
    if told == name.strip().upper():
        return True
    return told.startswith(BIN_PREFIX) and any(map(str.isalnum, name)) and told == _code(name)


def _code(name: str) -> str:
    try:
        return bin_code(name)
    except ValueError:
        return ""
