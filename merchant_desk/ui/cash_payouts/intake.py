"""Takes settlements in from files: read beside the window, kept one by one, told at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.documents.payouts.payout_reading import (
    UnknownSettlementError,
    payout_bytes,
    read_payout_file,
)
from merchant_desk.errors import DeskError, RefusedError, UnavailableError
from merchant_desk.operations.import_payout import PayoutsKept, import_payout
from merchant_desk.ui.desk import Desk
from merchant_desk.values.payout_file import PayoutColumns, PayoutFile
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class TakenPayouts:
    """What became of one file: kept, or refused with why."""

    name: str
    kept: PayoutsKept | None = None
    title: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    path: Path
    file: PayoutFile | None = None
    title: str = ""
    advice: str = ""
    unknown: UnknownSettlementError | None = None

    @property
    def name(self) -> str:
        return self.path.name


class PayoutIntake(QObject):
    """``taken`` carries what became of every file, once all are done.

    ``unknown`` carries the path of a lone file of no known provider, and what it shows.
    """

    taken = Signal(object)
    unknown = Signal(object, object)

    def __init__(self, desk: Desk, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._screen = screen
        self._folder = ""
        self._waiting: list[_Read] = []
        self._done: list[TakenPayouts] = []
        self._busy = False
        desk.crashed.connect(self._on_crashed)

    def choose_files(self) -> None:
        """Ask for files."""
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._screen.window(),
            _("Choisir des relevés de versements"),
            self._folder,
            _("Relevés (*.csv *.txt *.tsv);;Tous les fichiers (*)"),
        )
        self.take([Path(each) for each in chosen])

    def take(self, paths: Sequence[Path], columns: PayoutColumns | None = None) -> None:
        """Take these files in; what is dropped meanwhile waits not."""
        if not paths or self._busy:
            return
        self._busy = True
        self._folder = str(paths[0].parent)
        self._done = []
        ticket = self._desk.network(self._show_read, _read_all, tuple(paths), columns)
        ticket.or_else(self._show_trouble)

    def _show_read(self, read: tuple[_Read, ...]) -> None:
        lone = read[0] if len(read) == 1 else None
        if lone is not None and lone.unknown is not None:
            self._busy = False
            self.unknown.emit(lone.path, lone.unknown)
            return
        self._waiting = list(reversed(read))
        self._next()

    def _next(self) -> None:
        while self._waiting:
            each = self._waiting.pop()
            if each.file is not None:
                self._done.append(TakenPayouts(each.name))
                ticket = self._desk.write(
                    self._show_kept, import_payout, self._desk.gesture(), each.file
                )
                ticket.or_else(self._show_refused)
                return
            self._done.append(TakenPayouts(each.name, title=each.title, advice=each.advice))
        self._end()

    def _show_kept(self, kept: PayoutsKept) -> None:
        self._done[-1] = TakenPayouts(self._done[-1].name, kept=kept)
        self._next()

    def _show_refused(self, error: DeskError) -> None:
        name = self._done[-1].name
        self._done[-1] = TakenPayouts(name, title=error.title, advice=error.advice)
        self._next()

    def _show_trouble(self, error: DeskError) -> None:
        self._done = [TakenPayouts("", title=error.title, advice=error.advice)]
        self._end()

    def _on_crashed(self, _what: str, _report: str) -> None:
        self._busy, self._waiting = False, []

    def _end(self) -> None:
        self._busy = False
        self.taken.emit(tuple(self._done))


def _read_all(paths: Sequence[Path], columns: PayoutColumns | None) -> tuple[_Read, ...]:
    """Read every file, off the window's thread; a bad one does not stop the others."""
    return tuple(_read_one(each, columns) for each in paths)


def _read_one(path: Path, columns: PayoutColumns | None) -> _Read:
    try:
        return _Read(path, read_payout_file(path.name, payout_bytes(path), columns=columns))
    except UnknownSettlementError as unknown:
        return _Read(path, None, unknown.title, unknown.advice, unknown)
    except (RefusedError, UnavailableError) as trouble:
        return _Read(path, None, trouble.title, trouble.advice)
