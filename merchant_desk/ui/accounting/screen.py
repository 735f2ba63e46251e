"""Comptabilité: the books of a period, what was checked of them, and handing them over."""

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.period_books import PeriodBooks, period_books
from merchant_desk.ui.accounting.book_tables import BookTables
from merchant_desk.ui.accounting.checks_card import ChecksCard
from merchant_desk.ui.accounting.export import BookExport
from merchant_desk.ui.accounting.fec_verdict import FecVerdict, fec_verdict
from merchant_desk.ui.accounting.figures_card import FiguresCard
from merchant_desk.ui.accounting.period_bar import PeriodBar
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.invoices.document_sheet import DocumentSheet
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.texts import _


class AccountingScreen(Screen):
    """Shows a month unless told otherwise; Enter on a row opens its document."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "invoice", "payment", "closing", "drawer_move", "supplier_invoice",
            "supplier_payment", "setting", "shop_profile",
        }
    )  # fmt: skip
    help_page: ClassVar[str] = "accounting"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self.books: PeriodBooks | None = None
        self._asked: Ticket[PeriodBooks] | None = None
        self._judged: Ticket[FecVerdict] | None = None
        self._numbers: dict[str, bytes] = {}
        self.bar = PeriodBar(theme, paris_date(utc_now()))
        self.sheets = Button(theme, "CSV", icon="file-spreadsheet")
        self.papers = Button(theme, "PDF", icon="file-text")
        self.fec = Button(theme, _("Écritures (FEC)"), kind=Kind.PRIMARY, icon="download")
        self.figures = FiguresCard(theme)
        self.checks = ChecksCard(theme)
        self.tables = BookTables(desk, shell)
        self.export = BookExport(desk, shell, self)
        self.document = DocumentSheet(desk, shell, self)
        self.setFocusProxy(self.tables)
        self._build()
        self.bar.changed.connect(self._ask_books)
        self.fec.clicked.connect(self.export.ask_fec)
        self.sheets.open_menu(self.export.sheets)
        self.papers.open_menu(self.export.papers)
        self.tables.document_wanted.connect(self._on_document)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.bar)
        head.addStretch(1)
        for button in (self.sheets, self.papers, self.fec):
            button.setEnabled(False)
            head.addWidget(button)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        cards.addWidget(self.figures, 3)
        cards.addWidget(self.checks, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(cards)
        column.addWidget(self.tables, 1)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Comptabilité")

    def reload(self) -> None:
        """Ask for the books of the period in use."""
        self._ask_books()

    def arrive(self, **argument: object) -> None:
        """Show one book (``book``)."""
        if "book" in argument:
            self.tables.strip.tabs.choose(str(argument["book"]))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Période précédente"), "Alt+Left", self.bar.go_back, "chevron-left"),
            Command(_("Période suivante"), "Alt+Right", self.bar.go_on, "chevron-right"),
            Command(_("Écritures au format FEC"), "Ctrl+E", self.export.ask_fec, "download"),
            Command(_("Réglages de la comptabilité"), "", self._on_settings, "settings"),
        )

    def _ask_books(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        station, today = self.desk.gesture().station_id, paris_date(utc_now())
        self._asked = self.desk.read(
            self._show_books, period_books, station, self.bar.period, today
        )

    def _show_books(self, books: PeriodBooks) -> None:
        if books.period != self.bar.period:
            return
        self.books = self.export.books = books
        self._numbers = {row.number: row.id for row in books.journal.rows}
        for button in (self.sheets, self.papers):
            button.setEnabled(True)
        self.fec.setEnabled(bool(books.entries))
        self.figures.show_books(books)
        self.checks.show_books(books)
        self.tables.show_books(books)
        self.bar.know_year(books.closing)
        if self._judged is not None:
            self._judged.cancel()
        self._judged = self.desk.network(self._show_verdict, fec_verdict, books)

    def _show_verdict(self, verdict: FecVerdict) -> None:
        self.checks.show_verdict(verdict)

    def _on_document(self, number: str) -> None:
        document = self._numbers.get(number)
        if document is not None:
            self.document.open_document(InvoiceId(document))

    def _on_settings(self) -> None:
        self.shell.navigate("settings", section="accounting")
