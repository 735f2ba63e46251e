"""Everything of one document beside the list, and what can be done with it now."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.invoice_card import InvoiceCard, invoice_card
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.invoices import document_parts as parts
from merchant_desk.ui.invoices.document_actions import DocumentActions
from merchant_desk.ui.invoices.invoice_words import document_title
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import short_date
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.texts import _

TABLES = frozenset(
    {"invoice", "payment", "reminder", "invoice_status", "document_copy", "print_job"}
)


class DocumentSheet(QObject):
    """A side sheet kept up to date while it is open."""

    closed = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self.card: InvoiceCard | None = None
        self.invoice_id: InvoiceId | None = None
        self.sheet = shell.new_sheet(screen, "")
        self.sheet.title.setWordWrap(True)
        self.sheet.subtitle.setWordWrap(True)
        self.actions = DocumentActions(shell, self.sheet)
        desk.changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Tell whether she sees it."""
        return self.sheet.isVisible()

    def open_document(self, invoice_id: InvoiceId) -> None:
        """Show this document."""
        self.invoice_id = invoice_id
        self._ask()

    def _ask(self) -> None:
        if self.invoice_id is not None:
            self._desk.read(self._show_card, invoice_card, self.invoice_id, utc_now())

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.is_open and not TABLES.isdisjoint(tables):
            self._ask()

    def _show_card(self, card: InvoiceCard) -> None:
        if card.invoice_id != self.invoice_id:
            return
        if card != self.card:
            self.card = card
            page = card.page
            self.sheet.title.setText(document_title(page.kind, page.number))
            place = page.buyer.address
            who = (place.company or place.name)[:120]
            self.sheet.subtitle.setText(f"{who} · {short_date(page.issued_on)}")
            self._fill(card)
            self.actions.show_card(card)
        if not self.is_open:
            self.sheet.open_sheet(self.actions.main)

    def _fill(self, card: InvoiceCard) -> None:
        self.sheet.setUpdatesEnabled(False)
        clear(self.sheet.body)
        for part in self._parts(card):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.setUpdatesEnabled(True)

    def _parts(self, card: InvoiceCard) -> Sequence[QWidget]:
        theme = self._shell.theme
        perhaps = (parts.payments(theme, card), self._related(card), parts.story(theme, card))
        return [
            parts.chips(theme, card),
            *parts.notices(theme, card),
            parts.money(theme, card),
            *(each for each in perhaps if each is not None),
            parts.lines(theme, card.page),
            parts.customer(theme, card.page),
            parts.proof(theme, card),
        ]

    def _related(self, card: InvoiceCard) -> SheetSection | None:
        found = parts.related(card)
        if not found:
            return None
        part = SheetSection(self._shell.theme, _("Documents liés"))
        for each in found:
            link = Button(
                self._shell.theme, parts.related_words(each), kind=Kind.LINK, icon="receipt-text"
            )
            link.clicked.connect(partial(self._on_related, each.invoice_id))
            part.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return part

    def _on_related(self, invoice_id: InvoiceId) -> None:
        self.sheet.to_top()
        self.open_document(invoice_id)
