"""The files of an archive while they are written: each with its digest, packed at the end."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from merchant_desk.database import patient_files
from merchant_desk.errors import UnavailableError
from merchant_desk.values.progress import Progress
from merchant_desk.values.texts import _

_FORMULA = ("=", "+", "@", "\t", "\r")
"""A spreadsheet would work out a text that begins so."""
_BOM = "\ufeff".encode()


class ArchiveFiles:
    """A folder beside the target; leaving without ``pack`` takes everything away again."""

    def __init__(self, target: Path, progress: Progress) -> None:
        self._folder = target.with_name(f".{target.stem}.files")
        self.part = target.with_name(f".{target.name}.part")
        self._progress = progress
        self._open: dict[str, tuple[BinaryIO, Any]] = {}

    def __enter__(self) -> Self:
        with _told_in_french():
            self._clear()
            self._folder.mkdir(parents=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file, _digest in self._open.values():
            try:
                file.close()
            except OSError:  # the disk is full: what is still to be written is thrown away anyway
                continue
        shutil.rmtree(self._folder, ignore_errors=True)
        if kind is not None:
            patient_files.take_away(self.part)

    def _clear(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        patient_files.take_away(self.part)

    def write(self, name: str, content: bytes) -> None:
        """Add to a file of the archive, made at its first use."""
        with _told_in_french():
            if name not in self._open:
                self._open[name] = ((self._folder / name).open("wb"), sha256())
            file, digest = self._open[name]
            file.write(content)
            digest.update(content)

    def line(self, name: str, facts: Mapping[str, Any]) -> None:
        """Add a line of JSON."""
        self.write(name, json.dumps(facts, ensure_ascii=False).encode() + b"\n")

    def row(self, name: str, cells: Sequence[str | int | None]) -> None:
        """Add a row of a sheet that a person opens: semicolons, UTF-8."""
        if name not in self._open:
            self.write(name, _BOM)
        text = io.StringIO()
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(map(_cell, cells))
        self.write(name, text.getvalue().encode())

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of every file written so far."""
        return {name: digest.hexdigest() for name, (_file, digest) in sorted(self._open.items())}

    def pack(self, at: datetime) -> Path:
        """Make the ZIP beside its place; return it."""
        with _told_in_french():
            for file, _digest in self._open.values():
                file.close()
            with zipfile.ZipFile(self.part, "w", zipfile.ZIP_DEFLATED) as packed:
                for name in sorted(self._open):
                    self._progress.check_cancelled()
                    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    with (self._folder / name).open("rb") as source, packed.open(entry, "w") as to:
                        shutil.copyfileobj(source, to, 1 << 20)
        return self.part


def put_in_place(part: Path, target: Path) -> None:
    """Give the archive its name, now that it is recorded."""
    with _told_in_french():
        patient_files.put_in_place(part, target)


def _cell(value: str | int | None) -> str:
    text = "" if value is None else str(value)
    formula = text.startswith(_FORMULA) or (text[:1] == "-" and not text[1:2].isdigit())
    return f"'{text}" if formula else text


@contextmanager
def _told_in_french() -> Iterator[None]:
    """Say what the disk refused; nothing half-written is left."""
    try:
        yield
    except OSError as error:
        raise UnavailableError(
            _("L’archive n’a pas été écrite\u00a0: le disque est plein ou inaccessible."),
            _("Libérez de la place ou choisissez un autre dossier, puis recommencez."),
        ) from error
