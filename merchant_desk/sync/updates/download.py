"""Bring an installer onto the disk, piece by piece, resumed where it was cut, checked whole."""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from merchant_desk.database.patient_files import put_in_place, take_away
from merchant_desk.errors import DeskError, UnavailableError
from merchant_desk.sync.http import HttpClient, HttpRequest, as_it_comes
from merchant_desk.sync.progress import Progress
from merchant_desk.sync.updates import refusals
from merchant_desk.sync.updates.addresses import followed, trusted_address
from merchant_desk.sync.updates.announcement import MOST_REDIRECTS, REDIRECTS
from merchant_desk.values.version_file import InstallerFile

if TYPE_CHECKING:
    import requests

ATTEMPTS = 3
_CHUNK = 1 << 18
_SPARE = 50_000_000
"""What stays free on the disk: a shop that cannot write its next sale is worse than an old one."""
_WHOLE, _PART, _OUT_OF_RANGE = 200, 206, 416
_LONGEST_NUMBER = 20
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def download(
    file: InstallerFile, base: str, folder: Path, http: HttpClient, progress: Progress
) -> Path:
    """Return the installer, whole and with the digest that was signed.

    What was received stays beside it under the name of its digest, and the next call goes on from
    there, after a cut, « Arrêter », or a computer that was switched off. ``base`` is where the
    version file came from: the address of the installer may be relative to it.
    """
    target, part = folder / file.name, part_path(folder, file)
    if is_whole(target, file):
        return target
    url = followed(base, file.url)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusals.no_folder() from error
    for left in reversed(range(ATTEMPTS)):
        before = _size(part)
        try:
            _receive(url, file, part, http, progress)
            break
        except UnavailableError:
            if not left or _size(part) <= before:  # a cut that brought nothing is no cut
                raise
    _judge(part, file)
    try:
        put_in_place(part, target)
    except OSError as error:
        raise refusals.no_folder() from error
    return target


def part_path(folder: Path, file: InstallerFile) -> Path:
    """Return where a file that is not whole lies: another version never goes on from it."""
    return folder / f"{file.sha256[:24]}.part"


def is_whole(path: Path, file: InstallerFile) -> bool:
    """Tell whether this is the very file that was signed, byte for byte."""
    return _size(path) == file.size and _digest(path) == file.sha256


def _receive(
    url: str, file: InstallerFile, part: Path, http: HttpClient, progress: Progress
) -> None:
    """Receive what is missing; an end that cannot be joined makes it begin anew, once."""
    have = _size(part)
    if have > file.size:
        _drop(part)
        have = 0
    if have == file.size:
        return
    _check_room(part.parent, file.size - have)
    with _opened(url, have, http) as response:
        status = response.status_code
        if status == _OUT_OF_RANGE and have:
            _drop(part)
            raise refusals.cut()
        if status not in (_WHOLE, _PART):
            raise refusals.answered(status)
        if "text/html" in response.headers.get("content-type", "").lower():
            raise refusals.answered(status)
        joined = status == _PART and _begins_at(response) == have
        if status == _PART and not joined:
            raise refusals.answered(status)
        _write(response, part, have if joined else 0, file, progress)
    if _size(part) < file.size:
        raise refusals.cut()


def _write(
    response: "requests.Response", part: Path, start: int, file: InstallerFile, progress: Progress
) -> None:
    done = start
    with _writing(part, file.size - start, "ab" if start else "wb") as disk:
        for piece in as_it_comes(response, _CHUNK):
            done += len(piece)
            if done > file.size:
                break
            _put(disk, piece, file.size - done)
            progress.report(done, file.size, "")
            progress.check_cancelled()
    if done > file.size:
        _drop(part)
        raise refusals.too_long()


@contextlib.contextmanager
def _writing(part: Path, needed: int, mode: str) -> Iterator[BinaryIO]:
    """Open the part, and leave on the disk what was received, whatever stops it."""
    try:
        disk: BinaryIO = part.open(mode)  # type: ignore[assignment] # both modes are binary
    except OSError as error:
        raise _disk_trouble(error, needed) from error
    try:
        yield disk
    finally:
        try:
            disk.close()
        except OSError as error:
            raise _disk_trouble(error, needed) from error


def _put(disk: BinaryIO, piece: bytes, left: int) -> None:
    try:
        disk.write(piece)
        disk.flush()
    except OSError as error:
        raise _disk_trouble(error, left) from error


@contextlib.contextmanager
def _opened(url: str, have: int, http: HttpClient) -> "Iterator[requests.Response]":
    headers = {"Accept": "*/*", "Accept-Encoding": "identity"}  # a range of the file itself
    if have:
        headers["Range"] = f"bytes={have}-"
    ours: DeskError | None = None
    try:
        for _hop in range(MOST_REDIRECTS + 1):
            with http.streamed(HttpRequest("GET", trusted_address(url), headers=headers)) as found:
                if found.status_code not in REDIRECTS:
                    try:
                        yield found
                    except DeskError as trouble:
                        ours = trouble
                        raise
                    return
                url = followed(url, found.headers.get("location", ""))
        ours = refusals.moved_too_often()
        raise ours
    except UnavailableError as trouble:
        if trouble is ours:
            raise
        raise refusals.not_reached(trouble) from trouble


def _judge(part: Path, file: InstallerFile) -> None:
    """Let nothing bear the name of an installer that is not the one that was signed."""
    try:
        with part.open("rb+") as written:
            os.fsync(written.fileno())
    except OSError as error:
        raise refusals.no_folder() from error
    if not is_whole(part, file):
        _drop(part)
        raise refusals.wrong_file()


def _begins_at(response: "requests.Response") -> int:
    told = response.headers.get("content-range", "").removeprefix("bytes ").partition("-")[0]
    return int(told[:_LONGEST_NUMBER]) if told.isascii() and told.isdecimal() else -1


def _check_room(folder: Path, needed: int) -> None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise refusals.no_folder() from error
    if free < needed + _SPARE:
        raise refusals.disk_full(needed + _SPARE - free)


def _disk_trouble(error: OSError, needed: int) -> UnavailableError:
    return refusals.disk_full(needed) if error.errno in _NO_ROOM else refusals.no_folder()


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as written:
            return hashlib.file_digest(written, "sha256").hexdigest()
    except OSError:
        return ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _drop(path: Path) -> None:
    with contextlib.suppress(OSError):
        take_away(path)
