"""Invoices to businesses that must leave: all of them, or those that are checked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.queries.e_invoices_to_send import EInvoiceToSend
from merchant_desk.queries.e_invoicing_lists import ToSendList
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.e_invoicing.columns import to_send_columns
from merchant_desk.ui.row_checks import Checked
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.texts import _, ngettext


class ToSendPage(QWidget):
    """``queued`` when files were put aside: they may leave."""

    queued = Signal()

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk = desk
        self._shell = shell
        self._checked: tuple[EInvoiceToSend, ...] = ()
        theme = shell.theme
        self.send = Button(theme, _("Envoyer"), kind=Kind.PRIMARY, icon="upload")
        self.note = TextLabel(theme, _note(), ink=Ink.TEXT2, wraps=True)
        self.table: RowTable[EInvoiceToSend] = RowTable(
            desk,
            theme,
            name="e_invoices_to_send",
            label=_("Factures à envoyer"),
            columns=to_send_columns(),
            row_id=lambda row: row.invoice_id,
        )
        self._build()
        self.send.clicked.connect(self._on_send)
        self.table.checked_changed.connect(self._on_checked)
        self.table.activated.connect(self._on_opened)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.note, 1)
        row.addWidget(self.send)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.table.set_empty(EmptyState(self._shell.theme, _empty()))
        self.send.setEnabled(False)

    def ask(self) -> None:
        """Ask what is to be sent."""
        self.table.ask(ToSendList())

    def _on_checked(self, checked: Checked) -> None:
        self.send.setEnabled(checked.count > 0)

    def _on_send(self) -> None:
        self.table.take_checked(self._send)

    def _send(self, ids: tuple[bytes, ...]) -> None:
        self.send.setEnabled(False)
        self.send.say(_("Préparation…"))
        invoices = tuple(InvoiceId(each) for each in ids)
        errands = self._shell.services.e_invoicing
        ticket = self._desk.network(self._on_queued, errands.queue, self._desk.gesture(), invoices)
        ticket.or_else(self._on_refused)

    def _on_queued(self, count: int) -> None:
        self._ready()
        self.table.clear_checks()
        words = ngettext("{n} facture prête à partir", "{n} factures prêtes à partir", count)
        self._shell.toast(words.format(n=count))
        self.queued.emit()

    def _on_refused(self, trouble: DeskError) -> None:
        self._ready()
        self._shell.banner(trouble.title, trouble.advice)

    def _ready(self) -> None:
        self.send.say(_("Envoyer"))

    def _on_opened(self, row: EInvoiceToSend) -> None:
        self._shell.navigate("invoices", invoice_id=row.invoice_id)


def _note() -> str:
    return _(
        "Depuis le 1er septembre 2026, toute entreprise reçoit ses factures par une plateforme "
        "agréée\u00a0; vous devrez y déposer les vôtres au 1er septembre 2027."
    )


def _empty() -> EmptyText:
    return EmptyText(
        "circle-check",
        _("Aucune facture à envoyer"),
        _("Les factures à des entreprises françaises attendent ici dès leur émission."),
    )
