"""Documents as PDF files in a folder: whole or not there, and never in place of another."""

import contextlib
import errno
import os
import time
from itertools import chain, count
from pathlib import Path

from merchant_desk.database.patient_files import put_in_place, take_away
from merchant_desk.errors import UnavailableError
from merchant_desk.values.file_name import file_name, is_too_long
from merchant_desk.values.texts import _

FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT})


def free_path(folder: Path, title: str) -> Path:
    """Return a path for a document in a folder, made if needed; no other document bears it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        name = file_name(title, folder=str(folder.absolute()))
        stem = name.removesuffix(".pdf")
        others = (f"{stem} ({rank}).pdf" for rank in count(2))
        return next(path for each in chain([name], others) if not (path := folder / each).exists())
    except OSError as error:
        raise _not_written(folder, error) from error


def write_new(path: Path, content: bytes) -> None:
    """Write a document under a name that must still be free.

    Raises UnavailableError, leaving nothing behind, when the disk or the folder refuses.
    """
    try:
        path.open("xb").close()  # the name is ours from here on
    except OSError as error:
        raise _not_written(path.parent, error) from error
    try:
        _write(path, content)
    except OSError as error:
        take_away(path)
        raise _not_written(path.parent, error) from error


def write_over(path: Path, content: bytes) -> None:
    """Write a document where a person said, in place of what was there."""
    try:
        _write(path, content)
    except OSError as error:
        raise _not_written(path.parent, error) from error


def write_quickly(path: Path, content: bytes) -> None:
    """Write one of many documents, whole or not at all; a power cut may cost the latest ones.

    Raises OSError, leaving nothing behind, when the disk or the folder refuses.
    """
    _write(path, content, durably=False)


def is_written(path: Path) -> bool:
    """Tell whether the document lies whole under its name."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def drop_unwritten(path: Path) -> None:
    """Give back a name that was taken by a document that was never written."""
    try:
        if path.stat().st_size == 0:
            take_away(path)
    except OSError:
        return


def drop(path: Path) -> None:
    """Remove a file that is wanted no more; one that stays does no harm."""
    with contextlib.suppress(OSError):
        take_away(path)


def _write(path: Path, content: bytes, *, durably: bool = True) -> None:
    part = path.with_name(f".{os.getpid()}-{time.monotonic_ns()}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            if durably:
                os.fsync(file.fileno())
        put_in_place(part, path)
    finally:
        take_away(part)


def _not_written(folder: Path, error: OSError) -> UnavailableError:
    if error.errno in FULL_DISK:
        return UnavailableError(
            _("Le PDF n’a pas été écrit\u00a0: le disque est plein."),
            _("Libérez de la place\u00a0; le document sera écrit ensuite."),
        )
    if is_too_long(error):
        return UnavailableError(
            _("Le PDF n’a pas été écrit\u00a0: le nom de son dossier est trop long."),
            _("Choisissez un dossier plus court, par exemple dans Documents."),
        )
    return UnavailableError(
        _("Le PDF n’a pas été écrit\u00a0: le dossier {folder} est inaccessible.").format(
            folder=folder
        ),
        _("Rendez ce dossier accessible en écriture, ou choisissez-en un autre."),
    )
