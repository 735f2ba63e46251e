"""What the returns desk does with scans and keys; it shows itself on its panel."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import DeskError
from merchant_desk.operations.take_return import take_return
from merchant_desk.queries.barcodes import CodeMatch
from merchant_desk.queries.return_card import ReturnCard
from merchant_desk.queries.return_order import ReturnOrder, return_order
from merchant_desk.queries.return_scan import ReturnScan, return_scan
from merchant_desk.queries.settings import Settings, settings
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.returns import hero_words
from merchant_desk.ui.returns.desk_panel import DeskPanel
from merchant_desk.ui.returns.taking import Taking
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.goods_words import Grade, ReturnKind
from merchant_desk.values.ids import LotId, OrderId, ProductId, RecordId, new_id
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.product_names import full_name
from merchant_desk.values.return_reasons import ReturnReason
from merchant_desk.values.settings import RETURNS_BACK_CENTS
from merchant_desk.values.taken_return import PayBack, ReturnDone

_MINUTE_S, _LONGEST = 60, 30


class ReturnBench(QObject):
    """``opened`` when an order lies on the desk, ``left`` when she goes back to the list.

    ``strayed`` carries the articles of a code that was scanned before any slip; ``finished`` the
    return that was taken, and on what ground.
    """

    opened = Signal()
    left = Signal()
    finished = Signal(object)
    strayed = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self.taking: Taking | None = None
        self.panel = DeskPanel(shell.theme)
        self._saving = False
        self._unknown: ReturnCard | None = None
        self._asked: Scan | None = None
        self._usual_back = ZERO
        panel = self.panel
        panel.grade_wanted.connect(self.grade_last)
        panel.row_graded.connect(self._on_row_graded)
        panel.row_reasoned.connect(self._on_row_reasoned)
        panel.row_removed.connect(self._on_row_removed)
        panel.row_priced.connect(self._on_row_priced)
        panel.pay.kind_chosen.connect(self._on_kind)
        panel.pay.way_chosen.connect(self._on_way)
        panel.pay.carriage_typed.connect(self._on_carriage)
        panel.pay.finish_wanted.connect(self.finish)
        panel.all_wanted.connect(self.take_everything)
        panel.leave_wanted.connect(self.leave)
        self._clear()

    @property
    def order_id(self) -> OrderId | None:
        """Return the order that lies on the desk."""
        return None if self.taking is None else self.taking.order.order_id

    def take_scan(self, scan: Scan) -> None:
        """Find the slip, else the article."""
        self._asked = scan
        today = paris_date(utc_now())
        self._desk.read(self._show_found, return_scan, scan, today)

    def open_order(self, order_id: OrderId) -> None:
        """Put an order on the desk."""
        today = paris_date(utc_now())
        self._desk.read(self._show_order, return_order, order_id, today)

    def open_with(self, order: ReturnOrder, articles: Sequence[tuple[ProductId, str, int]]) -> None:
        """Put an order on the desk with articles that were scanned before its slip."""
        self._show_order(order)
        for product_id, name, units in articles:
            room = self._now().room(product_id)
            most = units if not self._now().lines_of(product_id) else min(units, room)
            if most > 0:
                self._show(self._now().with_scan(product_id, name, most))
        if self._now().items:
            self.panel.hero.show_scan(hero_words.added(self._now()))

    def identify(self, card: ReturnCard) -> None:
        """Wait for the slip of the order of goods that were found without it."""
        self._clear()
        self._unknown = card
        self.panel.hero.show_scan(hero_words.identify(card.number))
        self.opened.emit()
        self.panel.setFocus()

    def refresh(self) -> None:
        """Follow what changed of the order, and of the settings, meanwhile."""
        self._desk.read(self._show_settings, settings, self._desk.gesture().station_id)
        if self.taking is not None and not self._saving:
            today = paris_date(utc_now())
            self._desk.read(self._follow, return_order, self.taking.order.order_id, today)

    def grade_last(self, grade: str) -> None:
        """Grade the article scanned last."""
        if self.taking is not None and self.taking.items and not self.taking.items[-1].odd:
            place = len(self.taking.items) - 1
            self._show(self.taking.graded(place, Grade(grade)))
            self.panel.hero.show_scan(hero_words.added(self._now()))
        self.panel.setFocus()

    def take_off(self) -> None:
        """Take the last article off the desk."""
        if self.taking is not None and self.taking.items:
            self._on_row_removed(len(self.taking.items) - 1)

    def take_everything(self) -> None:
        """The whole parcel came back: nobody took it."""
        if self.taking is not None and self.taking.order.may_come:
            self._show(self.taking.everything())
            self.panel.hero.show_scan(hero_words.added(self._now()))
            self.panel.setFocus()

    def leave(self) -> None:
        """Take everything off the desk, and go back to the list."""
        self._clear()
        self.left.emit()

    def finish(self) -> None:
        """Do it all: stock, credit note, money."""
        if self.taking is None or not self.taking.items or self._saving:
            return
        if not self.panel.pay.carriage_right:
            return
        self._saving = True
        spent = (utc_now() - self.taking.begun_at).total_seconds()
        minutes = min(_LONGEST, int(spent // _MINUTE_S) + 1)
        ticket = self._desk.write(
            self._show_done, take_return, self._desk.gesture(), self.taking.finished(minutes)
        )
        ticket.or_else(self._show_refused)

    def _now(self) -> Taking:
        if self.taking is None:
            raise ValueError("nothing lies on the returns desk")
        return self.taking

    def _show_settings(self, stored: Settings) -> None:
        self._usual_back = Money(stored.get(RETURNS_BACK_CENTS))

    def _clear(self) -> None:
        self.taking = self._unknown = None
        self._saving = False
        self.panel.show_nothing()

    def _show(self, taking: Taking) -> None:
        self.taking = taking
        self.panel.show_taking(taking)

    def _show_found(self, found: ReturnScan) -> None:
        if found.order is not None:
            self._show_order(found.order)
        elif found.ticket and self._asked is not None:
            self._shell.navigate("counter")
            self._shell.scanner.submit(self._asked.text)
        else:
            self._show_article(found.articles, found.lot_id)

    def _show_order(self, order: ReturnOrder | None) -> None:
        if order is None:
            return
        waiting = order.waiting
        taking = Taking(
            RecordId(new_id()),
            order,
            utc_now(),
            kind=ReturnKind.WITHDRAWAL if waiting is None else waiting.kind,
            return_id=None if waiting is None else waiting.return_id,
            usual_back=self._usual_back,
        )
        unknown, self._unknown = self._unknown, None
        if unknown is not None:
            taking = taking.identified(unknown.return_id, unknown.lines)
        self._show(taking)
        shown = hero_words.added(taking) if taking.items else hero_words.opened(order)
        self.panel.hero.show_scan(shown)
        self._shell.sounds.play(Sound.OPENED if order.may_come else Sound.WRONG)
        self._show_can(PlatformCan())
        self.opened.emit()
        if order.platform:
            self._desk.network(self._show_can, self._shell.services.platform_can, order.platform)

    def _show_can(self, can: PlatformCan) -> None:
        if self.taking is None:
            return
        self.panel.pay.way.show_ways(can, online=bool(self.taking.order.platform))
        self._on_way()

    def _follow(self, order: ReturnOrder | None) -> None:
        taking = self.taking
        if taking is not None and order is not None and order.order_id == taking.order.order_id:
            self._show(replace(taking, order=order))

    def _show_article(self, found: tuple[CodeMatch, ...], lot_id: LotId | None) -> None:
        if len({each.product_id for each in found}) != 1:
            self._shell.sounds.play(Sound.UNKNOWN)
            self.panel.hero.show_scan(hero_words.unknown())
            return
        if self.taking is None:
            self.strayed.emit(found)
            return
        match = found[0]
        name = full_name(match.name, match.option_text)
        if self.taking.lines_of(match.product_id) and self.taking.room(match.product_id) < 1:
            self._shell.sounds.play(Sound.WRONG)
            self.panel.hero.show_scan(hero_words.too_many(name))
            return
        self._show(self.taking.with_scan(match.product_id, name, 1, lot_id))
        last = self._now().items[-1]
        self._shell.sounds.play(Sound.WRONG if last.odd else Sound.ADDED)
        self.panel.hero.show_scan(hero_words.added(self._now()))
        self.panel.setFocus()

    def _show_done(self, done: ReturnDone) -> None:
        exchanged = self.taking is not None and self.taking.kind is ReturnKind.EXCHANGE
        self._clear()
        self._shell.sounds.play(Sound.COMPLETE)
        self.panel.hero.show_scan(hero_words.taken(done))
        self.panel.setFocus()
        self.finished.emit(done.return_id if exchanged and done.credits else None)

    def _show_refused(self, error: DeskError) -> None:
        self._saving = False
        self._shell.sounds.play(Sound.WRONG)
        self._shell.banner(error.title, error.advice, Tone.BAD)

    def _on_row_graded(self, place: int, grade: str) -> None:
        if self.taking is not None:
            self._show(self.taking.graded(place, Grade(grade)))

    def _on_row_reasoned(self, place: int, reason: str) -> None:
        if self.taking is not None:
            self._show(self.taking.reasoned(place, ReturnReason(reason)))

    def _on_row_removed(self, place: int) -> None:
        if self.taking is not None:
            self._show(self.taking.without(place))

    def _on_row_priced(self, place: int, price: Money | None) -> None:
        if self.taking is not None:  # the row keeps what she types: nothing is drawn again
            self.taking = self.taking.priced(place, price)

    def _on_kind(self, kind: str) -> None:
        if self.taking is None:
            return
        self._show(replace(self.taking, kind=ReturnKind(kind)))
        if self._now().kind is ReturnKind.EXCHANGE:  # what comes back pays for what goes out
            self.panel.pay.way.choose(PayBack.LATER)
            self._on_way()

    def _on_way(self) -> None:
        if self.taking is not None:
            by, means = self.panel.pay.way.way
            self.taking = replace(self.taking, pay_back=by, means=means)

    def _on_carriage(self, amount: Money | None) -> None:
        if self.taking is not None:
            self.taking = replace(self.taking, typed_back=amount or ZERO)
