"""Stock: what lies where, what is short, and the story behind every number."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.aside_count import aside_count
from merchant_desk.queries.barcodes import CodeMatch, products_of_scan
from merchant_desk.queries.products import ProductCounts, Shown, product_counts
from merchant_desk.queries.stock import LocationRow, locations
from merchant_desk.queries.stock_list import StockList, StockRow
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.stock.columns import stock_columns
from merchant_desk.ui.stock.stock_sheets import StockSheets
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _, ngettext

_SHOWN = (Shown.ACTIVE, Shown.ZERO, Shown.NEGATIVE, Shown.RESERVED)


class StockScreen(Screen):
    """Lists the bins of every product; Enter tells the story of one."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"stock_level", "stock_move", "reservation", "product", "place", "location", "batch"}
    )
    help_page: ClassVar[str] = "stock"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = StockList()
        self._locations: tuple[LocationRow, ...] = ()
        self.sheets = StockSheets(desk, shell, self)
        self.strip = TabStrip(theme, _("États du stock"))
        self.search = SearchField(theme, _("Nom, référence ou code-barres"), "Ctrl+F")
        self.location = Select(theme, _("Lieu"))
        self.places = Button(theme, _("Emplacements"), icon="map-pin")
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.receive = Button(theme, _("Recevoir"), icon="package-plus")
        self.aside = Button(theme, _("Quarantaine"), icon="package-x")
        self.tell = Button(theme, _("Histoire"), icon="history")
        self.carry = Button(theme, _("Transférer"), icon="move-right")
        self.adjust = Button(theme, _("Ajuster"), kind=Kind.PRIMARY, icon="pencil")
        self.table: RowTable[StockRow] = RowTable(
            desk,
            theme,
            name="stock",
            label=_("Stock par produit et emplacement"),
            columns=stock_columns(),
            row_id=lambda row: row.key,
            checkable=False,
        )
        self.setFocusProxy(self.table)
        self._build()
        self._connect()

    def _build(self) -> None:
        for button in (self.receive, self.tell, self.carry, self.adjust):
            self.strip.add_action(button)
            button.setEnabled(button is self.receive)
        self.strip.tabs.show_tabs(_tabs(None))
        filters = QHBoxLayout()
        filters.setSpacing(8)
        self.search.setMaximumWidth(360)
        filters.addWidget(self.search, 1)
        filters.addWidget(self.location)
        filters.addWidget(self.places)
        filters.addWidget(self.aside)
        self.aside.hide()
        filters.addStretch(1)
        filters.addWidget(self.counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.empty = EmptyState(self.shell.theme, _empty(self._query))
        self.table.set_empty(self.empty)
        self.empty.primary.connect(self._on_empty)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.location.currentIndexChanged.connect(self._on_filter)
        self.table.activated.connect(self._on_tell)
        self.table.counted.connect(self._show_count)
        self.table.current_changed.connect(self._on_current)
        self.places.clicked.connect(self.sheets.open_places)
        self.receive.clicked.connect(self.sheets.receive)
        self.aside.clicked.connect(self.sheets.open_aside)
        self.tell.clicked.connect(self._on_tell)
        self.carry.clicked.connect(self._on_transfer)
        self.adjust.clicked.connect(self._on_adjust)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Stock")

    def reload(self) -> None:
        """Ask for the lines, the counts and the locations."""
        self.table.ask(self._query)
        self.desk.read(self._show_counts, product_counts)
        self.desk.read(self._show_locations, locations)
        self.desk.read(self._show_aside, aside_count)

    def arrive(self, **argument: object) -> None:
        """Show one tab (``shown``), what was searched (``text``), what waits aside (``aside``)."""
        if "aside" in argument:
            self.sheets.open_aside()
        shown = argument.get("shown")
        if shown in set(Shown):
            self.strip.tabs.choose(str(shown))
        if "text" in argument:
            self.search.setText(str(argument["text"]))

    def on_scan(self, scan: Scan) -> bool:
        """Bring it in while goods are received, else tell the story of the product."""
        if self.sheets.take_scan(scan):
            return True
        self.desk.read(self._show_scanned, products_of_scan, scan)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Chercher dans le stock"), "Ctrl+F", self._on_search, "search"),
            Command(_("Recevoir des articles"), "Ctrl+R", self.sheets.receive, "package-plus"),
            Command(_("Quarantaine des soldes"), "", self.sheets.open_aside, "package-x"),
            Command(_("Ajuster le stock"), "F2", self._on_adjust, "pencil"),
            Command(_("Transférer"), "Ctrl+T", self._on_transfer, "move-right"),
            Command(_("Histoire du stock"), "Ctrl+H", self._on_tell, "history"),
            Command(_("Lieux et emplacements"), "Ctrl+E", self.sheets.open_places, "map-pin"),
        )

    def _on_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_filter(self, *_what: object) -> None:
        index = self.location.currentIndex() - 1
        place = self._locations[index].location_id if 0 <= index < len(self._locations) else None
        shown = Shown(self.strip.tabs.key or Shown.ACTIVE)
        self._query = replace(
            self._query, text=self.search.text().strip(), shown=shown, location_id=place
        )
        self.empty.show_words(_empty(self._query))
        self.table.ask(self._query)

    def _show_counts(self, counts: ProductCounts) -> None:
        self.strip.tabs.show_tabs(_tabs(counts))

    def _show_locations(self, rows: tuple[LocationRow, ...]) -> None:
        if rows == self._locations and self.location.count():
            return
        self._locations = rows
        self.location.blockSignals(True)
        self.location.clear()
        self.location.addItems([_("Tous les lieux"), *(each.name for each in rows)])
        self.location.blockSignals(False)
        self.location.setVisible(len(rows) > 1)

    def _show_aside(self, units: int) -> None:
        self.aside.setVisible(bool(units))
        self.aside.say(_("Quarantaine ({n})").format(n=number(units)))

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} ligne", "{n} lignes", count).format(n=number(count))
        self.counted.setText(words)

    def _on_current(self, row: StockRow | None) -> None:
        for button in (self.tell, self.carry, self.adjust):
            button.setEnabled(row is not None)

    def _on_tell(self, *_row: object) -> None:
        row = self.table.current()
        if row is not None:
            self.sheets.tell(row.product_id, row.title)

    def _on_adjust(self) -> None:
        row = self.table.current()
        if row is not None:
            self.sheets.adjust(row.product_id, row.title, row.place_id)

    def _on_transfer(self) -> None:
        row = self.table.current()
        if row is not None:
            self.sheets.transfer(row.product_id, row.title, row.place_id)

    def _on_empty(self) -> None:
        filtered = self._query != StockList()
        if not filtered:
            self.shell.navigate("products")
            return
        self.strip.tabs.choose(Shown.ACTIVE)
        self.location.setCurrentIndex(0)
        self.search.clear()
        self._on_filter()

    def _show_scanned(self, found: tuple[CodeMatch, ...]) -> None:
        if not found:
            self.shell.sounds.play(Sound.UNKNOWN)
            self.shell.banner(
                _("Ce code n’appartient à aucun produit."),
                _("Ouvrez la fiche du produit, puis scannez-le pour l’y ajouter."),
                Tone.WARN,
            )
            return
        self.shell.clear_banner()
        self.shell.sounds.play(Sound.OPENED)
        self.search.setText(found[0].sku)
        self.sheets.tell(ProductId(found[0].product_id), found[0].name)


def _tabs(counts: ProductCounts | None) -> list[Tab]:
    words = (_("Tout le stock"), _("À zéro"), _("Négatif"), _("Réservé"))
    if counts is None:
        return [Tab(key, text) for key, text in zip(_SHOWN, words, strict=True)]
    numbers = (counts.active, counts.zero, counts.negative, counts.reserved)
    return [Tab(key, text, n) for key, text, n in zip(_SHOWN, words, numbers, strict=True)]


def _empty(query: StockList) -> EmptyText:
    if query != StockList():
        return EmptyText(
            "search",
            _("Aucune ligne pour ces filtres"),
            _("Aucun produit ne correspond à ce que vous cherchez ici."),
            _("Effacer les filtres"),
        )
    return EmptyText(
        "boxes",
        _("Le stock est vide"),
        _("Il se remplit avec les produits\u00a0: relevez votre boutique ou créez un produit."),
        _("Voir les produits"),
    )
