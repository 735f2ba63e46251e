"""Where an error happened: kinds and lines of code, never messages, which may hold a name."""

import traceback
from pathlib import Path

_PACKAGE = "merchant_desk"
_DEEPEST = 10


def error_trace(error: BaseException) -> tuple[str, ...]:
    """Return the kind and the lines of an error, then of what raised it, the first cause last."""
    lines: list[str] = []
    cause: BaseException | None = error
    for _depth in range(_DEEPEST):
        if cause is None:
            break
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}", *_frames(cause)]
        cause = cause.__cause__ or cause.__context__
    return tuple(lines[1:])


def _frames(error: BaseException) -> list[str]:
    return [
        f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _short(filename: str) -> str:
    """Return a path inside the program, else the file alone: a folder may hold a person's name."""
    parts = Path(filename).parts
    if _PACKAGE in parts[:-1]:
        last = len(parts) - 1 - parts[::-1].index(_PACKAGE)
        return "/".join(parts[last:])
    return "/".join(parts[-2:])
