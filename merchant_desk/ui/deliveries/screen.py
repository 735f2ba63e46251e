"""« Réceptions »: the list of deliveries, and one of them unloaded by scan."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.deliveries import DeliveryCounts, DeliveryRow, delivery_counts
from merchant_desk.queries.delivery_view import DeliveryView
from merchant_desk.ui.command import Command
from merchant_desk.ui.deliveries import unload_words as words
from merchant_desk.ui.deliveries.close_sheet import CloseSheet
from merchant_desk.ui.deliveries.delivery_sheet import DeliverySheet
from merchant_desk.ui.deliveries.hand_sheet import HandSheet
from merchant_desk.ui.deliveries.list_page import ListPage
from merchant_desk.ui.deliveries.open_sheet import OpenSheet
from merchant_desk.ui.deliveries.unload_bench import UnloadBench
from merchant_desk.ui.deliveries.unload_page import UnloadPage
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.packing.associate_sheet import AssociateSheet
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.scan_hero_text import HeroText
from merchant_desk.values.goods_words import DeliveryState
from merchant_desk.values.ids import DeliveryId, ProductId
from merchant_desk.values.settings import SOUND_MUTED
from merchant_desk.values.texts import _


class DeliveriesScreen(Screen):
    """Every scan is for the delivery being unloaded, whatever is open beside it."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"delivery", "delivery_scan", "delivery_charge", "batch", "claim", "claim_line", "purchase"}
    )
    help_page: ClassVar[str] = "deliveries"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.bench = UnloadBench(desk, shell.sounds, self)
        self.list = ListPage(desk, shell.theme)
        self.unload = UnloadPage(shell.theme)
        self._faces = QStackedWidget()
        self._faces.addWidget(self.list)
        self._faces.addWidget(self.unload)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._faces)
        self.opening = OpenSheet(desk, shell, self)
        self.hand = HandSheet(desk, shell, self)
        self.card = DeliverySheet(desk, shell, self)
        self.ending = CloseSheet(desk, shell, self)
        self.associate = AssociateSheet(desk, shell, self, takes_tracking=False)
        self.setFocusProxy(self.list)
        self._connect()

    def _connect(self) -> None:
        self.list.open_wanted.connect(self.opening.open)
        self.list.chosen.connect(self._on_chosen)
        self.opening.opened.connect(self.unload_delivery)
        self.card.unload_wanted.connect(self.unload_delivery)
        self.bench.said.connect(self._show_hero)
        self.bench.seen.connect(self._show_view)
        self.bench.choice_wanted.connect(self.unload.goods.ask_article)
        self.bench.settled.connect(self.unload.goods.end_choice)
        self.unload.back.connect(self._on_back)
        self.unload.end_wanted.connect(self._on_end)
        self.unload.escaped.connect(self._on_escape)
        self.unload.hero.acted.connect(self._on_acted)
        self.unload.goods.chosen.connect(self._on_article)
        self.unload.goods.by_hand.connect(self._on_hand)
        self.unload.facts.more_wanted.connect(self._on_more)
        self.unload.log.undo_wanted.connect(self.bench.undo)
        self.unload.log.mute_wanted.connect(self._on_mute)
        self.hand.taken.connect(self.bench.take)
        self.hand.answered.connect(self.bench.answer)
        self.associate.associated.connect(self.bench.scan_again)
        self.ending.closed.connect(self._on_closed)
        self.ending.claim_wanted.connect(self._on_claim)
        self.ending.prepare_wanted.connect(self._on_prepare)

    @property
    def unloading(self) -> bool:
        """Tell whether a delivery is on the bench."""
        return self._faces.currentWidget() is self.unload

    def title(self) -> str:
        """Return the title of the page."""
        return _("Réceptions")

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here besides scanning; none is a bare letter."""
        return (
            Command(_("Ouvrir une réception"), "Ctrl+N", self.opening.open, "plus"),
            Command(_("Chercher une réception"), "Ctrl+F", self._on_search, "search"),
            Command(_("Annuler le dernier scan"), "Ctrl+Z", self._on_undo, "undo-2"),
            Command(_("Recevoir sans scanner"), "Ctrl+E", self._on_hand, "keyboard"),
            Command(_("Accepter ce qui est demandé"), "Ctrl+Shift+A", self._on_accept, "check"),
            Command(_("Frais et réclamation"), "Ctrl+I", self._on_more, "receipt-text"),
            Command(_("Terminer la réception"), "Ctrl+Return", self._on_end, "package-check"),
            Command(_("Revenir à la liste"), "Alt+Left", self._on_back, "chevron-left"),
        )

    def reload(self) -> None:
        """Ask for the list and for what is being unloaded."""
        self.list.ask()
        self.desk.read(self._show_counts, delivery_counts)
        self.bench.refresh()
        self.unload.log.show_muted(muted=self.shell.sounds.settings.muted)

    def arrive(self, **argument: object) -> None:
        """Unload a delivery (``delivery_id``), or receive an order (``purchase_id``)."""
        delivery_id = argument.get("delivery_id")
        if isinstance(delivery_id, bytes):
            self.unload_delivery(DeliveryId(delivery_id))
        purchase_id = argument.get("purchase_id")
        if isinstance(purchase_id, bytes):
            self.opening.receive(purchase_id)

    def on_scan(self, scan: Scan) -> bool:
        """Receive it; on the list nothing is open to receive into."""
        if not self.unloading:
            return False
        if not self.bench.blocked:
            self.hand.sheet.close_sheet()
            self.unload.goods.end_choice()
        self.bench.take_scan(scan)
        return True

    def unload_delivery(self, delivery_id: DeliveryId) -> None:
        """Show a delivery and take scans for it."""
        self.bench.open(delivery_id)
        self._faces.setCurrentWidget(self.unload)
        self.setFocusProxy(self.unload)
        self.unload.fit()
        self.unload.hero.setFocus()

    def _show_counts(self, counts: DeliveryCounts) -> None:
        self.list.show_counts(counts)

    def _show_hero(self, shown: HeroText) -> None:
        self.unload.hero.show_scan(shown)

    def _show_view(self, view: DeliveryView | None) -> None:
        last = self.bench.last
        counted = last is not None and last.counted and last.meant is not None
        fresh: ProductId | None = None
        if counted and last is not None and last.meant is not None:
            fresh = last.meant.product_id
        self.unload.show_view(view, fresh)

    def _on_chosen(self, row: DeliveryRow) -> None:
        if row.state is DeliveryState.OPEN:
            self.unload_delivery(row.delivery_id)
        else:
            self.card.open_delivery(row.delivery_id)

    def _on_back(self) -> None:
        if self.unloading:
            self.bench.open(None)
            self._faces.setCurrentWidget(self.list)
            self.setFocusProxy(self.list)
            self.list.table.setFocus()
            self.reload()

    def _on_search(self) -> None:
        if not self.unloading:
            self.list.search.setFocus()
            self.list.search.selectAll()

    def _on_undo(self) -> None:
        if self.unloading:
            self.bench.undo()

    def _on_accept(self) -> None:
        if self.unloading and self.bench.blocked:
            self.bench.accept()

    def _on_hand(self) -> None:
        if self.unloading and not self.bench.blocked:
            self.hand.choose()

    def _on_more(self) -> None:
        if self.unloading and self.bench.delivery_id is not None:
            self.card.open_delivery(self.bench.delivery_id, unloading=True)

    def _on_end(self) -> None:
        if self.unloading and self.bench.delivery_id is not None and not self.bench.blocked:
            self.ending.open(self.bench.delivery_id)

    def _on_escape(self) -> None:
        if self.bench.blocked:
            self.bench.dismiss()
        else:
            self.unload.goods.end_choice()
        self.unload.hero.setFocus()

    def _on_acted(self, key: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            words.CLOSE: self.bench.dismiss,
            words.ACCEPT: self.bench.accept,
            words.ANSWER: self._on_answer,
            words.TAKE_BACK: self.bench.undo,
            words.ASSOCIATE: partial(self.associate.open_for, self.bench.unknown_code),
        }
        self.unload.hero.setFocus()
        acts[key]()

    def _on_answer(self) -> None:
        if self.bench.last is not None and self.bench.asked is not None:
            self.hand.answer(self.bench.last, self.bench.asked)

    def _on_article(self, product_id: ProductId) -> None:
        self.bench.choose(product_id)
        self.unload.hero.setFocus()

    def _on_closed(self, _done: object) -> None:
        self._on_back()

    def _on_claim(self, delivery_id: DeliveryId) -> None:
        self.card.open_delivery(delivery_id)

    def _on_prepare(self, order_id: bytes) -> None:
        self.shell.navigate("packing", order_id=order_id)

    def _on_mute(self) -> None:
        sounds = self.shell.sounds
        sounds.settings = replace(sounds.settings, muted=not sounds.settings.muted)
        self.unload.log.show_muted(muted=sounds.settings.muted)
        gesture = self.desk.gesture()
        self.desk.write(None, save_setting, gesture, SOUND_MUTED, sounds.settings.muted)
