"""Orders to suppliers: what is to come, what is late, and the form in which one is written."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.queries.purchase_list import (
    PurchaseCounts,
    PurchaseList,
    PurchaseRow,
    PurchaseShown,
    purchase_counts,
)
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.purchase_orders.columns import order_columns
from merchant_desk.ui.purchase_orders.editor import OrderEditor
from merchant_desk.ui.purchase_orders.order_sheet import OrderSheet
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
from merchant_desk.values.ids import PurchaseId, SupplierId
from merchant_desk.values.texts import _, ngettext


class PurchaseOrdersScreen(Screen):
    """Enter opens an order; Ctrl+N begins one; a scan goes into the one being written."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"purchase", "purchase_line", "supplier", "supplier_article"}
    )
    help_page: ClassVar[str] = "purchase_orders"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = PurchaseList(paris_date(utc_now()))
        self.strip = TabStrip(theme, _("États des commandes"))
        self.search = SearchField(theme, _("Fournisseur, numéro ou article"), "Ctrl+F")
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.new = Button(theme, _("Nouvelle commande"), kind=Kind.PRIMARY, icon="plus")
        self.table: RowTable[PurchaseRow] = RowTable(
            desk,
            theme,
            name="purchase_orders",
            label=_("Commandes aux fournisseurs"),
            columns=order_columns(),
            row_id=lambda row: row.purchase_id,
            checkable=False,
        )
        self.empty = EmptyState(theme, _empty(filtered=False))
        self.sheet = OrderSheet(desk, shell, self)
        self.editor = OrderEditor(desk, shell)
        self.pages = QStackedWidget()
        self.list = QWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.strip.add_action(self.new)
        self.strip.tabs.show_tabs(_tabs(None))
        filters = QHBoxLayout()
        filters.setSpacing(8)
        self.search.setMaximumWidth(360)
        filters.addWidget(self.search, 1)
        filters.addStretch(1)
        filters.addWidget(self.counted)
        column = QVBoxLayout(self.list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.table.set_empty(self.empty)
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.editor)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 0, 24, 18)
        outer.addWidget(self.pages)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.table.activated.connect(self._on_open)
        self.table.counted.connect(self._show_count)
        self.new.clicked.connect(self._on_new)
        self.empty.primary.connect(self._on_empty)
        self.sheet.edit_wanted.connect(self._on_edit)
        self.editor.closed.connect(self._on_closed)
        self.editor.kept.connect(self.sheet.open_order)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Commandes fournisseurs")

    def reload(self) -> None:
        """Ask for the orders and the counts."""
        self._query = replace(self._query, today=paris_date(utc_now()))
        self.table.ask(self._query)
        self.desk.read(self._show_counts, purchase_counts, self._query.today)

    def arrive(self, **argument: object) -> None:
        """Show a tab (``shown``), open an order (``purchase_id``), begin one (``supplier_id``)."""
        shown, supplier = argument.get("shown"), argument.get("supplier_id")
        if shown in set(PurchaseShown):
            self.strip.tabs.choose(str(shown))
        purchase_id = argument.get("purchase_id")
        if isinstance(purchase_id, bytes):
            self.sheet.open_order(PurchaseId(purchase_id))
        if isinstance(supplier, bytes):
            self.pages.setCurrentWidget(self.editor)
            self.editor.begin(SupplierId(supplier))

    def on_scan(self, scan: Scan) -> bool:
        """Put the article into the order that is being written."""
        return self.editor.isVisible() and self.editor.take_scan(scan)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Nouvelle commande"), "Ctrl+N", self._on_new, "plus"),
            Command(_("Chercher une commande"), "Ctrl+F", self._on_search, "search"),
            Command(_("Envoyer la commande écrite"), "Ctrl+Return", self._on_send, "mail"),
            Command(_("Garder la commande écrite"), "Ctrl+S", self._on_keep, "save"),
            Command(_("Arrondir aux colis"), "Ctrl+Shift+A", self._on_round, "package"),
        )

    def _on_new(self) -> None:
        self.pages.setCurrentWidget(self.editor)
        self.editor.begin()

    def _on_send(self) -> None:
        if self.editor.isVisible():
            self.editor.send()

    def _on_keep(self) -> None:
        if self.editor.isVisible():
            self.editor.keep()

    def _on_round(self) -> None:
        if self.editor.isVisible():
            self.editor.round_up()

    def _on_edit(self, purchase_id: PurchaseId) -> None:
        self.pages.setCurrentWidget(self.editor)
        self.editor.open_order(purchase_id)

    def _on_closed(self) -> None:
        self.pages.setCurrentWidget(self.list)
        self.reload()
        self.table.setFocus()

    def _on_search(self) -> None:
        self.pages.setCurrentWidget(self.list)
        self.search.setFocus()
        self.search.selectAll()

    def _on_filter(self, *_what: object) -> None:
        shown = PurchaseShown(self.strip.tabs.key or PurchaseShown.OPEN)
        self._query = replace(self._query, text=self.search.text().strip(), shown=shown)
        self.empty.show_words(_empty(filtered=self._filtered))
        self.table.ask(self._query)

    @property
    def _filtered(self) -> bool:
        return bool(self._query.text) or self._query.shown is not PurchaseShown.OPEN

    def _on_open(self, row: PurchaseRow) -> None:
        self.sheet.open_order(row.purchase_id)

    def _on_empty(self) -> None:
        if not self._filtered:
            self._on_new()
            return
        self.search.clear()
        self.strip.tabs.choose(PurchaseShown.OPEN)
        self._on_filter()

    def _show_counts(self, counts: PurchaseCounts) -> None:
        self.strip.tabs.show_tabs(_tabs(counts))

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} commande", "{n} commandes", count)
        self.counted.setText(words.format(n=number(count)))


def _tabs(counts: PurchaseCounts | None) -> list[Tab]:
    words = (_("À venir"), _("Brouillons"), _("En retard"), _("Terminées"), _("Toutes"))
    if counts is None:
        return [Tab(key, text) for key, text in zip(PurchaseShown, words, strict=True)]
    numbers = (counts.open, counts.draft, counts.late, counts.over, counts.all)
    return [Tab(key, text, n) for key, text, n in zip(PurchaseShown, words, numbers, strict=True)]


def _empty(*, filtered: bool) -> EmptyText:
    if filtered:
        return EmptyText(
            "search",
            _("Aucune commande pour ces filtres"),
            _("Aucune commande ne correspond à ce que vous cherchez ici."),
            _("Voir ce qui est à venir"),
        )
    return EmptyText(
        "truck",
        _("Rien n’est en commande"),
        _("Écrivez une commande\u00a0: scannez les articles, envoyez le bon, recevez au scan."),
        _("Nouvelle commande"),
    )
