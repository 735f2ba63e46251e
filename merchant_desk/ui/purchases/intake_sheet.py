"""What became of the files that were dropped: kept with what was noticed, refused with why."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.purchases.intake import TakenFile
from merchant_desk.ui.purchases.words import findings_words
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.supplier_invoices import SupplierImported
from merchant_desk.values.texts import _, ngettext

_SHOWN = 100


class IntakeSheet(QObject):
    """``open_wanted`` carries the invoice to show."""

    open_wanted = Signal(object)

    def __init__(self, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Factures déposées"))
        self.close = Button(shell.theme, _("Fermer"), kind=Kind.PRIMARY)
        self.close.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.close)

    def show_taken(self, taken: Sequence[TakenFile]) -> None:
        """Tell what became of these files, the refused ones first."""
        refused = [each for each in taken if each.kept is None]
        kept = [each.kept for each in taken if each.kept is not None]
        self.sheet.subtitle.setText(counted(len(kept), len(refused)))
        body = self.sheet.body
        clear(body)
        for each in refused[:_SHOWN]:
            body.addWidget(self._refused(each))
        for done in kept[:_SHOWN]:
            body.addWidget(self._kept(done))
        body.addStretch(1)
        self.sheet.open_sheet(self.close)

    def _refused(self, each: TakenFile) -> TintBox:
        tone = Tone.INFO if each.known is not None else Tone.BAD
        icon = "info" if each.known is not None else "octagon-alert"
        text = f"{each.title}\n{each.advice}".strip()
        box = TintBox(self._theme, tone, icon, each.name or _("Dossier"), text)
        if each.known is not None:
            box.add(self._link(each.known, each.name))
        return box

    def _kept(self, done: SupplierImported) -> Line:
        note = f"{done.number} · {euros(done.total)}"
        line = Line(self._theme, done.supplier, note=note)
        count = len(done.findings)
        tone = Tone.WARN if count else Tone.OK
        line.add(Chip(self._theme, ChipText(findings_words(count), tone, quiet=not count)))
        line.add(self._link(done.invoice_id, done.number))
        return line

    def _link(self, invoice_id: SupplierInvoiceId, name: str) -> Button:
        link = Button(self._theme, _("Ouvrir"), kind=Kind.LINK)
        link.setAccessibleName(_("Ouvrir {name}").format(name=name))
        link.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        link.clicked.connect(partial(self._on_open, invoice_id))
        return link

    def _on_open(self, invoice_id: SupplierInvoiceId) -> None:
        self.sheet.close_sheet()
        self.open_wanted.emit(invoice_id)


def counted(kept: int, refused: int) -> str:
    """Return how many were kept and how many were not."""
    told = [ngettext("{n} facture reçue", "{n} factures reçues", kept).format(n=number(kept))]
    if refused:
        words = ngettext("{n} fichier non repris", "{n} fichiers non repris", refused)
        told.append(words.format(n=number(refused)))
    return ", ".join(told)
