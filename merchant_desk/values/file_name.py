"""Names of files that every system takes, Windows first."""

import errno
import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])(\..*)?", re.IGNORECASE
)
_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_LONGEST = 180  # bytes: leaves room for « (12).pdf » under the 255 of every disk
_UNNAMED = "document"
_LONGEST_PATH = 240
"""Windows stops at 260 signs (MAX_PATH) unless told otherwise; « (12) » and ours come on top."""
_SHORTEST = 16
_LONGEST_EXTENSION = 5
_EXCEEDED, _NO_PATH = 206, 3


def room_in(folder: str, extension: str) -> int:
    """Return how many signs a name may have there before its extension; never next to nothing."""
    return max(_LONGEST_PATH - len(folder) - 1 - len(extension), _SHORTEST)


def received_name(name: str) -> str:
    """Return the name a file came with, as one that can be written: a stranger chose it."""
    stem, dot, extension = name.rpartition(".")
    known = dot and stem and extension.isalnum() and len(extension) <= _LONGEST_EXTENSION
    return file_name(stem, f".{extension}") if known else file_name(name, "")


def is_too_long(error: OSError) -> bool:
    """Tell whether a disk refused a path for its length (ERROR_FILENAME_EXCED_RANGE, 206)."""
    if error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) == _EXCEEDED:
        return True
    # without long paths Windows only says that there is no such path (ERROR_PATH_NOT_FOUND, 3)
    return getattr(error, "winerror", None) == _NO_PATH and len(str(error.filename)) > _LONGEST_PATH


def file_name(title: str, extension: str = ".pdf", folder: str = "") -> str:
    """Return a title as the name of a file, without what a disk or a person trips over.

    In a folder whose own path is long the name is shorter, so that the whole is not too long.
    """
    shown = "".join(each for each in title if unicodedata.category(each) not in _INVISIBLE)
    words = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", shown)).split()
    stem = " ".join(words)[: room_in(folder, extension)]
    stem = stem.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    if not stem:
        stem = _UNNAMED
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem}{extension}"
