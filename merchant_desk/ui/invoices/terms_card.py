"""Everything else a document may say: dates, delivery, discount, deposits, order, note, reason."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from merchant_desk.queries.draft_defaults import OpenDeposit
from merchant_desk.rules.line_entry import read_discount
from merchant_desk.ui.invoices.address_fields import AddressFields
from merchant_desk.ui.settings.page import side_by_side
from merchant_desk.ui.stock.lines import clear, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.values.entries import read_day, written_amount, written_day
from merchant_desk.values.french import euros, rate, short_date
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_draft import InvoiceDraft
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _

_NOTE_HEIGHT = 74
_MOST_DEPOSITS = 12
_REASONED = frozenset({InvoiceKind.CREDIT_NOTE, InvoiceKind.CORRECTED})


def check_day(text: str) -> str:
    """Want a day that exists, or nothing."""
    fine = not text or read_day(text) is not None
    return "" if fine else _("Écrivez une date qui existe, comme 21/11/2026.")


def check_discount(text: str) -> str:
    """Want an amount, a percentage, or nothing."""
    fine = read_discount(text) is not None
    return "" if fine else _("Un montant, ou un pourcentage comme 10\u00a0%.")


class TermsCard(Card):
    """``edited`` when anything in it was changed by hand."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Conditions"))
        self._theme = theme
        self._deposits: dict[InvoiceId, CheckBox] = {}
        self._wanted: tuple[InvoiceId, ...] = ()
        day = _("jj/mm/aaaa")
        self.reason = Field(theme, _("Motif"), hint=_("Imprimé sur le document."))
        self.delivered = Field(theme, _("Livré le"), check=check_day)
        self.due = Field(theme, _("À payer avant le"), check=check_day)
        for field in (self.delivered, self.due):
            field.input.setPlaceholderText(day)
        self.discount = Field(
            theme, _("Remise sur le tout"), hint=_("Comme 10\u00a0% ou 5,00."), check=check_discount
        )
        self.order = Field(theme, _("Bon de commande du client"))
        self.elsewhere = Switch(theme, _("Livrer à une autre adresse"))
        self.place = AddressFields(theme)
        self.words = QPlainTextEdit()
        self.boxes = QVBoxLayout()
        self._deposit_part = QWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.words.setAccessibleName(_("Note imprimée"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(self._theme.px(_NOTE_HEIGHT))
        self.boxes.setContentsMargins(0, 0, 0, 0)
        self.boxes.setSpacing(0)
        self._deposit_part.setLayout(self.boxes)
        body = self.body
        body.addWidget(self.reason)
        body.addLayout(side_by_side(self.delivered, self.due, self.discount))
        body.addWidget(self.order)
        body.addWidget(self._deposit_part)
        body.addWidget(self.elsewhere)
        body.addWidget(self.place)
        body.addLayout(labelled(self._theme, self.words))

    def _connect(self) -> None:
        for field in (self.reason, self.delivered, self.due, self.discount, self.order):
            field.edited.connect(self._on_edited)
        self.words.textChanged.connect(self._on_edited)
        self.place.edited.connect(self._on_edited)
        self.elsewhere.toggled.connect(self._on_elsewhere)

    def show_draft(self, draft: InvoiceDraft) -> None:
        """Show what was kept, announcing nothing."""
        self.blockSignals(True)
        discount = rate(draft.discount_bp) if draft.discount_bp else ""
        if draft.discount:
            discount = written_amount(draft.discount)
        for field, text in (
            (self.reason, draft.reason),
            (self.delivered, _day(draft.delivered_on)),
            (self.due, _day(draft.due_on)),
            (self.discount, discount),
            (self.order, draft.purchase_order),
        ):
            field.set_value(text)
        self.words.setPlainText(draft.note)
        self.elsewhere.setChecked(draft.delivery_address is not None)
        self.place.show_address(draft.delivery_address or Address())
        self.place.setVisible(draft.delivery_address is not None)
        self._wanted = draft.deposit_ids
        self.show_kind(draft.kind)
        self.blockSignals(False)

    def show_kind(self, kind: InvoiceKind) -> None:
        """Ask only what this kind of document says."""
        self.reason.setVisible(kind in _REASONED)
        self.due.setVisible(kind is not InvoiceKind.CREDIT_NOTE)
        deducts = kind in {InvoiceKind.INVOICE, InvoiceKind.CORRECTED}
        self._deposit_part.setVisible(deducts and bool(self._deposits))

    def show_deposits(self, deposits: Sequence[OpenDeposit], kind: InvoiceKind) -> None:
        """Offer the deposits of which something is left, those of this customer first."""
        clear(self.boxes)
        self._deposits = {}
        for each in deposits[:_MOST_DEPOSITS]:
            words = _("Déduire l’acompte {number} du {day}, {customer}, {left}").format(
                number=each.number,
                day=short_date(each.issued_on),
                customer=each.customer,
                left=euros(each.left),
            )
            box = CheckBox(self._theme, words)
            box.setChecked(each.invoice_id in self._wanted)
            box.toggled.connect(self._on_edited)
            self._deposits[each.invoice_id] = box
            self.boxes.addWidget(box)
        self.show_kind(kind)

    @property
    def deposits(self) -> tuple[InvoiceId, ...]:
        """Return the deposits to deduct; before they are offered, those that were kept."""
        if not self._deposits:
            return self._wanted
        return tuple(each for each, box in self._deposits.items() if box.isChecked())

    @property
    def wrong(self) -> str:
        """Return what is wrong with a field, empty when nothing is."""
        fields = (self.delivered, self.due, self.discount)
        found = next((each for each in fields if not each.validate()), None)
        return "" if found is None else found.error

    @property
    def delivery_address(self) -> Address | None:
        """Return where the goods went, when it is elsewhere."""
        return self.place.address(business=True) if self.elsewhere.isChecked() else None

    def _on_elsewhere(self, on: bool) -> None:
        self.place.setVisible(on)
        self.edited.emit()

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()


def _day(day: date | None) -> str:
    return "" if day is None else written_day(day)
