"""What is copied and sent when the desk is wrong: where it happened, and nothing about anyone."""

import platform

from merchant_desk.values.error_trace import error_trace


def crash_report(what: str, error: BaseException) -> str:
    """Return kinds of error, lines of code and versions; messages may hold names, so none is kept.

    An error raised by another one brings it along, the first cause last.
    """
    head = (f"Merchant Desk {_version('merchant-desk')}", _machine(), f"While: {what}", "")
    return "\n".join((*head, *error_trace(error)))


def _machine() -> str:
    return (
        f"Python {platform.python_version()}, Qt {_version('PySide6-Essentials')}, "
        f"SQLAlchemy {_version('SQLAlchemy')}, {platform.system()} {platform.release()}"
    )


def _version(package: str) -> str:
    from importlib.metadata import (  # noqa: PLC0415 - mail and archives come with it
        PackageNotFoundError,
        version,
    )

    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
