"""The only bridge between the window and the background lanes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from sqlalchemy.orm import Session

from merchant_desk.errors import CancelledError, DeskError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.ui.answer_order import AnswerOrder
from merchant_desk.ui.collector import Collector
from merchant_desk.ui.crash_report import crash_report
from merchant_desk.ui.desk_progress import DeskProgress, ProgressSeen
from merchant_desk.ui.ticket import Ticket, require_bound
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import StationId
from merchant_desk.values.signing import Signer

if TYPE_CHECKING:
    from merchant_desk.queries.forecast_memory import ForecastMemory

__all__ = ["Desk", "Session", "Ticket"]

P = ParamSpec("P")
T = TypeVar("T")
_QUEUED = Qt.ConnectionType.QueuedConnection
_log = logging.getLogger(__name__)


class Desk(QObject):
    """Sends gestures, questions and errands; brings every answer back to the window's thread.

    ``changed`` says which tables a commit touched, ``refused`` and ``unavailable`` carry a title
    and an advice, ``crashed`` what was being done and a report to copy.
    """

    changed = Signal(object)
    refused = Signal(str, str)
    unavailable = Signal(str, str)
    crashed = Signal(str, str)
    progress = Signal(object)
    person_changed = Signal(str)

    _answered = Signal(object)
    _touched = Signal(object)
    _advanced = Signal(object)

    def __init__(
        self,
        lanes: Lanes,
        station_id: StationId,
        parent: QObject | None = None,
        signer: Signer | None = None,
    ) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._station_id = station_id
        self._signer = signer
        self._person = ""
        self._tasks: list[DeskProgress] = []
        self.collector = Collector(self)
        self._waited_for: set[Ticket[Any]] = set()
        self._order = AnswerOrder()
        self._answered.connect(self._deliver, _QUEUED)
        self._touched.connect(self._pass_touched, _QUEUED)
        self._advanced.connect(self._pass_progress, _QUEUED)
        lanes.after_write(self._on_written)

    @cached_property
    def forecast_memory(self) -> ForecastMemory:
        """Return what forecasts keep of each other, whichever page shows them."""
        from merchant_desk.queries.forecast_memory import (  # noqa: PLC0415 - not at the start
            ForecastMemory,
        )

        return ForecastMemory()

    @property
    def chosen_person(self) -> str:
        """Return who works at this station now."""
        return self._person

    @chosen_person.setter
    def chosen_person(self, name: str) -> None:
        if name != self._person:
            self._person = name
            self.person_changed.emit(name)

    def gesture(self) -> Gesture:
        """Return who acts, where and when, for the operation about to be sent."""
        return Gesture(utc_now(), self._person, self._station_id, self._signer)

    def write(
        self,
        then: Callable[[T], None] | None,
        operation: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Ticket[T]:
        """Queue one gesture; ``then`` is a bound method of a QObject that takes its answer."""
        require_bound(then)
        return self._follow(then, operation, self._lanes.write(operation, *args, **kwargs))

    def read(
        self,
        then: Callable[[T], None] | None,
        query: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Ticket[T]:
        """Queue one question; ``then`` is a bound method of a QObject that takes its answer."""
        require_bound(then)
        ticket = self._follow(then, query, self._lanes.read(query, *args, **kwargs))
        self._order.expect(ticket)
        return ticket

    def network(
        self,
        then: Callable[[T], None] | None,
        work: Callable[P, T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Ticket[T]:
        """Queue work that may wait for the outside: storefronts, files, printers."""
        require_bound(then)
        return self._follow(then, work, self._lanes.network(work, *args, **kwargs))

    def new_progress(self) -> DeskProgress:
        """Return what a long task reports to; the window shows it through ``progress``."""
        self._tasks = [
            *(each for each in self._tasks if not each.over),
            made := DeskProgress(self._on_progress),
        ]
        return made

    def stop_tasks(self) -> None:
        """Ask every long task to end at its next check: « Arrêter »."""
        for each in self._tasks:
            each.stop()

    def report_bug(self, what: str, error: BaseException) -> None:
        """Say that the desk is wrong; the program stays up and the data is as before."""
        report = crash_report(what, error)
        _log.error("unexpected error", extra={"what": what, "report": report})
        self.crashed.emit(what, report)

    def _follow(
        self, then: Callable[[T], None] | None, work: Callable[..., T], future: Future[T]
    ) -> Ticket[T]:
        ticket = Ticket(_name_of(work), then, future)
        self._waited_for.add(ticket)  # no lane is the last to know it, nor the page that asked
        future.add_done_callback(partial(self._on_done, ticket))
        return ticket

    def _on_done(self, ticket: Ticket[Any], _future: Future[Any]) -> None:
        """Run on the lane's thread: only a queued signal may leave from here."""
        if shiboken6.isValid(self):
            self._answered.emit(ticket)

    def _on_written(self, tables: frozenset[str]) -> None:
        """Run on the writer thread, after the commit and before the answer."""
        if shiboken6.isValid(self):
            self._touched.emit(tables)

    def _on_progress(self, seen: ProgressSeen) -> None:
        """Run on the thread of the long task."""
        if shiboken6.isValid(self):
            self._advanced.emit(seen)

    def _deliver(self, ticket: Ticket[Any]) -> None:
        with ExitStack() as all_of_them:  # a fault in the first page keeps nothing from the others
            for each in reversed(self._order.due(ticket)):
                all_of_them.callback(self._hand_over, each)

    def _hand_over(self, ticket: Ticket[Any]) -> None:
        self._waited_for.discard(ticket)
        if not ticket.close() or self._lanes.closed:  # whoever takes an answer may ask again
            return
        error = ticket.give()
        if error is not None:
            self._tell(ticket.what, error)

    def _tell(self, what: str, error: BaseException) -> None:
        match error:
            case CancelledError():
                return
            case UnavailableError():
                self.unavailable.emit(error.title, error.advice)
            case DeskError():
                self.refused.emit(error.title, error.advice)
            case _:
                self.report_bug(what, error)

    def _pass_touched(self, tables: frozenset[str]) -> None:
        if self._lanes.closed:
            return
        if "fiscal_event" in tables and "forecast_memory" in self.__dict__:
            self.forecast_memory.forget()  # a buyer may have been erased
        self.changed.emit(tables)

    def _pass_progress(self, seen: ProgressSeen) -> None:
        self.progress.emit(seen)


def _name_of(work: Callable[..., object]) -> str:
    return getattr(work, "__qualname__", type(work).__qualname__)
