"""« Encaisser… » and « Rembourser… »: what came in for a document, by what, and what is left."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.pay_invoice import PaymentAsked, PaymentNoted, pay_invoice
from merchant_desk.queries.invoice_card import InvoiceCard
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.invoices.invoice_words import document_title
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
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount, read_day, written_amount, written_day
from merchant_desk.values.french import euros
from merchant_desk.values.ids import PaymentId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import COUNTER_MEANS, Means, means_words
from merchant_desk.values.texts import _

MEANS = (Means.TRANSFER, *(each for each in COUNTER_MEANS if each is not Means.TRANSFER))
"""A document is mostly paid by transfer: the counter has its own order."""


def check_amount(text: str) -> str:
    """Say what is wrong with an amount, empty when nothing is."""
    found = read_amount(text)
    return "" if found is not None and found.cents else _("Saisissez un montant, comme 12,50.")


def check_day(text: str) -> str:
    """Say what is wrong with a day, empty when nothing is."""
    day = read_day(text)
    if day is None:
        return _("Écrivez une date qui existe, comme 21/11/2026.")
    return _("Ce jour n’est pas encore venu.") if day > paris_date(utc_now()) else ""


class PaymentSheet(QObject):
    """A side sheet with one form; ``noted`` once it was kept."""

    noted = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._card: InvoiceCard | None = None
        self._payment_id = PaymentId(new_id())
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.banner = Banner(theme)
        self.amount = Field(theme, _("Montant"), check=check_amount)
        self.day = Field(theme, _("Reçu le"), check=check_day)
        self.means = Select(theme, _("Moyen de paiement"))
        self.reference = Field(
            theme,
            _("Référence"),
            hint=_("Facultatif\u00a0: numéro du chèque, libellé du virement."),
        )
        self.after = TextLabel(theme, "", Role.MONEY, tabular=True)
        self.told = TextLabel(theme, "", Role.BODY, Ink.TEXT2, wraps=True)
        self.save = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self._shell.theme
        self.means.addItems([means_words(each) for each in MEANS])
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.amount, 1)
        first.addWidget(self.day, 1)
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addLayout(first)
        body.addLayout(labelled(theme, self.means))
        body.addWidget(self.reference)
        body.addStretch(1)
        body.addWidget(TextLabel(theme, _("Reste après ce paiement"), Role.CAPTION, Ink.TEXT2))
        body.addWidget(self.after)
        body.addWidget(self.told)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.save)

    def _connect(self) -> None:
        self.amount.edited.connect(self._show_after)
        self.save.clicked.connect(self._on_save)
        for field in (self.amount, self.day, self.reference):
            field.input.returnPressed.connect(self._on_save)

    def open_for(self, card: InvoiceCard) -> None:
        """Ask for the payment of this document; all that is left is proposed."""
        self._card = card
        self._payment_id = PaymentId(new_id())
        back = card.due.left.cents < 0
        self.sheet.title.setText(_("Rembourser") if back else _("Encaisser"))
        self.sheet.subtitle.setText(document_title(card.page.kind, card.page.number))
        self.banner.hide()
        left = Money(abs(card.due.left.cents))
        self.amount.set_value(written_amount(left))
        words = _("À rendre\u00a0: {left}") if back else _("Reste à payer\u00a0: {left}")
        self.amount.set_hint(words.format(left=euros(left)))
        self.day.set_value(written_day(paris_date(utc_now())))
        self.means.setCurrentIndex(0)
        self.reference.set_value("")
        self._show_after()
        self.sheet.open_sheet(self.amount.input)
        self.amount.input.selectAll()

    @property
    def _signed(self) -> Money | None:
        """Return the amount as it counts: what is given back is below zero."""
        found = read_amount(self.amount.value)
        if found is None or self._card is None:
            return None
        return -found if self._card.due.left.cents < 0 else found

    def _show_after(self) -> None:
        amount = self._signed
        if amount is None or self._card is None:
            self.after.setText("—")
            self.told.setText("")
            return
        left = self._card.due.left - amount
        self.after.setText(euros(left))
        over = left.cents < 0 <= self._card.due.left.cents
        self.after.set_ink(Ink.WARN if over else Ink.TEXT)
        words = _("Trop perçu\u00a0: {over} seront à rendre au client.")
        self.told.setText(words.format(over=euros(-left)) if over else "")

    def _on_save(self) -> None:
        wrong = next((each for each in (self.amount, self.day) if not each.validate()), None)
        amount, day = self._signed, read_day(self.day.value)
        if wrong is not None or self._card is None or amount is None or day is None:
            (wrong or self.amount).input.setFocus()
            return
        asked = PaymentAsked(
            payment_id=self._payment_id,
            invoice_id=self._card.invoice_id,
            amount=amount,
            means=MEANS[max(0, self.means.currentIndex())],
            paid_on=day,
            reference=self.reference.value,
        )
        self._desk.write(self._show_noted, pay_invoice, self._desk.gesture(), asked).or_else(
            self._show_refused
        )

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.amount.input.setFocus()

    def _show_noted(self, noted: PaymentNoted) -> None:
        self.sheet.close_sheet()
        if noted.left.cents < 0:
            words = _("Paiement noté. Trop perçu\u00a0: {left} à rendre.")
        elif noted.left:
            words = _("Paiement noté. Reste {left}.")
        else:
            words = _("Paiement noté\u00a0: tout est réglé.")
        self._shell.toast(words.format(left=euros(Money(abs(noted.left.cents)))))
        self.noted.emit()
