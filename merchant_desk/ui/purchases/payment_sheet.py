"""Note that a supplier was paid: how much, how, on which day."""

from PySide6.QtCore import QObject

from merchant_desk.errors import DeskError
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.queries.supplier_invoice_card import SupplierInvoiceCard
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
from merchant_desk.values.clock import paris_date
from merchant_desk.values.entries import read_amount, read_day, written_amount, written_day
from merchant_desk.values.french import euros
from merchant_desk.values.ids import PaymentId, new_id
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payment_means import Means, means_words
from merchant_desk.values.supplier_invoices import SupplierPaid
from merchant_desk.values.texts import _

_MEANS = (Means.TRANSFER, Means.CARD, Means.CHEQUE, Means.CASH)


def _check_amount(text: str) -> str:
    return "" if read_amount(text) is not None else _("Saisissez un montant, comme 84,24.")


def _check_day(text: str) -> str:
    return "" if read_day(text) is not None else _("Saisissez une date, comme 06/01/2027.")


class PaymentSheet(QObject):
    """A sheet over the invoice's; what is left is proposed."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._card: SupplierInvoiceCard | None = None
        self._payment_id = PaymentId(b"")
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.banner = Banner(theme)
        self.amount = Field(theme, _("Montant"), check=_check_amount)
        self.means = Select(theme, _("Moyen de paiement"))
        self.paid_on = Field(theme, _("Payé le"), check=_check_day)
        self.reference = Field(
            theme, _("Référence"), hint=_("Facultatif\u00a0: le libellé du virement.")
        )
        self.note = TextLabel(
            theme,
            _("Les réceptions de cette facture seront notées payées ce jour-là, une fois soldée."),
            ink=Ink.TEXT2,
            wraps=True,
        )
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, _("Noter le paiement"), kind=Kind.PRIMARY)
        self._build()

    def _build(self) -> None:
        for means in _MEANS:
            self.means.addItem(means_words(means), means.value)
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addWidget(self.amount)
        body.addLayout(labelled(self._shell.theme, self.means))
        for part in (self.paid_on, self.reference, self.note):
            body.addWidget(part)
        body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addWidget(self.go)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)
        for field in (self.amount, self.paid_on, self.reference):
            field.input.returnPressed.connect(self._on_go)

    def open_for(self, card: SupplierInvoiceCard) -> None:
        """Propose to pay what is left today."""
        self._card = card
        self._payment_id = PaymentId(new_id())
        back = card.left < ZERO
        self.sheet.title.setText(_("Encaisser l’avoir") if back else _("Noter le paiement"))
        self.sheet.subtitle.setText(f"{card.supplier} · {card.number}")
        self.banner.hide()
        self.amount.set_value(written_amount(Money(abs(card.left.cents))))
        self.amount.set_hint(_("Reste\u00a0: {amount}").format(amount=euros(card.left)))
        self.paid_on.set_value(written_day(paris_date(self._desk.gesture().at)))
        self.reference.set_value("")
        self.note.setVisible(not back)
        self.sheet.open_sheet(self.amount.input)

    def _on_go(self) -> None:
        fields = (self.amount, self.paid_on)
        wrong = [field for field in fields if not field.validate()]
        if wrong:
            wrong[0].input.setFocus()
            return
        amount, day = read_amount(self.amount.value), read_day(self.paid_on.value)
        if self._card is None or amount is None or day is None:
            return
        paid = SupplierPaid(
            self._payment_id,
            -amount if self._card.left < ZERO else amount,
            str(self.means.currentData()),
            day,
            self.reference.value,
        )
        self._desk.write(
            self._show_paid,
            pay_supplier_invoice,
            self._desk.gesture(),
            self._card.invoice_id,
            paid,
        ).or_else(self._show_refused)

    def _show_paid(self, left: Money) -> None:
        self.sheet.close_sheet()
        told = _("Paiement noté\u00a0: il reste {left}.").format(left=euros(left))
        self._shell.toast(told if left else _("Paiement noté\u00a0: la facture est soldée."))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.amount.input.setFocus()
