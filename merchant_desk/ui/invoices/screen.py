"""Factures: what was issued and what it waits for, what is being written, and getting paid."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from merchant_desk.queries.ageing import CustomerAgeing
from merchant_desk.queries.invoice_card import InvoiceCard
from merchant_desk.queries.invoice_drafts import DraftRow
from merchant_desk.queries.invoices import InvoiceRow
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.invoices.ageing_page import AgeingPage
from merchant_desk.ui.invoices.bulk_actions import BulkActions
from merchant_desk.ui.invoices.draft_page import DraftPage
from merchant_desk.ui.invoices.invoice_sheets import InvoiceSheets
from merchant_desk.ui.invoices.list_page import ListPage
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.ids import DraftId, InvoiceId, OrderId
from merchant_desk.values.invoice_views import InvoiceTab
from merchant_desk.values.texts import _


class InvoicesScreen(Screen):
    """A list with a form and the ages beside it; Enter opens a document, Ctrl+N writes one."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"invoice", "payment", "invoice_draft", "reminder"}
    )
    help_page: ClassVar[str] = "invoices"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.list = ListPage(desk, shell)
        self.bulk = BulkActions(desk, shell, self, self.list.table)
        self.sheets = InvoiceSheets(desk, shell, self)
        self.pages = QStackedWidget()
        self._form: DraftPage | None = None
        self._ages: AgeingPage | None = None
        self.pages.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.addWidget(self.pages)
        self.setFocusProxy(self.list.table)
        self._connect()

    def _connect(self) -> None:
        self.list.table.activated.connect(self._on_opened)
        self.list.drafts.activated.connect(self._on_draft)
        self.list.new_wanted.connect(self._on_new)
        self.list.ages.clicked.connect(self.show_ages)
        self.sheets.correct_wanted.connect(self._on_correct)

    @property
    def form(self) -> DraftPage:
        """Return the form, made the first time a document is written."""
        if self._form is None:
            self._form = DraftPage(self.desk, self.shell)
            self._form.closed.connect(self.show_list)
            self._form.issued.connect(self._on_issued)
            self.pages.addWidget(self._form)
        return self._form

    @property
    def ages(self) -> AgeingPage:
        """Return the table of ages, made the first time it is wanted."""
        if self._ages is None:
            self._ages = AgeingPage(self.desk, self.shell)
            self._ages.left.connect(self.show_list)
            self._ages.opened.connect(self._on_debtor)
            self.pages.addWidget(self._ages)
        return self._ages

    def title(self) -> str:
        """Return the title of the page."""
        return _("Factures")

    def reload(self) -> None:
        """Ask for what is shown; the list is asked again when she comes back to it."""
        shown = self.pages.currentWidget()
        if shown is self.list:
            self.list.reload()
        elif self._ages is not None and shown is self._ages:
            self._ages.reload()

    def arrive(self, **argument: object) -> None:
        """Open a document (``invoice_id``), a view (``tab``), an order's, a ``text``, a new one."""
        tab, order_id = argument.get("tab"), argument.get("order_id")
        if tab in set(InvoiceTab):
            self.show_list()
            self.list.show_view(tab=InvoiceTab(str(tab)))
        if isinstance(order_id, bytes):
            self.show_list()
            self.list.show_view(order_id=OrderId(order_id))
        if "text" in argument:
            self.list.search.setText(str(argument["text"]))
        invoice_id = argument.get("invoice_id")
        if isinstance(invoice_id, bytes):
            self.sheets.open_document(InvoiceId(invoice_id))
        if argument.get("new"):
            self._on_new()

    def on_scan(self, scan: Scan) -> bool:
        """Put the article into the document that is being written."""
        if self._form is None or not self._form.isVisible():
            return False
        return self._form.take_scan(scan)

    def on_refused(self, title: str, advice: str) -> bool:
        """Show in the form why a document was not issued."""
        if self._form is None or not self._form.isVisible():
            return False
        self._form.show_refusal(title, advice)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Nouvelle facture"), "Ctrl+N", self._on_new, "plus"),
            Command(_("Chercher une facture"), "Ctrl+F", self._on_find, "search"),
            Command(_("Échéances des clients"), "Ctrl+Shift+E", self.show_ages, "clock"),
            Command(_("Vue suivante"), "Ctrl+PgDown", self.list.next_view, "chevron-right"),
            Command(_("Effacer les filtres"), "Ctrl+Backspace", self.list.filters.clear, "x"),
            Command(_("Émettre le document"), "Ctrl+Return", self._on_issue, "check"),
            *self.bulk.commands(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the tabs their room."""
        super().resizeEvent(event)
        self.list.fit(self.width())

    def show_list(self) -> None:
        """Go back to the list."""
        self.pages.setCurrentWidget(self.list)
        self.list.reload()
        self.list.table.setFocus()

    def show_ages(self) -> None:
        """Show what is owed by age."""
        self.pages.setCurrentWidget(self.ages)
        self.ages.reload()
        self.ages.table.setFocus()

    def _on_find(self) -> None:
        self.pages.setCurrentWidget(self.list)
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _on_opened(self, row: InvoiceRow) -> None:
        self.sheets.open_document(row.invoice_id)

    def _on_draft(self, row: DraftRow) -> None:
        self.pages.setCurrentWidget(self.form)
        self.form.open_draft(DraftId(row.draft_id))

    def _on_new(self) -> None:
        self.pages.setCurrentWidget(self.form)
        self.form.begin()

    def _on_correct(self, card: InvoiceCard) -> None:
        self.pages.setCurrentWidget(self.form)
        self.form.correct(card)

    def _on_issue(self) -> None:
        if self._form is not None and self._form.isVisible():
            self._form.issue()

    def _on_issued(self, invoice_id: InvoiceId) -> None:
        self.show_list()
        self.sheets.open_document(invoice_id)

    def _on_debtor(self, row: CustomerAgeing) -> None:
        """Show what this customer owes in the list of documents."""
        self.list.show_view(tab=InvoiceTab.TO_COLLECT)
        self.pages.setCurrentWidget(self.list)
        self.list.search.setText(row.customer)
        self.list.query = replace(self.list.query, tab=InvoiceTab.TO_COLLECT)
        self.list.table.setFocus()
