"""Names of files that every system takes, Windows first."""

import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])(\..*)?", re.IGNORECASE
)
_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_LONGEST = 180  # bytes: leaves room for « (12).pdf » under the 255 of every disk
_UNNAMED = "document"


def file_name(title: str, extension: str = ".pdf") -> str:
    """Return a title as the name of a file, without what a disk or a person trips over."""
    shown = "".join(each for each in title if unicodedata.category(each) not in _INVISIBLE)
    words = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", shown)).split()
    stem = " ".join(words).encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    if not stem:
        stem = _UNNAMED
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem}{extension}"
