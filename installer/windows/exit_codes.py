"""The exit codes of the installer, listed once for its script, the proof and the update."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How an installation ended."""

    DONE = 0
    CANCELLED = 1
    FAILED = 2
    DESK_OPEN = 5
    WINDOWS_TOO_OLD = 6
    NO_ROOM = 7
    FOLDER_REFUSED = 8
    NEWER_INSTALLED = 9


def as_defines() -> str:
    """Return them as the lines that the installer's script includes."""
    return "".join(f"!define EXIT_{each.name} {each.value}\n" for each in ExitCode)
