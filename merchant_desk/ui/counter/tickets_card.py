"""The last tickets beside the counter: each can be printed again, invoiced or taken back."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCursor

from merchant_desk.queries.counter_tickets import TicketRow, find_tickets
from merchant_desk.ui.counter.ticket_rows import SalePainter, SaleRow, ticket_rows
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.texts import _

_SHOWN = 30


class TicketsCard(Card):
    """``reprint``, ``invoice`` and ``give_back`` carry the ticket, with its number."""

    reprint = Signal(object)
    invoice = Signal(object, str)
    give_back = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, _("Derniers tickets"), padding=10)
        self._question = LatestQuestion(desk)
        self._row: SaleRow | None = None
        self.title.setContentsMargins(10, 0, 0, 0)
        self.tickets: RowList[SaleRow] = RowList(theme, _("Derniers tickets"), SalePainter(theme))
        self._none = TextLabel(theme, _("Aucune vente pour l’instant."), ink=Ink.TEXT2)
        self._none.setContentsMargins(10, 0, 0, 0)
        self._menu = Menu(theme, _("Actions sur le ticket"), self)
        self._reprint = self._menu.add(_("Réimprimer (duplicata)"), "printer")
        self._invoice = self._menu.add(_("Faire la facture"), "receipt-text")
        self._return = self._menu.add(_("Reprendre des articles"), "undo-2")
        self.body.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.tickets, 1)
        self.tickets.picked.connect(self._on_picked)
        self._reprint.triggered.connect(self._on_reprint)
        self._invoice.triggered.connect(self._on_invoice)
        self._return.triggered.connect(self._on_return)

    def refresh(self) -> None:
        """Ask for the last tickets again."""
        self._question.ask(self._show, find_tickets, "", _SHOWN)

    def _show(self, found: tuple[TicketRow, ...]) -> None:
        self._none.setVisible(not found)
        self.tickets.setVisible(bool(found))
        self.tickets.show_rows(ticket_rows(found, utc_now()))

    def _on_picked(self, row: SaleRow) -> None:
        self._row = row
        self._return.setEnabled(not row.back)
        inside = self.tickets.mapFromGlobal(QCursor.pos())
        here = self.tickets.visualRect(self.tickets.currentIndex())
        spot = inside if here.contains(inside) else QPoint(here.left() + 24, here.bottom())
        self._menu.popup(self.tickets.viewport().mapToGlobal(spot))

    def _on_reprint(self) -> None:
        if self._row is not None:
            self.reprint.emit(InvoiceId(self._row.key))

    def _on_invoice(self) -> None:
        if self._row is not None:
            self.invoice.emit(InvoiceId(self._row.key), self._row.name)

    def _on_return(self) -> None:
        if self._row is not None:
            self.give_back.emit(InvoiceId(self._row.key))
