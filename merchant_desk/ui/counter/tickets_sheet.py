"""Sheets that list sales: tickets to return from or print again, baskets that wait."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.counter_tickets import TicketRow, find_tickets
from merchant_desk.ui.counter.ticket_rows import (
    SalePainter,
    SaleRow,
    parked_rows,
    ticket_rows,
)
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.basket import Basket
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import DraftId, InvoiceId
from merchant_desk.values.texts import _

_LEAST = 320


class ReturnSheet(QObject):
    """Which ticket a customer came back with; ``picked`` carries it, None without one."""

    picked = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._question = LatestQuestion(desk)
        self.sheet = shell.new_sheet(screen, _("Retour d’articles"))
        self._words = TextLabel(shell.theme, "", ink=Ink.TEXT2, wraps=True)
        self._words.setText(_("Scannez le ticket du client, ou choisissez-le ici."))
        self.search = SearchField(shell.theme, _("Numéro du ticket"))
        self.tickets: RowList[SaleRow] = RowList(
            shell.theme, _("Tickets"), SalePainter(shell.theme)
        )
        self.tickets.setMinimumHeight(_LEAST)
        self.none = TextLabel(shell.theme, _("Aucun ticket ne correspond."), ink=Ink.TEXT2)
        self.without = Button(shell.theme, _("Retour sans ticket"))
        for each in (self._words, self.search, self.none):
            self.sheet.body.addWidget(each)
        self.sheet.body.addWidget(self.tickets, 1)
        self.sheet.footer.addWidget(self.without)
        self.sheet.footer.addStretch(1)
        self.search.lead_to(self.tickets)
        self.search.searched.connect(self._ask)
        self.tickets.picked.connect(self._on_picked)
        self.without.clicked.connect(self._on_without)

    def open(self) -> None:
        """Show the last tickets."""
        self.search.clear()
        self._ask("")
        self.sheet.open_sheet(self.search)

    def _ask(self, text: str) -> None:
        self._question.ask(self._show, find_tickets, text)

    def _show(self, found: tuple[TicketRow, ...]) -> None:
        self.none.setVisible(not found)
        self.tickets.show_rows(ticket_rows(found, utc_now()))

    def _on_picked(self, row: SaleRow) -> None:
        self.sheet.close_sheet()
        self.picked.emit(InvoiceId(row.key))

    def _on_without(self) -> None:
        self.sheet.close_sheet()
        self.picked.emit(None)


class ParkedSheet(QObject):
    """The baskets that wait; ``picked`` carries the one to take again."""

    picked = Signal(object)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self.sheet = shell.new_sheet(screen, _("Paniers en attente"))
        self.baskets: RowList[SaleRow] = RowList(
            shell.theme, _("Paniers en attente"), SalePainter(shell.theme)
        )
        self.baskets.takes_digits = True
        self.baskets.setMinimumHeight(_LEAST)
        self.none = TextLabel(shell.theme, _("Aucun panier n’attend."), ink=Ink.TEXT2)
        self.sheet.body.addWidget(self.none)
        self.sheet.body.addWidget(self.baskets, 1)
        self.baskets.picked.connect(self._on_picked)

    def open(self, parked: Sequence[Basket]) -> None:
        """Show what waits."""
        self.none.setVisible(not parked)
        self.baskets.show_rows(parked_rows(parked, utc_now()))
        self.sheet.open_sheet(self.baskets)

    def _on_picked(self, row: SaleRow) -> None:
        self.sheet.close_sheet()
        self.picked.emit(DraftId(row.key))
