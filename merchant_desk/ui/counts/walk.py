"""What happens while counting: the bin, the last scan, the question or the error that is shown."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import DeskError
from merchant_desk.operations.change_counted import change_counted, recount, take_back_count
from merchant_desk.operations.close_bin import BinClosed, close_bin
from merchant_desk.operations.count_answers import CountOutcome, CountScanned
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.find_lot import LotRead
from merchant_desk.ui.counts import hero_words as words
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.packing.gesture_turns import GestureTurns, Wish
from merchant_desk.ui.packing.hero_words import with_ignored
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.sounds import Sound, Sounds
from merchant_desk.ui.widgets.scan_hero_text import HeroText
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.ids import CountId, PlaceId, ProductId, RecordId

_SOFT = frozenset({CountOutcome.UNKNOWN, CountOutcome.AMBIGUOUS, CountOutcome.NEEDS_LOT})


class Walk(QObject):
    """Turns scans and gestures into what the page shows; it has no widget of its own."""

    said = Signal(object)  # HeroText
    moved = Signal()  # another bin, or something counted in it

    def __init__(self, desk: Desk, sounds: Sounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sounds = sounds
        self._turns = GestureTurns(desk, self)
        self._calm = self._shown = self._done = words.no_bin()
        self._passed_over = 0
        self._scan: CountScan | None = None
        self._entry: RecordId | None = None
        self.count_id: CountId | None = None
        self.place_id: PlaceId | None = None
        self.bin = ""
        self.pending: CountScanned | None = None
        """The question or the error that is shown."""
        self.last: CountScanned | None = None
        self._turns.answered.connect(self._on_answered)
        self._turns.refused.connect(self._on_refused)
        self._turns.broken.connect(self._on_broken)
        self._turns.passed_over.connect(self._on_passed_over)

    @property
    def blocked(self) -> bool:
        """Tell whether something is shown that only a deliberate act closes."""
        return self._turns.blocked

    def begin(self, count_id: CountId) -> None:
        """Count this one from now on; in which bin, the first scan tells."""
        self._settle()
        self.count_id, self.place_id, self.bin, self.last = count_id, None, "", None
        self._say(words.no_bin())

    def go_to(self, place_id: PlaceId, code: str) -> None:
        """Stand before a bin that was chosen by hand."""
        self._settle()
        self.place_id, self.bin = place_id, code
        self._say(words.in_bin(code))
        self.moved.emit()

    def take_scan(self, scan: Scan) -> None:
        """Count the scan when its turn comes; never behind an error."""
        if self.count_id is not None:
            self._wish(CountScan(self.count_id, None, scan))

    def choose(self, product_id: ProductId) -> None:
        """Count the scan that named several articles as this one."""
        self._again(chosen=product_id)

    def tell_lot(self, number: str) -> None:
        """Count the scan that waits for its lot."""
        self._again(lot=LotRead(number))

    def confirm(self) -> None:
        """Count none, or so many: it is right."""
        if self._entry is not None and self.pending is not None:
            entry, units = self._entry, self.pending.units
            self._settle()
            self._turns.take(Wish(_change_surely, lambda: (entry, units)))
        else:
            self._again(sure=True)

    def write_units(self, times: int) -> None:
        """Say how many times the last scan was meant."""
        if self.pending is not None and self._scan is not None and self._entry is None:
            self._again(times=times)
        elif self.last is not None and self.last.entry_id is not None:
            entry, units = self.last.entry_id, times * self.last.each
            self._settle()
            self._entry = entry
            self._turns.take(Wish(change_counted, lambda: (entry, units)))

    def undo(self) -> None:
        """Take the last scan back; when it was an error, nothing was counted: just close it."""
        if self.blocked:
            self.dismiss()
        elif self.count_id is not None:
            count_id = self.count_id
            self._turns.take(Wish(take_back_count, lambda: (count_id,)))

    def recount(self, key: CountKey) -> None:
        """Have an article counted anew."""
        if self.count_id is not None:
            count_id = self.count_id
            self._turns.take(Wish(recount, lambda: (count_id, key)))

    def close(self, *, gone: bool = False) -> None:
        """Finish the bin; ``gone``: what was not scanned is not there any more."""
        if self.count_id is not None and self.place_id is not None:
            count_id, place_id = self.count_id, self.place_id
            self._settle()
            operation = _close_as_gone if gone else close_bin
            self._turns.take(Wish(operation, lambda: (count_id, place_id)))

    def dismiss(self) -> None:
        """Close what is shown; nothing was counted."""
        self._settle()
        self.said.emit(self._calm)

    def _again(self, **changes: Any) -> None:
        if self._scan is None:
            return
        facts = {
            "count_id": self._scan.count_id,
            "place_id": None,
            "scan": self._scan.scan,
            "times": self._scan.times,
            "chosen": self._scan.chosen,
            "lot": self._scan.lot,
            **changes,
        }
        self._settle()
        self._wish(CountScan(**facts))

    def _wish(self, wanted: CountScan) -> None:
        self._turns.take(Wish(count_scan, lambda: (self._now(wanted),), wanted.scan))

    def _now(self, wanted: CountScan) -> CountScan:
        """Return the scan with the bin she stands before when its turn comes."""
        self._scan = CountScan(
            wanted.count_id,
            self.place_id,
            wanted.scan,
            wanted.times,
            wanted.chosen,
            wanted.lot,
            wanted.sure,
        )
        self._entry = None
        return self._scan

    def _on_answered(self, answer: object) -> None:
        if isinstance(answer, BinClosed):
            self._show_closed(answer)
        elif isinstance(answer, CountScanned):
            self._show_scanned(answer)

    def _show_scanned(self, said: CountScanned) -> None:
        if said.outcome is CountOutcome.BIN and said.place_id is not None:
            self._sounds.play(Sound.OPENED)
            self.go_to(said.place_id, said.bin)
        elif said.outcome is CountOutcome.COUNTED:
            self.last = said
            self._sounds.play(Sound.ADDED)
            self._say(words.counted(said))
            self.moved.emit()
        elif said.outcome in {CountOutcome.TAKEN_BACK, CountOutcome.RECOUNT}:
            self.last = None
            back = said.outcome is CountOutcome.TAKEN_BACK
            self._say(words.taken_back(said) if back else words.recounted(said))
            self.moved.emit()
        else:
            self._ask(said)

    def _ask(self, said: CountScanned) -> None:
        self.pending = said
        self._entry = said.entry_id
        soft = said.outcome in _SOFT or said.outcome is CountOutcome.ASKS
        self._block(words.not_counted(said), Sound.UNKNOWN if soft else Sound.WRONG)

    def _show_closed(self, closed: BinClosed) -> None:
        done = words.bin_done(closed.bin, closed.articles, closed.units)
        self.last = None
        if closed.missing and not closed.zeroed:
            self._done = done
            self._block(words.asks_gone(closed.bin, len(closed.missing)), Sound.UNKNOWN)
        else:
            self._sounds.play(Sound.COMPLETE)
            self._leave_bin()
            self._say(done)
        self.moved.emit()

    def leave(self) -> None:
        """Go on to the next bin: what was not scanned keeps its stock."""
        self._settle()
        self._leave_bin()
        self._sounds.play(Sound.COMPLETE)
        self._say(self._done)
        self.moved.emit()

    def _leave_bin(self) -> None:
        self.place_id, self.bin, self.last = None, "", None

    def _on_refused(self, error: DeskError) -> None:
        self._block(words.refused(error), Sound.WRONG)

    def _on_broken(self) -> None:
        self._block(words.broken(), Sound.WRONG)

    def _on_passed_over(self, _scan: object) -> None:
        self._passed_over += 1
        self._sounds.play(Sound.WRONG)
        self.said.emit(with_ignored(self._shown, self._passed_over))

    def _say(self, shown: HeroText) -> None:
        self._calm = self._shown = shown
        self.said.emit(shown)

    def _block(self, shown: HeroText, sound: Sound) -> None:
        self._turns.blocked = True
        self._passed_over = 0
        self._shown = shown
        self._sounds.play(sound)
        self.said.emit(shown)

    def _settle(self) -> None:
        self._turns.blocked = False
        self._passed_over = 0
        self.pending = None


def _change_surely(session: Any, gesture: Any, entry_id: RecordId, units: int) -> CountScanned:
    return change_counted(session, gesture, entry_id, units, sure=True)


def _close_as_gone(session: Any, gesture: Any, count_id: CountId, place_id: PlaceId) -> BinClosed:
    return close_bin(session, gesture, count_id, place_id, gone=True)
