"""Files that another program may hold for a moment: an antivirus reads whatever is fresh.

Windows then answers ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION or ERROR_LOCK_VIOLATION
(« System Error Codes », learn.microsoft.com/windows/win32/debug), and a little later it does not.
"""

import time
from collections.abc import Callable
from pathlib import Path

TRIES = 5
PAUSE_S = 0.5
_HELD = frozenset({5, 32, 33})


def put_in_place(source: Path, target: Path) -> None:
    """Give a finished file its name, in place of what bore it; raise OSError when that stays so."""
    patiently(lambda: source.replace(target))


def take_away(path: Path) -> None:
    """Remove a file that is wanted no more; one that is not there is fine."""
    patiently(lambda: path.unlink(missing_ok=True))


def is_held(error: OSError) -> bool:
    """Tell whether another program has the file open, as Windows says it."""
    return getattr(error, "winerror", None) in _HELD


def patiently(act: Callable[[], object], wait: Callable[[float], None] = time.sleep) -> None:
    """Do it, again while the file is held by someone else: five times in two seconds."""
    for _attempt in range(TRIES - 1):
        try:
            act()
        except OSError as error:
            if not is_held(error):
                raise
            wait(PAUSE_S)
        else:
            return
    act()
