"""« Préparation »: parcels are filled by scanner; no mouse, nothing to click first."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication

from merchant_desk.operations.save_settings import save_setting
from merchant_desk.operations.scan_answers import Meant
from merchant_desk.queries.packing import QueuedOrder, left_open_here, packing_queue
from merchant_desk.queries.parcel_view import ParcelView
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.packing import bench_notices
from merchant_desk.ui.packing import hero_words as words
from merchant_desk.ui.packing.associate_sheet import AssociateSheet
from merchant_desk.ui.packing.bench import PackingBench
from merchant_desk.ui.packing.bench_layout import BenchLayout, BenchParts, Span
from merchant_desk.ui.packing.entry_sheet import Entry, EntrySheet
from merchant_desk.ui.packing.lines_card import Asked, LinesCard
from merchant_desk.ui.packing.lot_words import ANYWAY
from merchant_desk.ui.packing.order_head import OrderHead
from merchant_desk.ui.packing.order_sheet import OrderSheet
from merchant_desk.ui.packing.recall_watch import RecallWatch
from merchant_desk.ui.packing.scan_rows import scan_rows
from merchant_desk.ui.packing.seen_parcel import fresh_line
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.scan_hero import ScanHero
from merchant_desk.ui.widgets.scan_hero_text import HeroText
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import OrderId, ParcelId, ParcelLineId, ProductId
from merchant_desk.values.labelled_parcel import labelled
from merchant_desk.values.settings import SOUND_MUTED
from merchant_desk.values.texts import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PackingScreen(Screen):
    """Three columns: the queue, the bench with its big panel, the parcel and its last scans."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"sales_order", "parcel", "parcel_line", "parcel_scan", "wave_order", "pick_allocation"}
    )
    help_page: ClassVar[str] = "packing"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._queue: tuple[QueuedOrder, ...] = ()
        self._left: OrderId | None = None
        self._warned: ParcelId | None = None
        self._begun = False
        self.bench = PackingBench(desk, shell.sounds, self)
        RecallWatch(desk, self.bench)
        self._menu = Menu(theme, _("Autres actions sur le colis"), self)
        self.head = OrderHead(theme)
        self.hero = ScanHero(theme, words.nothing_open(1))
        self.hero.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.hero)
        self.lines = LinesCard(theme, self._menu)
        self.parts = BenchParts(theme, self.head, self.hero, self.lines)
        self.places = BenchLayout(theme, self, self.parts)
        self.code_entry = EntrySheet(shell, self, Entry.CODE)
        self.tracking_entry = EntrySheet(shell, self, Entry.TRACKING)
        self.orders = OrderSheet(desk, shell, self)
        self.associate = AssociateSheet(desk, shell, self)
        self._fill_menu()
        self._connect_bench()
        self._connect_parts()
        theme.changed.connect(self._fit)

    def _fill_menu(self) -> None:
        for command in self.commands():
            keys = command.shortcut
            self._menu.add(command.title, command.icon, keys).triggered.connect(command.run)

    def _connect_bench(self) -> None:
        bench = self.bench
        bench.said.connect(self._show_hero)
        bench.parcel_seen.connect(self._show_parcel)
        bench.choice_wanted.connect(self._ask_product)
        bench.left_open.connect(self._show_left_open)
        bench.tracking_noted.connect(self._show_tracked)
        bench.settled.connect(self.lines.end_choice)
        for entry in (self.code_entry, self.tracking_entry):
            entry.entered.connect(self._on_entered)
        self.orders.picked.connect(bench.open_order)
        self.associate.associated.connect(bench.scan_again)
        self.associate.is_tracking.connect(bench.note_tracking)

    def _connect_parts(self) -> None:
        parts = self.parts
        self.hero.acted.connect(self._on_acted)
        for key in _ENTER:  # on the panel alone: Enter in a sheet's field must not reach it
            enter = QShortcut(QKeySequence(key), self.hero)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self.bench.go_without_tracking)
        self.head.queue_wanted.connect(self._on_change_order)
        self.lines.code_wanted.connect(self.code_entry.open)
        self.lines.missing_wanted.connect(self._on_missing)
        self.lines.chosen.connect(self._on_chosen)
        self.lines.choice_ended.connect(self.hero.setFocus)
        parts.queue.order_picked.connect(self.bench.open_order)
        parts.queue.change_wanted.connect(self._on_change_order)
        parts.banner.acted.connect(self._on_resume)
        parts.banner.closed.connect(self._fit)
        parts.parcel.ship_wanted.connect(self.bench.ship)
        parts.parcel.tracking_wanted.connect(self.tracking_entry.open)
        parts.parcel.label_wanted.connect(self._on_label)
        parts.log.undo_wanted.connect(self.bench.undo)
        parts.log.mute_wanted.connect(self._on_mute)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Préparation")

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here besides scanning; none is a bare letter."""
        bench = self.bench
        split = _("Fermer ce colis et en ouvrir un autre")
        return (
            Command(_("Annuler le dernier scan"), "Ctrl+Z", bench.undo, "undo-2"),
            Command(_("Saisir un code"), "Ctrl+E", self.code_entry.open, "keyboard"),
            Command(_("Signaler un manque"), "Ctrl+M", self._on_missing, "triangle-alert"),
            Command(_("Saisir le numéro de suivi"), "Ctrl+T", self.tracking_entry.open, "truck"),
            Command(split, "Ctrl+Shift+N", bench.split, "package-plus"),
            Command(_("Expédier ce qui est prêt"), "Ctrl+Return", bench.ship, "package-check"),
            Command(_("Mettre de côté"), "Ctrl+D", bench.ask_aside, "package-x"),
            Command(_("Changer de commande"), "Ctrl+O", self._on_change_order, "list"),
            Command(_("Emballer quand même"), "F8", bench.pack_anyway, "check"),
        )

    def reload(self) -> None:
        """Ask who waits, and what the parcel on the bench holds."""
        if not self._begun:
            self.desk.read(self._resume, left_open_here, self.desk.gesture().station_id)
        self.desk.read(self._show_queue, packing_queue, utc_now())
        self.bench.refresh()
        self.parts.log.show_muted(muted=self.shell.sounds.settings.muted)

    def arrive(self, **argument: object) -> None:
        """Open the parcel of the order she comes from."""
        order_id = argument.get("order_id")
        if isinstance(order_id, bytes):
            self._begun = True
            self.bench.open_order(OrderId(order_id))

    def on_scan(self, scan: Scan) -> bool:
        """Count it: every scan is for the bench, whatever is open beside it."""
        self._begun = True
        if not self.bench.blocked:
            for each in (self.code_entry, self.tracking_entry, self.orders):
                each.sheet.close_sheet()
            self.lines.end_choice()
        self.bench.take_scan(scan)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the error or the choice."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_escape()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the columns that fit in the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.places.fit(self.window().width(), self.window().height()):
            self._show_queue(self._queue)

    def _show_queue(self, queue: tuple[QueuedOrder, ...]) -> None:
        self._queue = queue
        view = self.bench.view
        self.parts.queue.show_queue(queue, view.order_id if view is not None else None)
        self.head.show_queue(len(queue), hidden=self.places.span is not Span.WIDE)
        self.bench.greet(len(queue))

    def _resume(self, order_id: OrderId | None) -> None:
        """Go on where the station stopped, unless she has begun something else."""
        if order_id is not None and not self._begun:
            self.bench.open_order(order_id)
        self._begun = True

    def _show_hero(self, shown: HeroText) -> None:
        self.hero.show_scan(shown)
        if QApplication.focusWidget() is None and self.isVisible():
            self.hero.setFocus()

    def _show_parcel(self, view: ParcelView | None) -> None:
        fresh = fresh_line(view)
        self.head.show_parcel(view)
        self.lines.show_parcel(view, fresh)
        self.parts.parcel.show_parcel(view)
        self.parts.message.show_parcel(view)
        today = paris_date(utc_now())
        scans = () if view is None else view.scans
        self.parts.log.show_scans(scan_rows(scans, self.bench.ignored, today))
        self.parts.queue.show_queue(self._queue, view.order_id if view is not None else None)
        if view is not None and not view.open:
            self.parts.banner.hide()
            self._fit()
        if view is not None and view.slip_outdated and view.parcel_id != self._warned:
            self._warned = view.parcel_id
            self._show_outdated_slip()

    def _show_left_open(self, view: ParcelView) -> None:
        self._left = view.order_id
        self.parts.banner.show_message(bench_notices.left_open(view))
        self._fit()

    def _show_outdated_slip(self) -> None:
        """Tell it once a parcel, without stopping the scans; its chip stays."""
        self._left = None
        self.parts.banner.show_message(bench_notices.outdated_slip())
        self._fit()

    def _show_tracked(self, tracking: str) -> None:
        self.shell.toast(_("Numéro de suivi {number} noté.").format(number=tracking))

    def _ask_product(self, choices: tuple[Meant, ...]) -> None:
        self.places.show_lines()
        self.lines.ask_product(choices)

    def _on_escape(self) -> None:
        if self.bench.blocked:
            self.bench.dismiss()
        else:
            self.lines.end_choice()
        self.hero.setFocus()

    def _on_acted(self, key: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            words.CLOSE: self.bench.dismiss,
            words.ASSOCIATE: partial(self.associate.open_for, self.bench.unknown_code),
            words.SETTINGS: self._on_settings,
            words.NO_TRACKING: self.bench.go_without_tracking,
            words.TYPE_TRACKING: self.tracking_entry.open,
            words.SHIP: self.bench.ship,
            words.SET_ASIDE: self.bench.set_aside,
            ANYWAY: self.bench.pack_anyway,
        }
        self.hero.setFocus()
        acts[key]()

    def _on_settings(self) -> None:
        self.bench.dismiss()
        self.shell.navigate("settings", section="shop")

    def _on_entered(self, entry: str, text: str) -> None:
        if entry == Entry.TRACKING:
            self.bench.note_tracking(text)
        else:
            self.shell.scanner.submit(text)

    def _on_change_order(self) -> None:
        view = self.bench.view
        self.orders.open(view.order_id if view is not None else None)

    def _on_label(self) -> None:
        view, center = self.bench.view, self.shell.services.print_center
        if view is not None and center is not None:
            parcel = labelled(view.parcel_id, view.order_number, view.parcel_number)
            center.open_label(parcel, self.parts.parcel.label)

    def _on_missing(self) -> None:
        if not self.bench.blocked and self.bench.parcel_id is not None:
            self.places.show_lines()
            self.lines.ask_missing()

    def _on_chosen(self, asked: str, value: bytes) -> None:
        if asked == Asked.PRODUCT:
            self.bench.choose(ProductId(value))
        else:
            self.bench.report_missing(ParcelLineId(value))

    def _on_resume(self) -> None:
        self.parts.banner.hide()
        self._fit()
        if self._left is not None:
            self.bench.open_order(self._left)

    def _on_mute(self) -> None:
        sounds = self.shell.sounds
        sounds.settings = replace(sounds.settings, muted=not sounds.settings.muted)
        self.parts.log.show_muted(muted=sounds.settings.muted)
        gesture = self.desk.gesture()
        self.desk.write(None, save_setting, gesture, SOUND_MUTED, sounds.settings.muted)
