"""What happens while a delivery is unloaded: scans in turn, the question or the error shown."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import DeskError
from merchant_desk.operations.receive_scan import receive_scan
from merchant_desk.operations.unreceive_scan import unreceive_last
from merchant_desk.queries.delivery_view import DeliveryView, delivery_view
from merchant_desk.ui.deliveries import unload_words as words
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.ui.packing.gesture_turns import GestureTurns, Wish
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.sounds import Sound, Sounds
from merchant_desk.ui.widgets.scan_hero_text import HeroText
from merchant_desk.values.deliveries import Arrival, Incoming, Question, ScanTaken, ScanUndone
from merchant_desk.values.ids import DeliveryId, ProductId

_SOUNDS = {
    Arrival.ADDED: Sound.ADDED,
    Arrival.COMPLETE: Sound.ADDED,
    Arrival.SURPLUS: Sound.WRONG,
    Arrival.UNORDERED: Sound.WRONG,
}


class UnloadBench(QObject):
    """Turns scans into what the page shows; it has no widget of its own."""

    said = Signal(object)  # HeroText
    seen = Signal(object)  # DeliveryView | None
    choice_wanted = Signal(object)  # tuple[ArticleMeant, ...]
    settled = Signal()

    def __init__(self, desk: Desk, sounds: Sounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sounds = sounds
        self._turns = GestureTurns(desk, self)
        self._question = LatestQuestion(desk)
        self._sent: list[Incoming] = []
        self._asked: Incoming | None = None
        self._trouble = words.invitation(None)
        self._trouble_sound = Sound.WRONG
        self._passed_over = 0
        self._greeted = False
        self.delivery_id: DeliveryId | None = None
        self.view: DeliveryView | None = None
        self.last: ScanTaken | None = None
        self._turns.answered.connect(self._on_answered)
        self._turns.refused.connect(self._on_refused)
        self._turns.broken.connect(self._on_broken)
        self._turns.passed_over.connect(self._on_passed_over)

    @property
    def blocked(self) -> bool:
        """Tell whether something is asked or wrong, which only a deliberate act closes."""
        return self._turns.blocked

    @property
    def unknown_code(self) -> str:
        """Return the code that no article has."""
        return "" if self.last is None else self.last.code

    @property
    def asked(self) -> Incoming | None:
        """Return what came and waits for an answer."""
        return self._asked if self.blocked else None

    def open(self, delivery_id: DeliveryId | None) -> None:
        """Unload this delivery; None leaves the bench."""
        self._settle()
        self.delivery_id, self.view, self.last, self._greeted = delivery_id, None, None, False
        self.refresh()

    def refresh(self) -> None:
        """Ask what the delivery holds."""
        if self.delivery_id is not None:
            self._question.ask(self._show_view, delivery_view, self.delivery_id)

    def take_scan(self, scan: Scan) -> None:
        """Receive the scan when its turn comes; never behind an error."""
        self.take(Incoming(scan=scan))

    def take(self, incoming: Incoming) -> None:
        """Receive what was scanned or chosen."""
        if self.delivery_id is None:
            return
        wish = Wish(receive_scan, lambda: self._told(incoming), incoming.scan)
        self._turns.take(wish)

    def choose(self, product_id: ProductId) -> None:
        """Receive the code of several articles as this one."""
        self._again(product_id=product_id)

    def accept(self) -> None:
        """Say yes to what is asked."""
        question = None if self.last is None else self.last.question
        if self._asked is not None and question is not None:
            self._again(accepted=self._asked.accepted | {question})

    def answer(self, units: int, lot: str, expires_on: date | None) -> None:
        """Receive what is asked about with these facts."""
        self._again(units=units, lot=lot, expires_on=expires_on)

    def scan_again(self) -> None:
        """Receive the code that was unknown, now that an article has it."""
        self._again()

    def undo(self) -> None:
        """Take the last scan back; of a question or an error nothing came in: just close it."""
        if self.blocked and (self.last is None or not self.last.counted):
            self.dismiss()
        elif self.delivery_id is not None:
            self._settle()
            delivery_id = self.delivery_id
            self._turns.take(Wish(unreceive_last, lambda: (delivery_id,)))

    def dismiss(self) -> None:
        """Close the message, as she asked."""
        if self.blocked:
            self._settle()
            self.said.emit(words.invitation(self.view))

    def _told(self, incoming: Incoming) -> tuple[object, ...]:
        self._sent.append(incoming)
        return (self.delivery_id, incoming)

    def _again(self, **changes: object) -> None:
        if self._asked is not None:
            incoming = replace(self._asked, **changes)  # type: ignore[arg-type]  # named by callers
            self._settle()
            self.take(incoming)

    def _on_answered(self, answer: object) -> None:
        if isinstance(answer, ScanUndone):
            self._sounds.play(Sound.ADDED)
            self.said.emit(words.undone(answer))
        elif isinstance(answer, ScanTaken):
            self._show_taken(answer, self._sent.pop(0))
        self.refresh()

    def _show_taken(self, taken: ScanTaken, incoming: Incoming) -> None:
        if taken.delivery_id != self.delivery_id:
            return
        self.last, self._asked = taken, incoming
        hero = words.shown(taken)
        sound = _SOUNDS.get(taken.arrival, Sound.UNKNOWN)
        if taken.aside_until is not None or taken.question is Question.EXPIRED:
            sound = Sound.WRONG
        if taken.arrival in words.BLOCKING or taken.aside_until is not None:
            self._block(hero, sound)
            if taken.choices:
                self.choice_wanted.emit(taken.choices)
            return
        self._sounds.play(sound)
        self.said.emit(hero)

    def _on_refused(self, error: DeskError) -> None:
        self._sent.clear()
        self.last = None
        self._block(words.refused(error), Sound.WRONG)

    def _on_broken(self) -> None:
        self._sent.clear()
        self.last = None
        self._block(words.broken(), Sound.WRONG)

    def _on_passed_over(self, scan: Scan | None) -> None:
        self._sounds.play(self._trouble_sound)
        if scan is not None:
            self._passed_over += 1
            self.said.emit(words.with_ignored(self._trouble, self._passed_over))

    def _block(self, hero: HeroText, sound: Sound) -> None:
        self._turns.blocked = True
        self._trouble, self._trouble_sound, self._passed_over = hero, sound, 0
        self._sounds.play(sound)
        self.said.emit(hero)

    def _settle(self) -> None:
        self._turns.blocked = False
        self.settled.emit()

    def _show_view(self, view: DeliveryView | None) -> None:
        if view is not None and view.delivery_id != self.delivery_id:
            return
        complete = view is not None and view.expected > 0 and not view.left
        was_short = self.view is not None and self.view.left > 0
        self.view = view
        self.seen.emit(view)
        if self.blocked:
            return
        if not self._greeted:
            self._greeted = True
            self.said.emit(words.invitation(view))
        elif complete and was_short:
            self._sounds.play(Sound.COMPLETE)
            self.said.emit(words.all_came())
