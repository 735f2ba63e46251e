"""An order as it leaves the house: its PDF, the mail that carries it, its text to copy."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.documents import draw_purchase_order
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.queries.purchase_page import purchase_page
from merchant_desk.rules.purchasing.order_mail import MOST_LINES, OrderMail, order_mail
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.file_name import file_name
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.purchase_page import PurchasePage
from merchant_desk.values.texts import _

_LONGEST_LINK = 2_000
"""Windows cuts off what a longer one says."""


class Mailing(QObject):
    """Each way asks for the order as it stands, then gives it out."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._shell, self._screen = desk, shell, screen

    def save(self, purchase_id: PurchaseId) -> None:
        """Ask where to write the PDF."""
        self._desk.read(self._ask_file, purchase_page, purchase_id)

    def mail(self, purchase_id: PurchaseId) -> None:
        """Open the mail program with the text; the PDF is joined by hand."""
        self._desk.read(self._open_mail, purchase_page, purchase_id)

    def copy(self, purchase_id: PurchaseId) -> None:
        """Copy the text of the mail."""
        self._desk.read(self._copy, purchase_page, purchase_id)

    def save_to(self, page: PurchasePage, file: str) -> None:
        """Write the order into this file."""
        self._desk.network(self._written, write_order, page, Path(file))

    def _ask_file(self, page: PurchasePage) -> None:
        dialog = QFileDialog(self._screen, _("Enregistrer le bon de commande"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Document PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        title = _("Commande {number} {supplier}")
        name = title.format(number=page.number, supplier=page.supplier)
        dialog.selectFile(file_name(name, ".pdf"))
        dialog.fileSelected.connect(partial(self.save_to, page))
        dialog.open()

    def _written(self, file: Path) -> None:
        self._shell.toast(_("Bon de commande écrit dans {file}").format(file=file.name))

    def _open_mail(self, page: PurchasePage) -> None:
        QDesktopServices.openUrl(short_link(page))
        self._shell.toast(_("Joignez le bon de commande au courriel qui s’ouvre."))

    def _copy(self, page: PurchasePage) -> None:
        QGuiApplication.clipboard().setText(order_mail(page).whole)
        self._shell.toast(_("Le texte du courriel est copié."))


def write_order(page: PurchasePage, file: Path) -> Path:
    """Draw an order into a file, on a network lane."""
    write_bytes(file, draw_purchase_order(page))
    return file


def short_link(page: PurchasePage) -> QUrl:
    """Return the link with as many lines as Windows hands on to a mail program."""
    for most in (MOST_LINES, 12, 8, 5, 3, 1, 0):
        link = mail_link(order_mail(page, most))
        if len(link.toEncoded().data()) <= _LONGEST_LINK:
            return link
    return mail_link(order_mail(replace(page, note=""), 0))


def mail_link(mail: OrderMail) -> QUrl:
    """Return what opens the mail program with the message ready to send."""
    link = QUrl()
    link.setScheme("mailto")
    link.setPath(mail.to)
    query = QUrlQuery()
    query.addQueryItem("subject", mail.subject)
    query.addQueryItem("body", mail.body)
    link.setQuery(query)
    return link
