"""Put a good copy in the place of the shop's file, and begin again."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import BrokenFileError
from merchant_desk.app.own_program import own_command
from merchant_desk.database.backup import restore_backup
from merchant_desk.database.patient_files import put_in_place
from merchant_desk.errors import DeskError
from merchant_desk.values.clock import utc_now
from merchant_desk.values.update_view import ReadyToLeave


def is_broken(trouble: DeskError) -> bool:
    """Tell whether a good copy can take the place of the file."""
    return isinstance(trouble, BrokenFileError)


def reopen(trouble: DeskError) -> None:
    """Put the copy in place; the broken file is kept beside it."""
    if isinstance(trouble, BrokenFileError):
        restore_backup(trouble.path, trouble.copy, utc_now())


def restore_file(folder: Path, copy: Path) -> Path | None:
    """Put a chosen copy in the place of the closed shop's file; return where that now lies."""
    return restore_backup(folder / FILE_NAME, copy, utc_now())


def take_back(folder: Path, kept: Path) -> None:
    """Put the file that a copy had replaced in its place again."""
    with suppress(OSError):  # it stays beside, and the next start says where
        put_in_place(kept, folder / FILE_NAME)


def start_again(folder: Path) -> bool:
    """Start a fresh desk on this folder: the running one is about to end."""
    command = [*own_command(), "--data", str(folder)]
    return QProcess.startDetached(command[0], command[1:])[0]


def start_installer(ready: ReadyToLeave) -> bool:
    """Start another version's installer and leave it alone; without words, show it to her (.dmg).

    The Windows installer waits for the desk to close, installs, and starts the desk again.
    """
    if ready.arguments:
        return QProcess.startDetached(str(ready.installer), list(ready.arguments))[0]
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(ready.installer)))
