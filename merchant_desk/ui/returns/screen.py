"""Returns: scan the slip, scan the article, one key for its state, one click to finish."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.queries.returns import (
    ReturnCounts,
    ReturnList,
    ReturnRow,
    ReturnsShown,
    return_counts,
)
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.packing.entry_sheet import Entry, EntrySheet
from merchant_desk.ui.returns.bench import ReturnBench
from merchant_desk.ui.returns.columns import return_columns
from merchant_desk.ui.returns.gestures import ReturnGestures
from merchant_desk.ui.returns.return_sheet import ReturnSheet
from merchant_desk.ui.returns.slip import SlipSender
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import OrderId, ReturnId
from merchant_desk.values.texts import _, ngettext


class ReturnsScreen(Screen):
    """The list, and the desk that any scanned slip opens."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"sales_return", "sales_return_line", "return_event", "setting"}
    )
    help_page: ClassVar[str] = "returns"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = ReturnList(paris_date(utc_now()))
        self.bench = ReturnBench(desk, shell, self)
        self.sheet = ReturnSheet(desk, shell, self)
        self.slips = SlipSender(desk, shell, self)
        self.gestures = ReturnGestures(desk, shell, self)
        self.entry = EntrySheet(shell, self, Entry.CODE)
        self.strip = TabStrip(theme, _("États des retours"))
        self.search = SearchField(theme, _("Client, commande ou retour"), "Ctrl+F")
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.take = Button(theme, _("Reprendre un colis"), kind=Kind.PRIMARY, icon="scan-barcode")
        self.declare = Button(theme, _("Noter un retour"), icon="mail")
        self.goodwill = Button(theme, _("Geste commercial"), icon="gift")
        self.table: RowTable[ReturnRow] = RowTable(
            desk,
            theme,
            name="returns",
            label=_("Retours"),
            columns=return_columns(),
            row_id=lambda row: row.return_id,
            checkable=False,
        )
        self._both = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setFocusProxy(self.table)
        self.strip.add_action(self.take)
        self.strip.tabs.show_tabs(_tabs(None))
        filters = QHBoxLayout()
        filters.setSpacing(8)
        self.search.setMaximumWidth(360)
        filters.addWidget(self.search, 1)
        filters.addStretch(1)
        for widget in (self.counted, self.goodwill, self.declare):
            filters.addWidget(widget)
        listed = QWidget()
        listed.setProperty("ground", "none")
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.empty = EmptyState(self.shell.theme, _empty(filtered=False))
        self.table.set_empty(self.empty)
        self._both.addWidget(listed)
        self._both.addWidget(self.bench.panel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 0, 24, 18)
        outer.addWidget(self._both)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.table.activated.connect(self._on_open)
        self.table.counted.connect(self._show_count)
        self.take.clicked.connect(self.show_desk)
        self.empty.primary.connect(self._on_empty)
        self.bench.opened.connect(self.show_desk)
        self.bench.panel.code_wanted.connect(self.entry.open)
        self.entry.entered.connect(self._on_entered)
        self.bench.left.connect(self.show_list)
        self.sheet.take_wanted.connect(self.bench.open_order)
        self.sheet.slip_wanted.connect(self.slips.save)
        self.sheet.print_wanted.connect(self.slips.print)
        self.sheet.mail_wanted.connect(self.slips.mail)
        self.gestures.meet(self.bench, self.sheet)
        self.declare.clicked.connect(self._on_declare)
        self.goodwill.clicked.connect(self._on_goodwill)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Retours")

    def reload(self) -> None:
        """Ask for the returns and the counts."""
        self._query = replace(self._query, today=paris_date(utc_now()))
        self.table.ask(self._query)
        self.desk.read(self._show_counts, return_counts)
        self.bench.refresh()

    def arrive(self, **argument: object) -> None:
        """Show a tab (``shown``), open a return (``return_id``), take one (``order_id``)."""
        shown = argument.get("shown")
        if shown in set(ReturnsShown):
            self.show_list()
            self.strip.tabs.choose(str(shown))
        return_id, order_id = argument.get("return_id"), argument.get("order_id")
        if isinstance(return_id, bytes):
            self.sheet.open_return(ReturnId(return_id))
        if isinstance(order_id, bytes):
            self.bench.open_order(OrderId(order_id))

    def on_scan(self, scan: Scan) -> bool:
        """Open the order of a slip, or take the article that was scanned."""
        if self.gestures.take_scan(scan):
            return True
        self.sheet.sheet.close_sheet()
        self.show_desk()
        self.bench.take_scan(scan)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Chercher un retour"), "Ctrl+F", self._on_search, "search"),
            Command(_("Reprendre un colis"), "Ctrl+N", self.show_desk, "scan-barcode"),
            Command(_("Noter un retour"), "Ctrl+Shift+N", self._on_declare, "mail"),
            Command(_("Colis sans bon"), "Ctrl+Shift+B", self.gestures.found.open, "package"),
            Command(_("Geste commercial"), "Ctrl+Shift+G", self._on_goodwill, "gift"),
            Command(_("Saisir un code"), "Ctrl+E", self.entry.open, "keyboard"),
            Command(
                _("Tout est revenu (non remis)"),
                "Ctrl+Shift+T",
                self.bench.take_everything,
                "package-x",
            ),
            Command(_("Terminer le retour"), "Ctrl+Return", self.bench.finish, "check"),
            Command(_("Retirer le dernier article"), "Ctrl+Z", self.bench.take_off, "undo-2"),
            Command(_("Voir tous les retours"), "Ctrl+L", self.show_list, "list"),
        )

    def show_desk(self) -> None:
        """Show the desk, where slips and articles are scanned."""
        self._both.setCurrentIndex(1)
        self.bench.panel.setFocus()

    def show_list(self) -> None:
        """Show the list."""
        self._both.setCurrentIndex(0)
        self.table.setFocus()

    def _on_declare(self) -> None:
        self.gestures.declare.open_for(self.bench.order_id)

    def _on_goodwill(self) -> None:
        self.gestures.goodwill.open_for(self.bench.order_id)

    def _on_entered(self, _entry: str, text: str) -> None:
        self.shell.scanner.submit(text)

    def _on_search(self) -> None:
        self.show_list()
        self.search.setFocus()
        self.search.selectAll()

    def _on_filter(self, *_what: object) -> None:
        shown = ReturnsShown(self.strip.tabs.key or ReturnsShown.ALL)
        self._query = replace(self._query, text=self.search.text().strip(), shown=shown)
        self.empty.show_words(_empty(filtered=self._filtered))
        self.table.ask(self._query)

    @property
    def _filtered(self) -> bool:
        return bool(self._query.text) or self._query.shown is not ReturnsShown.ALL

    def _on_open(self, row: ReturnRow) -> None:
        self.sheet.open_return(row.return_id)

    def _on_empty(self) -> None:
        if not self._filtered:
            self.show_desk()
            return
        self.search.clear()
        self.strip.tabs.choose(ReturnsShown.ALL)
        self._on_filter()

    def _show_counts(self, counts: ReturnCounts) -> None:
        self.strip.tabs.show_tabs(_tabs(counts))

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} retour", "{n} retours", count)
        self.counted.setText(words.format(n=number(count)))


def _tabs(counts: ReturnCounts | None) -> list[Tab]:
    words = (_("Tous"), _("Déclarés"), _("À traiter"), _("À rembourser"), _("Faits"))
    if counts is None:
        return [Tab(key, text) for key, text in zip(ReturnsShown, words, strict=True)]
    numbers = (counts.all, counts.declared, counts.to_treat, counts.to_refund, counts.done)
    return [Tab(key, text, n) for key, text, n in zip(ReturnsShown, words, numbers, strict=True)]


def _empty(*, filtered: bool) -> EmptyText:
    if filtered:
        return EmptyText(
            "search",
            _("Aucun retour pour ces filtres"),
            _("Aucun retour ne correspond à ce que vous cherchez ici."),
            _("Effacer les filtres"),
        )
    return EmptyText(
        "package-open",
        _("Aucun retour"),
        _(
            "Un colis revient\u00a0? Scannez son bon, puis ce qu’il contient\u00a0: le stock, "
            "l’avoir et le remboursement se font en un geste."
        ),
        _("Reprendre un colis"),
    )
