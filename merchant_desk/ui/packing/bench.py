"""What happens at the packing station: the open parcel, the awaited label, the error shown."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import DeskError
from merchant_desk.operations.close_parcel import ParcelClosed, close_parcel
from merchant_desk.operations.open_parcel import ParcelOpened, open_parcel, set_parcel_aside
from merchant_desk.operations.report_missing import MissingReported, report_missing
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.set_tracking import TrackingSet, release_shipment, set_tracking
from merchant_desk.operations.split_parcel import ParcelSplit, split_parcel
from merchant_desk.operations.unscan_item import Unscanned, unscan_last
from merchant_desk.queries.parcel_view import ParcelView, parcel_view
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.ui.packing import hero_words as words
from merchant_desk.ui.packing import lot_words
from merchant_desk.ui.packing.gesture_turns import GestureTurns, Wish
from merchant_desk.ui.packing.seen_parcel import IgnoredScan, beyond_a_line, counted, line_of
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.sounds import Sound, Sounds
from merchant_desk.ui.widgets.scan_hero_text import HeroText
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import OrderId, ParcelId, ParcelLineId, ProductId


class PackingBench(QObject):
    """Turns scans and gestures into what the page shows; it has no widget of its own."""

    said = Signal(object)  # HeroText
    parcel_seen = Signal(object)  # ParcelView | None
    choice_wanted = Signal(object)  # tuple[Meant, ...]
    left_open = Signal(object)  # ParcelView of a parcel left half full
    tracking_noted = Signal(str)
    settled = Signal()

    def __init__(self, desk: Desk, sounds: Sounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sounds = sounds
        self._turns = GestureTurns(desk, self)
        self._calm = self._trouble = words.nothing_open(1)
        self._trouble_sound = Sound.WRONG
        self._open: ParcelId | None = None
        self._shown: ParcelId | None = None
        self._awaiting: ParcelClosed | None = None
        self._scan: Scan | None = None
        self._question = LatestQuestion(desk)
        self._passed_over = 0
        self.view: ParcelView | None = None
        self.unknown_code = ""
        self.ignored: tuple[IgnoredScan, ...] = ()
        self._turns.answered.connect(self._on_answered)
        self._turns.refused.connect(self._on_refused)
        self._turns.broken.connect(self._on_broken)
        self._turns.passed_over.connect(self._on_passed_over)

    @property
    def blocked(self) -> bool:
        """Tell whether an error is showing, which only a deliberate act closes."""
        return self._turns.blocked

    @property
    def parcel_id(self) -> ParcelId | None:
        """Return the parcel that is open for scans."""
        return self._open

    @property
    def awaits_tracking(self) -> bool:
        """Tell whether the carrier's label is asked for."""
        return self._awaiting is not None

    def take_scan(self, scan: Scan, chosen: ProductId | None = None) -> None:
        """Count the scan when its turn comes, as ``chosen`` if given; never behind an error."""
        self._turns.take(Wish(scan_at_packing, partial(self._scan_facts, scan, chosen), scan))

    def choose(self, product_id: ProductId) -> None:
        """Count the scan that named several products as this one."""
        if self._scan is not None:
            self._settle()
            self.take_scan(self._scan, product_id)

    def pack_anyway(self) -> None:
        """Count the scan whatever was asked about its lot: her decision."""
        if self._scan is not None and self.blocked and lot_words.may_go_on(self._trouble):
            self._settle()
            self.take_scan(replace(self._scan, anyway=True))

    def scan_again(self) -> None:
        """Count the code that was unknown, now that a product has it."""
        self.dismiss()
        if self._scan is not None:
            self.take_scan(self._scan)

    def undo(self) -> None:
        """Take the last scan back; when it was an error, nothing was counted: just close it."""
        if self.blocked:
            self.dismiss()
        elif self._shown is not None:
            self._do(unscan_last, self._shown)

    def report_missing(self, line_id: ParcelLineId) -> None:
        """Say that what is left of this line is not in its bin."""
        if self._open is not None:
            self._do(report_missing, self._open, line_id)

    def ship(self) -> None:
        """Close the parcel with what is in it; the rest stays due."""
        if self._open is not None:
            self._do(close_parcel, self._open)

    def split(self) -> None:
        """Close this parcel and go on in another."""
        if self._open is not None:
            self._do(split_parcel, self._open)

    def ask_aside(self) -> None:
        """Give the parcel up; ask first when articles would have to go back."""
        if self._open is None or self.view is None or self.blocked:
            return
        if self.view.packed:
            self.block(words.asks_aside(self.view), Sound.UNKNOWN)
        else:
            self.set_aside()

    def set_aside(self) -> None:
        """Give the parcel up: its articles go back, the order waits again."""
        self._settle()
        if self._open is not None:
            self._do(set_parcel_aside, self._open)

    def open_order(self, order_id: OrderId) -> None:
        """Open the parcel of an order chosen by hand."""
        self._do(open_parcel, order_id)

    def note_tracking(self, text: str) -> None:
        """Note a number typed for the awaited parcel, else for the one shown."""
        wanted = self._awaiting.parcel_id if self._awaiting is not None else self._shown
        self._settle()
        self._do(set_tracking, wanted, text)

    def go_without_tracking(self) -> None:
        """Let the shipment leave without a number."""
        if self._awaiting is not None and not self.blocked:
            self._do(release_shipment, self._awaiting.parcel_id)

    def dismiss(self) -> None:
        """Close the error: her deliberate act. Scans count again."""
        if self.blocked:
            self._settle()
            self.said.emit(self._calm)

    def refresh(self) -> None:
        """Read the shown parcel again; what was read before comes too late."""
        if self._shown is not None:
            self._question.ask(self._show_view, parcel_view, self._shown, utc_now())

    def greet(self, waiting: int) -> None:
        """Say what can be scanned; what became of the last order stays until the next scan."""
        greeting, greeted = words.nothing_open(waiting), words.is_greeting(self._calm)
        if self._shown is None and not self.blocked and greeted and greeting != self._calm:
            self._calm = greeting
            self.said.emit(greeting)

    def _do(self, operation: Callable[..., Any], *arguments: object) -> None:
        self._turns.take(Wish(operation, lambda: arguments))

    def _scan_facts(self, scan: Scan, chosen: ProductId | None) -> tuple[object, ...]:
        self._scan = scan
        awaited = None if self._awaiting is None else self._awaiting.parcel_id
        return self._open, scan, chosen, awaited

    def _on_answered(self, answer: object) -> None:
        self._question.forget()  # it may have been answered before this gesture
        match answer:
            case ItemScanned():
                self._on_item(answer)
            case ParcelOpened():
                self._on_opened(answer)
            case ParcelClosed():
                self._on_closed(answer, None)
            case ParcelSplit(closed, opened):
                self._on_closed(closed, opened)
            case TrackingSet():
                self._on_tracked(answer)
            case _:
                self._on_lesser(answer)
        if self.blocked or not isinstance(answer, ItemScanned) or beyond_a_line(answer):
            self.refresh()

    def _on_lesser(self, answer: object) -> None:
        match answer:
            case Unscanned(label, units, was_missing):
                self._say(words.taken_back(label, units, was_missing=was_missing), Sound.OPENED)
            case MissingReported():
                if answer.nothing_left:
                    self._leave()
                self._say(words.reported(answer), Sound.OPENED)
            case bool() if self._awaiting is not None:
                self._awaiting = None
                self._say(words.tracked("", goes_on=self._open is not None), Sound.OPENED)
            case None:
                self._leave()
                self._say(words.nothing_open(1), Sound.OPENED)

    def _on_item(self, said: ItemScanned) -> None:
        line = line_of(self.view, said.meant.product_id if said.meant is not None else None)
        if said.outcome not in lot_words.TAKEN:
            self.unknown_code = said.code
            self.block(words.not_counted(said, line), lot_words.sound_of(said.outcome))
            if said.choices:
                self.choice_wanted.emit(said.choices)
            return
        self._awaiting = None
        now = utc_now()
        if self.view is not None:
            self.view = counted(self.view, said, now)
        if said.closed is not None:
            self._on_closed(said.closed, None)
        else:
            self._say(words.added(said, line, paris_date(now)), Sound.ADDED)
        self.parcel_seen.emit(self.view)

    def _on_opened(self, opened: ParcelOpened) -> None:
        left, self._awaiting = self.view, None
        if left is not None and left.open and left.packed and self._open != opened.parcel_id:
            self.left_open.emit(left)
        if self._shown != opened.parcel_id:
            self._show_parcel(opened.parcel_id)
        self._open = opened.parcel_id
        self._say(words.opened(opened.order_number, resumed=opened.resumed), Sound.OPENED)

    def _on_closed(self, closed: ParcelClosed, opened: ParcelOpened | None) -> None:
        self._awaiting = closed if closed.wants_tracking else None
        self._open = None if opened is None else opened.parcel_id
        self._say(words.complete(closed, goes_on=opened is not None), Sound.COMPLETE)
        if opened is not None:
            self._show_parcel(opened.parcel_id)

    def _on_tracked(self, noted: TrackingSet) -> None:
        self.tracking_noted.emit(noted.tracking)
        if self._open is not None and self._awaiting is None:
            self._sounds.play(Sound.ADDED)
            self.said.emit(self._calm)
            return
        self._awaiting = None
        self._say(words.tracked(noted.tracking, goes_on=self._open is not None), Sound.ADDED)

    def _on_refused(self, error: DeskError) -> None:
        self.block(words.refused(error), Sound.WRONG)

    def _on_broken(self) -> None:
        self.block(words.broken(), Sound.WRONG)

    def _on_passed_over(self, scan: Scan | None) -> None:
        self._sounds.play(self._trouble_sound)
        if scan is None:
            return
        self._passed_over += 1
        self.ignored = (IgnoredScan(scan.text, scan.at), *self.ignored)
        self.said.emit(words.with_ignored(self._trouble, self._passed_over))
        self.parcel_seen.emit(self.view)

    def _say(self, shown: HeroText, sound: Sound) -> None:
        self._calm = shown
        self._sounds.play(sound)
        self.said.emit(shown)

    def block(self, shown: HeroText, sound: Sound) -> None:
        """Stop the station on a message that only a deliberate act closes."""
        self._turns.blocked = True
        self._trouble, self._trouble_sound = shown, sound
        self._passed_over = 0
        self._sounds.play(sound)
        self.said.emit(shown)

    def _settle(self) -> None:
        self._turns.blocked = False
        self.settled.emit()

    def _show_parcel(self, parcel_id: ParcelId) -> None:
        self._shown, self.view, self.ignored = parcel_id, None, ()

    def _leave(self) -> None:
        self._open = self._shown = self.view = None
        self.parcel_seen.emit(None)

    def _show_view(self, view: ParcelView | None) -> None:
        if view is None or view.parcel_id != self._shown:
            return
        self._open = self._open if view.open or self._open != view.parcel_id else None
        self.view = view
        self.parcel_seen.emit(view)
