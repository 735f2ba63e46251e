"""What the program notes about itself, in a file beside the data: for whoever helps, about nobody.

A log open in two processes does not rotate on Windows, so each kind of process has its own file:
the window, alone on its folder, and each command by its number.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import SimpleQueue

from merchant_desk.app.plain_log import PlainLog
from merchant_desk.database.patient_files import take_away
from merchant_desk.values.log_folder import LOG_FOLDER

WINDOW = "fenetre"
_LARGEST = 500_000
_OLDER_FILES = 3
_COMMANDS_KEPT = 20
_OURS = logging.getLogger("merchant_desk")
_log = logging.getLogger(__name__)


def command_name() -> str:
    """Return the name of the log of this command: no other process writes to it."""
    return f"commande-{os.getpid()}"


@contextmanager
def kept_logs(folder: Path, name: str, level: int = logging.INFO) -> Iterator[None]:
    """Keep what is noted meanwhile, the error that ends it included; never in anyone's way.

    Lines are written in a thread of their own: the window waits for no disk, and a disk that is
    full or gone loses the log and nothing else.
    """
    place = folder / LOG_FOLDER
    with suppress(OSError):  # what is wrong with this folder, the opening says
        place.mkdir(parents=True, exist_ok=True)
        _forget_old_commands(place)
    lines: SimpleQueue[logging.LogRecord] = SimpleQueue()
    file, door = _File(place / f"{name}.log"), QueueHandler(lines)
    door.setFormatter(PlainLog())
    door.setLevel(level)
    writer = QueueListener(lines, file)
    root, before = logging.getLogger(), _OURS.level
    root.addHandler(door)
    _OURS.setLevel(min(level, _OURS.getEffectiveLevel()))
    writer.start()
    try:
        with _noted_if_uncaught():
            yield
    finally:
        root.removeHandler(door)
        _OURS.setLevel(before)
        writer.stop()
        file.close()


class _File(RotatingFileHandler):
    """Half a megabyte, then three older ones; made with its first line."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=_LARGEST, backupCount=_OLDER_FILES, encoding="utf-8", delay=True
        )

    def rotate(self, source: str, dest: str) -> None:
        """Go on in the same file while something else has it open: the next line tries again."""
        with suppress(OSError):
            Path(source).replace(dest)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Say nothing: a log that cannot be written is no trouble of hers."""


@contextmanager
def _noted_if_uncaught() -> Iterator[None]:
    ended_well = False
    try:
        yield
        ended_well = True
    except (SystemExit, KeyboardInterrupt, GeneratorExit):
        ended_well = True
        raise
    finally:
        if not ended_well:
            _log.critical("ended by an error", exc_info=True)


def _forget_old_commands(place: Path) -> None:
    files = sorted(place.glob("commande-*.log"), key=lambda file: file.stat().st_mtime)
    for file in files[:-_COMMANDS_KEPT]:
        take_away(file)
