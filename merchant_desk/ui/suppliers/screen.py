"""Suppliers: what each sells, on what terms, and whether it keeps its word."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.supplier_list import SupplierList, SupplierRow
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.suppliers.columns import supplier_columns
from merchant_desk.ui.suppliers.supplier_sheet import SupplierSheet
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import PurchaseId, SupplierId, SupplierInvoiceId
from merchant_desk.values.texts import _, ngettext


class SuppliersScreen(Screen):
    """Enter opens a supplier; Ctrl+N makes one."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"supplier", "supplier_article", "purchase", "purchase_line", "batch"}
    )
    help_page: ClassVar[str] = "suppliers"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = SupplierList()
        self.search = SearchField(theme, _("Nom, e-mail ou SIREN"), "Ctrl+F")
        self.gone_too = CheckBox(theme, _("Aussi les anciens"))
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.new = Button(theme, _("Nouveau fournisseur"), kind=Kind.PRIMARY, icon="plus")
        self.table: RowTable[SupplierRow] = RowTable(
            desk,
            theme,
            name="suppliers",
            label=_("Fournisseurs"),
            columns=supplier_columns(),
            row_id=lambda row: row.supplier_id,
            checkable=False,
        )
        self.empty = EmptyState(theme, _empty(filtered=False))
        self.sheet = SupplierSheet(desk, shell, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(12)
        self.search.setMaximumWidth(360)
        filters.addWidget(self.search, 1)
        filters.addWidget(self.gone_too)
        filters.addStretch(1)
        filters.addWidget(self.counted)
        filters.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 18)
        column.setSpacing(12)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.table.set_empty(self.empty)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.gone_too.toggled.connect(self._on_filter)
        self.table.activated.connect(self._on_open)
        self.table.counted.connect(self._show_count)
        self.new.clicked.connect(self._on_new)
        self.empty.primary.connect(self._on_empty)
        self.sheet.order_wanted.connect(self._on_order)
        self.sheet.purchase_wanted.connect(self._on_purchase)
        self.sheet.invoice_wanted.connect(self._on_invoice)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Fournisseurs")

    def reload(self) -> None:
        """Ask for the suppliers."""
        self.table.ask(self._query)

    def arrive(self, **argument: object) -> None:
        """Open a supplier (``supplier_id``)."""
        supplier_id = argument.get("supplier_id")
        if isinstance(supplier_id, bytes):
            self.sheet.open_supplier(SupplierId(supplier_id))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Nouveau fournisseur"), "Ctrl+N", self._on_new, "plus"),
            Command(_("Chercher un fournisseur"), "Ctrl+F", self._on_search, "search"),
        )

    def _on_new(self) -> None:
        self.sheet.edit.open_new()

    def _on_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_filter(self, *_what: object) -> None:
        text, gone = self.search.text().strip(), self.gone_too.isChecked()
        self._query = replace(self._query, text=text, gone_too=gone)
        self.empty.show_words(_empty(filtered=bool(text)))
        self.table.ask(self._query)

    def _on_open(self, row: SupplierRow) -> None:
        self.sheet.open_supplier(row.supplier_id)

    def _on_empty(self) -> None:
        if self._query.text:
            self.search.clear()
            self._on_filter()
            return
        self._on_new()

    def _on_order(self, supplier_id: SupplierId) -> None:
        self.shell.navigate("purchases", page="orders", supplier_id=supplier_id)

    def _on_purchase(self, purchase_id: PurchaseId) -> None:
        self.shell.navigate("purchases", page="orders", purchase_id=purchase_id)

    def _on_invoice(self, invoice_id: SupplierInvoiceId) -> None:
        self.shell.navigate("purchases", page="invoices", invoice_id=invoice_id)

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} fournisseur", "{n} fournisseurs", count)
        self.counted.setText(words.format(n=number(count)))


def _empty(*, filtered: bool) -> EmptyText:
    if filtered:
        return EmptyText(
            "search",
            _("Aucun fournisseur pour ces mots"),
            _("Cherchez par son nom, son e-mail ou son SIREN."),
            _("Effacer la recherche"),
        )
    return EmptyText(
        "store",
        _("Aucun fournisseur"),
        _("Sa fiche garde ses prix, ses colis et ses délais\u00a0: les commandes s’en servent."),
        _("Nouveau fournisseur"),
    )
