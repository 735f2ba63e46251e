"""What happens at the counter: the basket, the last sale, the error shown; it has no widget."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import DeskError
from merchant_desk.operations.keep_baskets import (
    Buyer,
    abandon_basket,
    begin_return,
    change_basket,
    end_return,
    name_buyer,
    park_basket,
    resume_basket,
)
from merchant_desk.operations.scan_at_counter import (
    CounterOutcome,
    CounterScanned,
    put_at_price,
    put_on_counter,
    scan_at_counter,
)
from merchant_desk.operations.sell_at_counter import CounterSold, sell_at_counter
from merchant_desk.queries.counter_baskets import opened_counter
from merchant_desk.rules.basket import counted
from merchant_desk.rules.basket_tenders import with_tender
from merchant_desk.ui.counter import till_words as words
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.packing.gesture_turns import GestureTurns, Wish
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.sounds import Sound, Sounds
from merchant_desk.ui.widgets.scan_hero_text import HeroText
from merchant_desk.values.basket import Basket, Baskets, Tender
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import DraftId, InvoiceId, PaymentId, ProductId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means

_GOOD = {CounterOutcome.ADDED: Sound.ADDED, CounterOutcome.BACK: Sound.ADDED}
_ASKS = frozenset(
    {
        CounterOutcome.UNKNOWN,
        CounterOutcome.AMBIGUOUS,
        CounterOutcome.NO_PRICE,
        CounterOutcome.UNREAD_LOT,
    }
)


class Till(QObject):
    """Turns scans and gestures into what the page shows."""

    said = Signal(object)  # HeroText
    counter_seen = Signal(object)  # Baskets
    choice_wanted = Signal(object)  # tuple[CodeMatch, ...]
    sold = Signal(object)  # CounterSold
    settled = Signal()

    def __init__(self, desk: Desk, sounds: Sounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sounds = sounds
        self._turns = GestureTurns(desk, self)
        self.baskets = Baskets(Basket(DraftId(new_id()), utc_now()))
        self._calm = self._trouble = words.waiting(self.basket)
        self._trouble_sound = Sound.WRONG
        self._scan: Scan | None = None
        self._passed_over = 0
        self.last: CounterSold | None = None
        self.without_price: ProductId | None = None
        self.unknown_code = ""
        self._refused: CounterScanned | None = None
        self._turns.answered.connect(self._on_answered)
        self._turns.refused.connect(self._on_refused)
        self._turns.broken.connect(self._on_broken)
        self._turns.passed_over.connect(self._on_passed_over)

    @property
    def basket(self) -> Basket:
        """Return what lies on the counter."""
        return self.baskets.running

    @property
    def blocked(self) -> bool:
        """Tell whether an error is showing, which only a deliberate act closes."""
        return self._turns.blocked

    @property
    def calm(self) -> HeroText:
        """Return what the panel says when no error is showing."""
        return self._calm

    def begin(self) -> None:
        """Ask what was left on the counter when the desk stopped."""
        gesture = self._desk.gesture()
        self._desk.read(self._show_kept, opened_counter, gesture.station_id, gesture.at)

    def take_scan(self, scan: Scan) -> None:
        """Count the scan when its turn comes; never behind an error."""
        self._scan_as(scan, None)

    def choose(self, product_id: ProductId) -> None:
        """Count the scan that named several products as this one."""
        if self._scan is not None:
            self._settle()
            self._scan_as(self._scan, product_id)

    def put(self, product_id: ProductId, units: int = 1) -> None:
        """Put an article on the counter that was found by its name."""
        self._settle()
        self._do(put_on_counter, product_id, units)

    def put_anyway(self) -> None:
        """Sell the article whose lot nobody read: she says that it is none of those kept off."""
        if self._refused is not None and self._refused.article is not None:
            self.put(self._refused.article.product_id, self._refused.units)

    def put_at(self, product_id: ProductId, price: Money) -> None:
        """Put an article on the counter at the price typed."""
        self._settle()
        self._do(put_at_price, product_id, price)

    def change(self, rule: Callable[..., Basket], *args: object) -> None:
        """Change the basket by one of its rules."""
        self._do(change_basket, rule, *args)

    def pay(self, means: Means, amount: Money | None = None, reference: str = "") -> None:
        """Put money down: what is missing when nothing is told."""
        self._turns.take(Wish(change_basket, partial(self._tender, means, amount, reference)))

    def sell(self) -> None:
        """Validate what lies on the counter."""
        self._turns.take(Wish(sell_at_counter, lambda: (self.basket.basket_id,)))

    def park(self) -> None:
        """Let the basket wait."""
        self._do(park_basket)

    def resume(self, basket_id: DraftId) -> None:
        """Take a basket that waits."""
        self._do(resume_basket, basket_id)

    def abandon(self) -> None:
        """Give the basket up."""
        self._settle()
        self._do(abandon_basket)

    def name(self, buyer: Buyer) -> None:
        """Say whose basket it is."""
        self._do(name_buyer, buyer)

    def take_back(self, ticket_id: InvoiceId | None) -> None:
        """Take what is scanned next as brought back."""
        self._settle()
        self._do(begin_return, ticket_id)

    def end_return(self) -> None:
        """Sell again what is scanned next."""
        self._settle()
        self._do(end_return)

    def dismiss(self) -> None:
        """Close the error: her deliberate act. Scans count again."""
        if self.blocked:
            self._settle()
            self.said.emit(self._calm)

    def _do(self, operation: Callable[..., Any], *arguments: object) -> None:
        self._turns.take(Wish(operation, lambda: arguments))

    def _tender(self, means: Means, amount: Money | None, reference: str) -> tuple[object, ...]:
        left = counted(self.basket).missing
        wanted = left if amount is None else amount if left.cents >= 0 else -amount
        return with_tender, Tender(PaymentId(new_id()), means, wanted, reference)

    def _scan_as(self, scan: Scan, chosen: ProductId | None) -> None:
        self._turns.take(Wish(scan_at_counter, partial(self._scan_facts, scan, chosen), scan))

    def _scan_facts(self, scan: Scan, chosen: ProductId | None) -> tuple[object, ...]:
        self._scan = scan
        return scan, chosen

    def _on_answered(self, answer: object) -> None:
        match answer:
            case CounterScanned():
                self._on_scanned(answer)
            case CounterSold():
                self.last = answer
                self._show(answer.baskets)
                self._say(words.sold(answer), Sound.COMPLETE)
                self.sold.emit(answer)
            case Baskets():
                turned = answer.running.returning is not self.basket.returning
                fresh = answer.running.basket_id != self.basket.basket_id
                self._show(answer)
                if turned or fresh or answer.running.empty:
                    self._say(words.waiting(answer.running), Sound.OPENED)

    def _on_scanned(self, said: CounterScanned) -> None:
        self._show(said.baskets)
        if said.outcome is CounterOutcome.TICKET:
            self._say(words.ticket_opened(said), Sound.OPENED)
            return
        if said.outcome in _GOOD:
            self._say(words.scanned(said), _GOOD[said.outcome])
            return
        self.unknown_code, self._refused = said.code, said
        self.without_price = None if said.article is None else said.article.product_id
        sound = Sound.UNKNOWN if said.outcome in _ASKS else Sound.WRONG
        self._block(words.not_counted(said), sound)
        if said.choices:
            self.choice_wanted.emit(said.choices)

    def _on_refused(self, error: DeskError) -> None:
        self._block(words.refused(error), Sound.WRONG)

    def _on_broken(self) -> None:
        self._block(words.broken(), Sound.WRONG)

    def _on_passed_over(self, scan: Scan | None) -> None:
        self._sounds.play(self._trouble_sound)
        if scan is not None:
            self._passed_over += 1
            self.said.emit(words.with_ignored(self._trouble, self._passed_over))

    def _say(self, shown: HeroText, sound: Sound) -> None:
        self._calm = shown
        self._sounds.play(sound)
        self.said.emit(shown)

    def _block(self, shown: HeroText, sound: Sound) -> None:
        self._turns.blocked = True
        self._trouble, self._trouble_sound = shown, sound
        self._passed_over = 0
        self._sounds.play(sound)
        self.said.emit(shown)

    def _settle(self) -> None:
        self._turns.blocked = False
        self.settled.emit()

    def _show(self, baskets: Baskets) -> None:
        self.baskets = baskets
        self.counter_seen.emit(baskets)

    def _show_kept(self, kept: Baskets | None) -> None:
        if kept is None or not self.basket.empty:
            return
        self._show(kept)
        self._calm = words.waiting(kept.running)
        if not self.blocked:
            self.said.emit(self._calm)
