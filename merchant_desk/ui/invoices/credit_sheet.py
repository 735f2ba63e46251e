"""« Faire un avoir… »: all of a document, some units of it, or an amount without return."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.credit_invoice import CreditAsked, Refund, credit_invoice
from merchant_desk.operations.post_invoice import InvoicePosted
from merchant_desk.queries.invoice_card import InvoiceCard
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.invoices.credit_line import CreditLineRow
from merchant_desk.ui.invoices.invoice_words import document_title
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import clear, labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_amount
from merchant_desk.values.french import euros
from merchant_desk.values.ids import DraftId, InvoiceId, PaymentId, RecordId, new_id
from merchant_desk.values.money import Money, total
from merchant_desk.values.payment_means import COUNTER_MEANS, means_words
from merchant_desk.values.texts import _

_ALL, _LINES, _AMOUNT = "all", "lines", "amount"
_AT_ONCE = 25


def needs_reason(text: str) -> str:
    """Ask why: the credit note prints it."""
    return "" if text else _("Écrivez le motif\u00a0: l’avoir le porte.")


def needs_amount(text: str) -> str:
    """Want an amount above zero."""
    found = read_amount(text)
    return "" if found is not None and found.cents else _("Saisissez un montant, comme 4,90.")


class CreditSheet(QObject):
    """A sheet over the document's; ``issued`` carries the credit note."""

    issued = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._card: InvoiceCard | None = None
        self._draft_id = DraftId(new_id())
        self._payment_id = PaymentId(new_id())
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Faire un avoir"))
        self.banner = Banner(theme)
        self.mode = SegmentedChoice(
            theme,
            _("Ce qui est rendu"),
            [(_ALL, _("Tout")), (_LINES, _("Des articles")), (_AMOUNT, _("Un geste"))],
        )
        self.held = QVBoxLayout()
        self.lines = QWidget()
        self.rows: list[CreditLineRow] = []
        self.amount = Field(
            theme,
            _("Montant du geste, TTC"),
            hint=_("Sans retour d’article\u00a0: la TVA suit les taux de la facture."),
            check=needs_amount,
        )
        self.reason = Field(theme, _("Motif"), check=needs_reason)
        self.restock = Switch(theme, _("Remettre les articles en rayon"))
        self.refund = Select(theme, _("Remboursement"))
        self.total = TextLabel(theme, "", Role.MONEY, tabular=True)
        self.go = Button(theme, _("Émettre l’avoir"), kind=Kind.PRIMARY)
        self._filling = QTimer(self, interval=0, singleShot=True)
        self._filling.timeout.connect(self._fill_some)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self._shell.theme
        self.held.setSpacing(0)
        self.held.setContentsMargins(0, 0, 0, 0)
        self.lines.setLayout(self.held)
        choices = [_("Pas maintenant"), *(means_words(each) for each in COUNTER_MEANS)]
        self.refund.addItems(choices)
        body = self.sheet.body
        for widget in (self.banner, self.mode, self.lines, self.amount, self.reason):
            body.addWidget(widget)
        body.addLayout(labelled(theme, self.refund))
        body.addWidget(self.restock)
        body.addStretch(1)
        body.addWidget(TextLabel(theme, _("Total de l’avoir"), Role.CAPTION, Ink.TEXT2))
        body.addWidget(self.total)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.go)

    def _connect(self) -> None:
        self.mode.chosen.connect(self._on_mode)
        self.amount.edited.connect(self._show_total)
        self.reason.input.returnPressed.connect(self._on_go)
        self.go.clicked.connect(self._on_go)

    def open_for(self, card: InvoiceCard) -> None:
        """Ask what of this document is given back."""
        self._card = card
        self._draft_id, self._payment_id = DraftId(new_id()), PaymentId(new_id())
        self.sheet.subtitle.setText(document_title(card.page.kind, card.page.number))
        self.banner.hide()
        clear(self.held)
        self.rows = []
        self._filling.stop()
        for field in (self.amount, self.reason):
            field.set_value("")
        self.restock.setChecked(False)
        self.refund.setCurrentIndex(0)
        self.mode.choose(_ALL)
        self._on_mode()
        self.sheet.open_sheet(self.reason.input)

    def _fill_some(self) -> None:
        """Build some rows a turn: a document may have hundreds."""
        lines = () if self._card is None else self._card.lines
        for line in lines[len(self.rows) : len(self.rows) + _AT_ONCE]:
            row = CreditLineRow(self._shell.theme, line)
            row.changed.connect(self._show_total)
            self.rows.append(row)
            self.held.addWidget(row)
        if len(self.rows) < len(lines):
            self._filling.start()

    def _on_mode(self, *_key: object) -> None:
        if self.mode.key == _LINES and not self.rows:
            self._fill_some()
        self.lines.setVisible(self.mode.key == _LINES)
        self.amount.setVisible(self.mode.key == _AMOUNT)
        self.restock.setVisible(self.mode.key != _AMOUNT)
        self._show_total()

    @property
    def _given(self) -> Money | None:
        if self.mode.key == _AMOUNT:
            return read_amount(self.amount.value)
        if self.mode.key == _LINES:
            return total(row.given for row in self.rows)
        lines = () if self._card is None else self._card.lines
        return total(line.amount_left for line in lines if line.left > 0)

    def _show_total(self, *_what: object) -> None:
        given = self._given
        self.total.setText("—" if given is None else euros(given))

    def _on_go(self) -> None:
        wanted = [self.reason, *([self.amount] if self.mode.key == _AMOUNT else [])]
        wrong = [each for each in wanted if not each.validate()]
        if wrong or self._card is None:
            if wrong:
                wrong[0].input.setFocus()
            return
        lines = self._lines()
        if self.mode.key == _LINES and not lines:
            title = _("Choisissez au moins une unité à rendre.")
            self.banner.show_message(BannerText(Tone.BAD, title))
            return
        asked = CreditAsked(
            invoice_id=self._card.invoice_id,
            reason=self.reason.value,
            lines=lines,
            amount=read_amount(self.amount.value) if self.mode.key == _AMOUNT else None,
            restock=self.restock.isChecked() and self.mode.key != _AMOUNT,
            refund=self._refund(),
        )
        self.go.setEnabled(False)
        gesture = self._desk.gesture()
        self._desk.write(self._show_issued, credit_invoice, gesture, self._draft_id, asked).or_else(
            self._show_refused
        )

    def _lines(self) -> tuple[tuple[RecordId, int], ...]:
        if self.mode.key != _LINES:
            return ()
        return tuple(
            (row.line.line_id, row.units.value()) for row in self.rows if row.units.value()
        )

    def _refund(self) -> Refund | None:
        place = self.refund.currentIndex() - 1
        return None if place < 0 else Refund(self._payment_id, COUNTER_MEANS[place])

    def _show_refused(self, error: DeskError) -> None:
        self.go.setEnabled(True)
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))

    def _show_issued(self, posted: InvoicePosted) -> None:
        self.go.setEnabled(True)
        self.sheet.close_sheet()
        words = _("Avoir {number} émis\u00a0: {amount}.")
        amount = euros(Money(abs(posted.total.cents)))
        self._shell.toast(words.format(number=posted.number, amount=amount))
        self.issued.emit(InvoiceId(posted.invoice_id))
