"""Dispute or refuse an invoice received: a reason of the closed list, and words."""

from PySide6.QtCore import QObject

from merchant_desk.errors import DeskError
from merchant_desk.operations.decide_supplier_invoice import decide_supplier_invoice
from merchant_desk.queries.supplier_invoice_card import SupplierInvoiceCard
from merchant_desk.rules.status_reasons import REASONS, reason_name
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.e_invoice_status import StatusCode
from merchant_desk.values.supplier_invoices import SupplierDecision
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.texts import _

_CODES = {
    SupplierState.DISPUTED: StatusCode.DISPUTED,
    SupplierState.REFUSED: StatusCode.REFUSED,
}


class DecisionSheet(QObject):
    """A sheet over the invoice's; the supplier reads the reason and the words."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._card: SupplierInvoiceCard | None = None
        self._state = SupplierState.DISPUTED
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.banner = Banner(theme)
        self.words = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.reason = Select(theme, _("Raison"))
        self.note = Field(theme, _("Message au fournisseur"), hint=_("Facultatif."))
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, "", kind=Kind.PRIMARY)
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addWidget(self.words)
        body.addLayout(labelled(theme, self.reason))
        body.addWidget(self.note)
        body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addWidget(self.go)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)
        self.note.input.returnPressed.connect(self._on_go)

    def open_for(self, card: SupplierInvoiceCard, state: SupplierState) -> None:
        """Ask why this invoice is disputed, or refused."""
        self._card, self._state = card, state
        refusing = state is SupplierState.REFUSED
        self.sheet.title.setText(_("Refuser la facture") if refusing else _("Contester la facture"))
        self.sheet.subtitle.setText(f"{card.supplier} · {card.number}")
        self.words.setText(
            _("Elle ne sera pas payée\u00a0: le fournisseur doit faire un avoir, puis une autre.")
            if refusing
            else _("Elle attend la réponse du fournisseur\u00a0; vous pourrez l’approuver ensuite.")
        )
        self.go.say(_("Refuser") if refusing else _("Contester"))
        self.banner.hide()
        self.note.set_value("")
        self.reason.clear()
        self.reason.setPlaceholderText(_("Choisir une raison"))
        for code in REASONS[_CODES[state]]:
            self.reason.addItem(reason_name(code), code)
        self.reason.setCurrentIndex(-1)
        self.sheet.open_sheet(self.reason)

    def _on_go(self) -> None:
        if self._card is None:
            return
        chosen = str(self.reason.currentData() or "")
        self._desk.write(
            self._show_done,
            decide_supplier_invoice,
            self._desk.gesture(),
            self._card.invoice_id,
            SupplierDecision(self._state, chosen, self.note.value),
        ).or_else(self._show_refused)

    def _show_done(self, _nothing: None) -> None:
        self.sheet.close_sheet()
        refused = self._state is SupplierState.REFUSED
        self._shell.toast(_("Facture refusée") if refused else _("Facture contestée"))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.reason.setFocus()
