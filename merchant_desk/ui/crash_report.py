"""What is copied and sent when the desk is wrong: where it happened, and nothing about anyone."""

import platform
import traceback
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_DEEPEST = 10


def crash_report(what: str, error: BaseException) -> str:
    """Return kinds of error, lines of code and versions; messages may hold names, so none is kept.

    An error raised by another one brings it along, the first cause last.
    """
    parts = [f"Merchant Desk {_version('merchant-desk')}", _machine(), f"While: {what}"]
    cause: BaseException | None = error
    for depth in count():
        if cause is None or depth == _DEEPEST:
            break
        parts += ["", f"{type(cause).__module__}.{type(cause).__qualname__}", *_frames(cause)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(parts)


def _machine() -> str:
    return (
        f"Python {platform.python_version()}, Qt {_version('PySide6-Essentials')}, "
        f"SQLAlchemy {_version('SQLAlchemy')}, {platform.system()} {platform.release()}"
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _frames(error: BaseException) -> list[str]:
    return [
        f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _short(filename: str) -> str:
    """Return a path inside the program, else the file alone: a folder may hold a person's name."""
    path = Path(filename)
    if path.is_relative_to(_ROOT / "merchant_desk"):
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-2:])
