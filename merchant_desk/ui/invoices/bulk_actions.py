"""What is done with several documents at once: print, export, note as paid."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from merchant_desk.operations.pay_invoice import SeveralPaid, pay_whole
from merchant_desk.queries.invoices import InvoiceRow
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.invoices.export_sheet import ExportSheet
from merchant_desk.ui.invoices.paid_together import PaidTogether
from merchant_desk.ui.row_checks import Checked
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.bulk_bar import BulkBar
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import DocumentKind

_ROOM = 64
_AT_ONCE = 1_000


class BulkActions(QObject):
    """Acts on the checked documents, or on the one the keyboard is on when none is checked."""

    def __init__(
        self, desk: Desk, shell: Shell, screen: Screen, table: RowTable[InvoiceRow]
    ) -> None:
        super().__init__(table)
        self._desk = desk
        self._shell = shell
        self._table = table
        self._screen = screen
        self._export: ExportSheet | None = None
        self._paid: PaidTogether | None = None
        self.bar = BulkBar(shell.theme, table)
        self.print = self.bar.add_action(_("Imprimer"), "printer")
        self.write = self.bar.add_action(_("Exporter…"), "download")
        self.pay = self.bar.add_action(_("Encaisser…"), "euro")
        self.print.clicked.connect(self._on_print)
        self.write.clicked.connect(self._on_export)
        self.pay.clicked.connect(self._on_pay)
        self.bar.cleared.connect(table.clear_checks)
        table.checked_changed.connect(self._show_checked)

    @property
    def export_sheet(self) -> ExportSheet:
        """Return the sheet that asks what is written beside."""
        if self._export is None:
            self._export = ExportSheet(self._desk, self._shell, self._screen)
        return self._export

    @property
    def paid_sheet(self) -> PaidTogether:
        """Return the sheet that asks by what they were paid."""
        if self._paid is None:
            self._paid = PaidTogether(self._shell, self._screen)
            self._paid.told.connect(self._on_paid)
        return self._paid

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done with the chosen documents."""
        return (
            Command(_("Imprimer les documents"), "Ctrl+P", self._on_print, "printer"),
            Command(_("Exporter en Factur-X"), "Ctrl+E", self._on_export, "download"),
            Command(_("Noter comme payées"), "", self._on_pay, "euro"),
        )

    def _with_chosen(self, then: Callable[[tuple[bytes, ...]], object]) -> None:
        count = self._table.checked().count
        if count > _AT_ONCE:
            title = _("Rien n’a été fait\u00a0: {n} documents sont choisis.")
            advice = _("Choisissez-en {most} au plus, par exemple avec les filtres.")
            told = advice.format(most=number(_AT_ONCE))
            self._shell.banner(title.format(n=number(count)), told, Tone.WARN)
            return
        if count:
            self._table.take_checked(then)
            return
        row = self._table.current()
        if row is not None:
            then((row.invoice_id,))

    def _on_print(self) -> None:
        self._with_chosen(self._print)

    def _on_export(self) -> None:
        self._with_chosen(self.export_sheet.open_for)

    def _on_pay(self) -> None:
        self._with_chosen(self.paid_sheet.open_for)

    def _print(self, invoice_ids: tuple[bytes, ...]) -> None:
        center = self._shell.services.print_center
        if center is None:
            self._shell.banner(
                _("Rien ne s’est imprimé\u00a0: l’impression est indisponible ici."),
                _("Ouvrez Merchant Desk normalement, puis recommencez."),
            )
            return
        center.open_preview(DocumentKind.INVOICE, invoice_ids, self._table.window())

    def _on_paid(self, invoice_ids: tuple[bytes, ...], means: str, day: date) -> None:
        wanted = [InvoiceId(each) for each in invoice_ids]
        self._desk.write(self._show_paid, pay_whole, self._desk.gesture(), wanted, means, day)

    def _show_paid(self, done: SeveralPaid) -> None:
        self._table.clear_checks()
        words = ngettext(
            "{n} document noté payé\u00a0: {amount}.",
            "{n} documents notés payés\u00a0: {amount}.",
            done.count,
        )
        self._shell.toast(words.format(n=number(done.count), amount=euros(done.amount)))

    def _show_checked(self, checked: Checked) -> None:
        words = ngettext("{n} sélectionné", "{n} sélectionnés", checked.count)
        self.bar.show_selection(words.format(n=number(checked.count)) if checked.count else "")
        self._table.set_bottom_room(_ROOM if checked.count else 0)
