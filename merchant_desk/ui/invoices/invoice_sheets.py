"""The sheets about one document, each made the first time it is wanted."""

from PySide6.QtCore import QObject, Signal

from merchant_desk.queries.invoice_card import InvoiceCard
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.invoices.credit_sheet import CreditSheet
from merchant_desk.ui.invoices.document_sheet import DocumentSheet
from merchant_desk.ui.invoices.export_sheet import ExportSheet
from merchant_desk.ui.invoices.payment_sheet import PaymentSheet
from merchant_desk.ui.invoices.reminder_sheet import ReminderSheet
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.ids import InvoiceId


class InvoiceSheets(QObject):
    """Opens a document and what is done with it; ``correct_wanted`` carries its card."""

    correct_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self.document: DocumentSheet | None = None
        self.paying: PaymentSheet | None = None
        self.crediting: CreditSheet | None = None
        self.reminding: ReminderSheet | None = None
        self.exporting: ExportSheet | None = None

    def open_document(self, invoice_id: InvoiceId) -> None:
        """Open a document beside the list."""
        if self.document is None:
            self.document = DocumentSheet(self._desk, self._shell, self._screen)
            actions = self.document.actions
            actions.pay_wanted.connect(self.pay)
            actions.credit_wanted.connect(self.credit)
            actions.remind_wanted.connect(self.remind)
            actions.export_wanted.connect(self.export)
            actions.correct_wanted.connect(self._on_correct)
        self.document.open_document(invoice_id)

    def pay(self, card: InvoiceCard) -> None:
        """Ask what came in, or went back."""
        if self.paying is None:
            self.paying = PaymentSheet(self._desk, self._shell, self._screen)
        self.paying.open_for(card)

    def credit(self, card: InvoiceCard) -> None:
        """Ask what is given back."""
        if self.crediting is None:
            self.crediting = CreditSheet(self._desk, self._shell, self._screen)
            self.crediting.issued.connect(self.open_document)
        self.crediting.open_for(card)

    def remind(self, card: InvoiceCard) -> None:
        """Propose the words of a reminder."""
        if self.reminding is None:
            self.reminding = ReminderSheet(self._desk, self._shell, self._screen)
        self.reminding.open_for(card)

    def export(self, card: InvoiceCard) -> None:
        """Ask what is written beside the document."""
        if self.exporting is None:
            self.exporting = ExportSheet(self._desk, self._shell, self._screen)
        self.exporting.open_for((card.invoice_id,))

    def close_document(self) -> None:
        """Close the document that is open."""
        if self.document is not None:
            self.document.sheet.close_sheet()

    def _on_correct(self, card: InvoiceCard) -> None:
        self.close_document()
        self.correct_wanted.emit(card)
