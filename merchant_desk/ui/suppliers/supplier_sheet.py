"""Everything of one supplier beside the list: terms, delays, articles, orders, invoices."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.supplier_card import SupplierCard, supplier_card
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.suppliers import card_parts as parts
from merchant_desk.ui.suppliers.article_sheet import ArticleSheet
from merchant_desk.ui.suppliers.edit_sheet import EditSheet
from merchant_desk.ui.suppliers.merge_sheet import MergeSheet
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import PurchaseId, SupplierId, SupplierInvoiceId
from merchant_desk.values.texts import _

TABLES = frozenset(
    {"supplier", "supplier_article", "supplier_price", "purchase", "purchase_line", "batch"}
)
_SHOWN = 60


class SupplierSheet(QObject):
    """A side sheet kept up to date; signals say what she goes to."""

    order_wanted = Signal(object)
    purchase_wanted = Signal(object)
    invoice_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        theme = shell.theme
        self.card: SupplierCard | None = None
        self.supplier_id: SupplierId | None = None
        self.sheet = shell.new_sheet(screen, "")
        self.edit = EditSheet(desk, shell, screen)
        self.article = ArticleSheet(desk, shell, screen)
        self.merge = MergeSheet(desk, shell, screen)
        self.change = Button(theme, _("Modifier…"), icon="pencil")
        self.add = Button(theme, _("Article…"), icon="plus")
        self.order = Button(theme, _("Commander"), kind=Kind.PRIMARY, icon="truck")
        self.sheet.footer.addWidget(self.change)
        self.sheet.footer.addWidget(self.add)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.order)
        self._connect()

    def _connect(self) -> None:
        self.change.clicked.connect(self._on_change)
        self.add.clicked.connect(self._on_add)
        self.order.clicked.connect(self._on_order)
        self.edit.kept.connect(self.open_supplier)
        self.edit.merge_wanted.connect(self.merge.open_for)
        self.merge.merged.connect(self.open_supplier)
        self._desk.changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Tell whether she sees it."""
        return self.sheet.isVisible()

    def open_supplier(self, supplier_id: SupplierId) -> None:
        """Show this supplier."""
        self.supplier_id = supplier_id
        self._ask()

    def _ask(self) -> None:
        if self.supplier_id is not None:
            today = paris_date(utc_now())
            self._desk.read(self._show_card, supplier_card, self.supplier_id, today)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.is_open and not TABLES.isdisjoint(tables):
            self._ask()

    def _show_card(self, card: SupplierCard | None) -> None:
        if card is None or card.supplier_id != self.supplier_id:
            return
        if card != self.card:
            self.card = card
            self.sheet.title.setText(card.terms.name)
            self.sheet.subtitle.setText(parts.contact(card))
            self._fill(card)
        if not self.is_open:
            self.sheet.open_sheet(self.order)

    def _fill(self, card: SupplierCard) -> None:
        theme = self._shell.theme
        self.sheet.setUpdatesEnabled(False)
        clear(self.sheet.body)
        for part in (
            *parts.notices(theme, card),
            parts.terms(theme, card),
            parts.delays(theme, card),
            self._articles(card),
            self._orders(card),
            *self._invoices(card),
        ):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.setUpdatesEnabled(True)

    def _articles(self, card: SupplierCard) -> QWidget:
        part = parts.section(self._shell.theme, _("Articles"), len(card.articles))
        for each in card.articles[:_SHOWN]:
            line = Line(self._shell.theme, each.title, *parts.article_words(each))
            line.add(self._goes(_("Changer {name}"), each.title, "pencil"))
            self._last.clicked.connect(partial(self.article.open_for, card, each))
            part.body.addWidget(line)
        if not card.articles:
            part.add_text(_("Dites ce qu’il vend, et à quel prix."))
        return part

    def _orders(self, card: SupplierCard) -> QWidget:
        part = parts.section(self._shell.theme, _("Commandes"), len(card.orders))
        for each in card.orders:
            line = Line(self._shell.theme, each.number, *parts.order_words(each))
            line.add(self._goes(_("Ouvrir {name}"), each.number, "chevron-right"))
            self._last.clicked.connect(partial(self._on_purchase, each.purchase_id))
            part.body.addWidget(line)
        if not card.orders:
            part.add_text(_("Aucune commande encore."))
        return part

    def _invoices(self, card: SupplierCard) -> tuple[QWidget, ...]:
        if not card.invoices:
            return ()
        part = parts.section(self._shell.theme, _("Factures reçues"), len(card.invoices))
        for each in card.invoices:
            line = Line(self._shell.theme, each.number, *parts.invoice_words(each))
            line.add(self._goes(_("Ouvrir {name}"), each.number, "chevron-right"))
            self._last.clicked.connect(partial(self._on_invoice, each.invoice_id))
            part.body.addWidget(line)
        return (part,)

    def _goes(self, words: str, name: str, icon: str) -> IconButton:
        self._last = IconButton(self._shell.theme, icon, words.format(name=name))
        return self._last

    def _on_change(self) -> None:
        if self.card is not None:
            self.edit.open_for(self.card)

    def _on_add(self) -> None:
        if self.card is not None:
            self.article.open_new(self.card)

    def _on_order(self) -> None:
        if self.supplier_id is not None:
            self.sheet.close_sheet()
            self.order_wanted.emit(self.supplier_id)

    def _on_purchase(self, purchase_id: PurchaseId) -> None:
        self.sheet.close_sheet()
        self.purchase_wanted.emit(purchase_id)

    def _on_invoice(self, invoice_id: SupplierInvoiceId) -> None:
        self.sheet.close_sheet()
        self.invoice_wanted.emit(invoice_id)
