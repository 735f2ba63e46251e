"""Produits: everything that is sold, found by any part of its name, reference or code."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.barcodes import CodeMatch, products_of_scan
from merchant_desk.queries.products import (
    ProductCounts,
    ProductList,
    ProductRow,
    Shown,
    product_counts,
)
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.importing.importing import Importing
from merchant_desk.ui.labels.due_sheet import DueSheet
from merchant_desk.ui.products.bulk_actions import BulkActions
from merchant_desk.ui.products.columns import product_columns
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.stock.stock_sheets import StockSheets
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _, ngettext

if TYPE_CHECKING:  # what is opened over the list is loaded when it is first opened
    from merchant_desk.ui.products.product_form import ProductForm
    from merchant_desk.ui.products.product_sheet import ProductSheet

_SHOWN = (Shown.ACTIVE, Shown.ZERO, Shown.NEGATIVE, Shown.NO_CODE, Shown.RETIRED)


class ProductsScreen(Screen):
    """Lists the products; Enter or a scan opens the card of one."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"product", "product_code", "stock_level", "reservation", "price_shown"}
    )
    help_page: ClassVar[str] = "products"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = ProductList()
        self._scanned = ""
        self.sheets = StockSheets(desk, shell, self)
        self.importing = Importing(desk, shell, self)
        self.sheet: ProductSheet | None = None
        self.form: ProductForm | None = None
        self.strip = TabStrip(theme, _("Vues des produits"))
        self.search = SearchField(theme, _("Nom, référence ou code-barres"), "Ctrl+F")
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.import_file = Button(theme, _("Importer…"), icon="file-spreadsheet")
        self.due = DueSheet(desk, shell, self)
        self.labels_due = Button(theme, "", kind=Kind.LINK, icon="tags")
        self.labels_due.hide()
        self.new_product = Button(theme, _("Nouveau produit"), kind=Kind.PRIMARY, icon="plus")
        self.table: RowTable[ProductRow] = RowTable(
            desk,
            theme,
            name="products",
            label=_("Produits"),
            columns=product_columns(),
            row_id=lambda row: row.product_id,
        )
        self.bulk = BulkActions(desk, shell, self, self.table)
        self.bulk.aside_wanted.connect(self.sheets.open_aside)
        self.empty = EmptyState(theme, _empty(self._query))
        self.setFocusProxy(self.table)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.strip.add_action(self.import_file)
        self.strip.add_action(self.new_product)
        self.strip.tabs.show_tabs(_tabs(None))
        self.search.setMaximumWidth(420)
        filters = QHBoxLayout()
        filters.addWidget(self.search, 1)
        filters.addStretch(1)
        filters.addWidget(self.labels_due)
        filters.addWidget(self.counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.table.set_empty(self.empty)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.import_file.clicked.connect(self.importing.choose_file)
        self.new_product.clicked.connect(self._on_create)
        self.labels_due.clicked.connect(self.due.open)
        self.due.counted.connect(self._show_due)
        self.table.activated.connect(self._on_opened)
        self.table.counted.connect(self._show_count)
        self.empty.primary.connect(self._on_empty)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Produits")

    def reload(self) -> None:
        """Ask for the list and the counts of the tabs."""
        self.table.ask(self._query)
        self.desk.read(self._show_counts, product_counts)
        self.due.ask()

    def arrive(self, **argument: object) -> None:
        """Open a product (``product_id``), a tab, a search, or a form for an unknown code."""
        product_id = argument.get("product_id")
        if isinstance(product_id, bytes):
            self.open_product(ProductId(product_id))
        if argument.get("shown") in set(Shown):
            self.strip.tabs.choose(str(argument["shown"]))
        if "text" in argument:
            self.search.setText(str(argument["text"]))
        if "new_code" in argument:
            self._product_form().open_new(code=str(argument["new_code"]))

    def open_product(self, product_id: ProductId) -> None:
        """Open the card of a product beside the list."""
        self._product_sheet().open_product(product_id)
        self.table.select_id(product_id)

    def on_scan(self, scan: Scan) -> bool:
        """Open the product that was scanned, or offer the code to the one that is open."""
        self._scanned = scan.candidates[0].text if scan.candidates else scan.text
        self.desk.read(self._show_scanned, products_of_scan, scan)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Chercher un produit"), "Ctrl+F", self._on_search, "search"),
            Command(_("Nouveau produit"), "Ctrl+N", self._on_create, "plus"),
            Command(_("Ajuster le stock"), "F2", self._on_adjust, "pencil"),
            Command(_("Histoire du stock"), "Ctrl+H", self._on_tell, "history"),
            Command(_("Étiquettes à refaire"), "", self.due.open, "tags"),
            *self.bulk.commands(),
            *self.importing.commands(),
        )

    def _product_sheet(self) -> "ProductSheet":
        if self.sheet is None:
            from merchant_desk.ui.products.product_sheet import (  # noqa: PLC0415 - at first use
                ProductSheet,
            )

            self.sheet = ProductSheet(self.desk, self.shell, self, self.sheets)
            self.sheet.edit_wanted.connect(self._on_edit)
            self.sheet.law_wanted.connect(self._on_law)
        return self.sheet

    def _product_form(self) -> "ProductForm":
        if self.form is None:
            from merchant_desk.ui.products.product_form import (  # noqa: PLC0415 - at first use
                ProductForm,
            )

            self.form = ProductForm(self.desk, self.shell, self)
            self.form.saved.connect(self.open_product)
        return self.form

    def _on_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_filter(self, *_what: object) -> None:
        shown = Shown(self.strip.tabs.key or Shown.ACTIVE)
        self._query = replace(self._query, text=self.search.text().strip(), shown=shown)
        self.empty.show_words(_empty(self._query))
        self.table.ask(self._query)

    def _on_opened(self, row: ProductRow) -> None:
        self.open_product(row.product_id)

    def _on_create(self) -> None:
        self._product_form().open_new()

    def _on_edit(self, card: object) -> None:
        self._product_form().open_card(card)  # type: ignore[arg-type]  # a signal carries objects

    def _on_law(self, card: object) -> None:
        self.bulk.open_law((card.product_id,))  # type: ignore[attr-defined]  # as above

    def _on_adjust(self) -> None:
        row = self.table.current()
        if row is not None:
            self.sheets.adjust(row.product_id, row.title)

    def _on_tell(self) -> None:
        row = self.table.current()
        if row is not None:
            self.sheets.tell(row.product_id, row.title)

    def _on_empty(self) -> None:
        if self._query == ProductList():
            self._on_create()
            return
        self.strip.tabs.choose(Shown.ACTIVE)
        self.search.clear()
        self._on_filter()

    def _show_due(self, count: int) -> None:
        words = ngettext("{n} étiquette à refaire", "{n} étiquettes à refaire", count)
        self.labels_due.say(words.format(n=number(count)))
        self.labels_due.setVisible(bool(count))

    def _show_counts(self, counts: ProductCounts) -> None:
        self.strip.tabs.show_tabs(_tabs(counts))

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} produit", "{n} produits", count).format(n=number(count))
        self.counted.setText(words)

    def _show_scanned(self, found: tuple[CodeMatch, ...]) -> None:
        if found:
            self.shell.clear_banner()
            self.shell.sounds.play(Sound.OPENED)
            if len({match.product_id for match in found}) > 1:
                self.search.setText(self._scanned)
            self.open_product(found[0].product_id)
            return
        self.shell.sounds.play(Sound.UNKNOWN)
        if self.sheet is not None and self.sheet.is_open:
            self.sheet.propose_code(self._scanned)
            return
        self.shell.banner(
            _("Ce code n’appartient à aucun produit."),
            _("Ouvrez la fiche du produit, puis scannez-le pour l’y ajouter."),
            Tone.WARN,
        )


def _tabs(counts: ProductCounts | None) -> list[Tab]:
    words = (_("En vente"), _("À zéro"), _("Négatif"), _("Sans code-barres"), _("Retirés"))
    if counts is None:
        return [Tab(key, text) for key, text in zip(_SHOWN, words, strict=True)]
    numbers = (counts.active, counts.zero, counts.negative, counts.no_code, counts.retired)
    return [Tab(key, text, n) for key, text, n in zip(_SHOWN, words, numbers, strict=True)]


def _empty(query: ProductList) -> EmptyText:
    if query != ProductList():
        return EmptyText(
            "search",
            _("Aucun produit pour cette recherche"),
            _("Vérifiez l’orthographe, ou cherchez une partie du nom, la référence ou le code."),
            _("Effacer les filtres"),
        )
    return EmptyText(
        "tags",
        _("Pas encore de produit"),
        _("Relevez votre boutique en ligne, importez un fichier, ou créez le premier ici."),
        _("Nouveau produit"),
    )
