"""Brings the papers of this station out, one after another, without anyone asking."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from merchant_desk.lanes import Lanes
from merchant_desk.queries.print_jobs import PrintQueue, PrintRow, print_queue
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.printing.print_status import PrintStatus, print_status
from merchant_desk.values.ids import PrintJobId
from merchant_desk.values.words import DocumentKind, PrintState

if TYPE_CHECKING:
    from merchant_desk.documents.writing.bring_out import Outcome, Printers

_TABLES = frozenset({"print_job", "setting"})
_NOTHING = PrintQueue((), (), "", "")


class PrintFlow(QObject):
    """Looks after every commit that touched a paper; a printer in trouble holds only its own.

    A job is put aside when it is taken and taken back when its end is known: what makes the desk
    crash is not tried for ever, and what waits behind it comes out.
    """

    status_changed = Signal(object)
    queue_changed = Signal(object)
    written = Signal(str)
    """A picking list lies in the folder of PDFs: nobody heard a printer."""

    def __init__(
        self, desk: Desk, lanes: Lanes, printers: "Printers", data: Path, retry_ms: int
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._lanes = lanes
        self._printers = printers
        self._data = data
        self._running = False
        self._ticket: Ticket[PrintQueue] | Ticket[Outcome] | Ticket[tuple[PrintJobId, ...]] | None
        self._ticket = None
        self._outdated = False
        self._queue = _NOTHING
        self._status = PrintStatus()
        self._busy = ""
        self._kind: DocumentKind | None = None
        self._aside: set[PrintJobId] = set()
        self._out: set[PrintJobId] = set()
        self._held: dict[str, str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(retry_ms)
        self._pause.timeout.connect(self._on_pause_over)
        desk.changed.connect(self._on_changed)
        desk.crashed.connect(self._on_crashed)

    @property
    def status(self) -> PrintStatus:
        """Return what the window tells of printing."""
        return self._status

    @property
    def queue(self) -> PrintQueue:
        """Return what this station has to print, as last seen."""
        return self._queue

    def start(self) -> None:
        """Settle what a stopped program left, then bring out what waits, from now on."""
        self._running = True
        self._look()

    def stop(self) -> None:
        """Begin nothing more; what is at the printer is noted by its own lane."""
        self._running = False
        self._pause.stop()

    def retry(self) -> None:
        """Try everything that waits again, now."""
        self._held.clear()
        self._aside.clear()
        self._look()

    def _look(self) -> None:
        if not self._running:
            return
        if self._ticket is not None and self._ticket.waiting:
            self._outdated = True  # what is being read may be from before: look once more
            return
        self._outdated = False
        station = self._desk.gesture().station_id
        ticket = self._desk.read(self._show_queue, print_queue, station)
        self._ticket = ticket.or_else(self._on_unseen)

    def _show_queue(self, queue: PrintQueue) -> None:
        self._queue = queue
        left = [row for row in queue.rows if row.state is PrintState.PRINTING]
        job = None if left or not self._running else self._next(queue)
        self._busy = job.title if job is not None else ""
        self._tell()
        if left and self._running:
            self._settle(left)
        elif job is not None:
            self._take(job)
        elif self._outdated:
            self._look()

    def _next(self, queue: PrintQueue) -> PrintRow | None:
        ready = (
            row
            for row in queue.rows
            if row.state is PrintState.WAITING
            and row.id not in self._aside
            and queue.printer(row.kind) not in self._held
        )
        return next(ready, None)

    def _settle(self, left: list[PrintRow]) -> None:
        from merchant_desk.documents.writing.bring_out import settle  # noqa: PLC0415 - on first use

        ticket = self._desk.network(
            self._show_settled, settle, self._lanes, self._desk.gesture(), left, {*self._out}
        )
        self._ticket = ticket.or_else(self._on_unseen)

    def _show_settled(self, _doubtful: tuple[PrintJobId, ...]) -> None:
        self._out.clear()
        self._look()

    def _take(self, job: PrintRow) -> None:
        from merchant_desk.documents.writing.bring_out import bring_out, errand  # noqa: PLC0415 - on first use

        self._aside.add(job.id)
        self._kind = job.kind
        wanted = errand(self._queue, job, self._data)
        ticket = self._desk.network(
            self._show_outcome, bring_out, self._lanes, self._desk.gesture(), self._printers, wanted
        )
        self._ticket = ticket.or_else(self._on_unseen)

    def _show_outcome(self, outcome: "Outcome") -> None:
        from merchant_desk.documents.writing.bring_out import Ending  # noqa: PLC0415 - on first use

        if outcome.ending is not Ending.ASIDE:
            self._aside.discard(outcome.job_id)
        if outcome.ending is Ending.UNMARKED:
            self._out.add(outcome.job_id)
            self._pause.start()
            return
        if outcome.ending is Ending.OUT and outcome.file and self._kind is DocumentKind.PICKING:
            self.written.emit(outcome.file)
        if outcome.ending is Ending.WAITS:
            self._held[outcome.printer] = outcome.problem
            self._pause.start()
        self._look()

    def _on_unseen(self, _error: object) -> None:
        """Wait: the shop's file or server does not answer, and the rest of the desk says so."""
        self._pause.start()

    def _on_pause_over(self) -> None:
        self._held.clear()
        self._look()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if not tables & _TABLES:
            return
        if "setting" in tables:
            self._held.clear()
        self._look()

    def _on_crashed(self, _what: str, _report: str) -> None:
        """Go on with the next paper; the one that was being made stays aside."""
        if self._busy:
            self._busy = ""
            self._look()

    def _tell(self) -> None:
        self.queue_changed.emit(self._queue)
        status = print_status(self._queue, self._held, self._busy)
        if status != self._status:
            self._status = status
            self.status_changed.emit(status)
