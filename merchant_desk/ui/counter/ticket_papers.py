"""The customer's ticket on paper or by e-mail, only when she wants one."""

from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.operations.sell_at_counter import CounterSold
from merchant_desk.ui.shell import Shell
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind


class TicketPapers(QObject):
    """Prints tickets and saves them for a message; what came out before says DUPLICATA."""

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._shell = shell
        self._screen = screen

    def reprint(self, ticket_id: InvoiceId) -> None:
        """Print a ticket on the printer of this station."""
        center = self._shell.services.print_center
        if center is not None:
            center.print_papers(DocumentKind.TICKET, ticket_id)

    def print_sale(self, done: CounterSold) -> None:
        """Print the tickets of a sale: the return and the new one of an exchange."""
        for each in done.tickets:
            self.reprint(each.ticket_id)

    def mail(self, done: CounterSold) -> None:
        """Save the ticket, then open a message: a link cannot carry a file, she joins it."""
        center = self._shell.services.print_center
        last = done.tickets[-1]
        named = str(Path.home() / f"{last.number}.pdf")
        title = _("Ticket du client")
        path, _filter = QFileDialog.getSaveFileName(self._screen, title, named, "PDF (*.pdf)")
        if not path or center is None:
            return
        center.save_pdf(DocumentKind.TICKET, last.ticket_id, Path(path))
        subject = quote(_("Votre ticket {number}").format(number=last.number))
        QDesktopServices.openUrl(QUrl(f"mailto:{quote(done.email)}?subject={subject}"))
        self._shell.toast(_("Ticket enregistré\u00a0: joignez ce PDF au message."))
