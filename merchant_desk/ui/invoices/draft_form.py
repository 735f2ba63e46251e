"""The cards of a document, one under the other, read and shown together."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.queries.draft_defaults import DraftDefaults
from merchant_desk.queries.draft_page import DraftShown
from merchant_desk.rules.line_entry import LineSort, draft_lines, read_discount, typed_line
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.invoices.buyer_card import BuyerCard
from merchant_desk.ui.invoices.head_card import HeadCard
from merchant_desk.ui.invoices.line_model import NAME
from merchant_desk.ui.invoices.lines_view import LinesView
from merchant_desk.ui.invoices.terms_card import TermsCard
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_day
from merchant_desk.values.french import euros
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import InvoiceKind, PriceMethod
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment


class DraftForm(QScrollArea):
    """``edited`` when any card was changed by hand."""

    edited = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._deposits_of = ""
        self._defaults: DraftDefaults | None = None
        self.head = HeadCard(theme)
        self.buyer = BuyerCard(desk, theme)
        self.lines = LinesView(desk, theme)
        self.shipping = Button(theme, _("Frais de port"), kind=Kind.QUIET, icon="truck")
        self.terms = TermsCard(theme)
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        sold = Card(theme, _("Lignes"))
        sold.add_action(self.shipping)
        sold.body.addWidget(self.lines)
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(14)
        for card in (self.head, self.buyer, sold, self.terms):
            column.addWidget(card)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    def _connect(self) -> None:
        for part in (self.head, self.buyer, self.lines, self.terms):
            part.edited.connect(self._on_edited)
        self.shipping.clicked.connect(self._on_shipping)

    def show_draft(self, draft: InvoiceDraft) -> None:
        """Show what was kept, announcing nothing."""
        self.verticalScrollBar().setValue(0)
        self.head.show_draft(draft)
        self.buyer.show_buyer(draft.buyer, draft.customer_id)
        lines = [typed_line(_turned(each, draft.kind)) for each in draft.lines]
        self._use_day()
        self.lines.lines.show_lines(lines, self._day)
        self.terms.show_draft(draft)
        self.buyer.search.setFocus()

    def use_defaults(self, defaults: DraftDefaults, draft: InvoiceDraft) -> None:
        """Offer the rates of the shop and the deposits that are left."""
        self._defaults = defaults
        self.lines.lines.usual_vat = defaults.vat
        self.lines.cells.vat_choices = defaults.vat_choices
        self._show_deposits(draft)

    def put_into(self, draft: InvoiceDraft) -> InvoiceDraft:
        """Return the draft with what the cards say."""
        kind, buyer = self.head.document_kind, self.buyer.buyer()
        discount, part = read_discount(self.terms.discount.value) or (ZERO, 0)
        typed = draft_lines(self.lines.lines.lines)
        lines = tuple(_turned(each, kind) for each in typed)
        return replace(
            draft,
            kind=kind,
            buyer=buyer,
            lines=_same_amounts(draft, lines),
            method=self.head.price_method,
            discount=discount,
            discount_bp=part,
            delivered_on=read_day(self.terms.delivered.value),
            delivery_address=self.terms.delivery_address,
            due_on=read_day(self.terms.due.value),
            purchase_order=self.terms.order.value,
            note=self.terms.words.toPlainText().strip(),
            reason=self.terms.reason.value,
            deposit_ids=self.terms.deposits if _deducts(kind) else (),
            customer_id=self.buyer.customer_id,
            tax_country=_tax_country(lines, buyer.address.country, draft.tax_country),
            issued_on=self.head.issued_on,
        )

    @property
    def wrong(self) -> tuple[str, ...]:
        """Return what cannot be read, card by card."""
        found = (self.buyer.wrong, self.lines.lines.wrong, self.terms.wrong)
        return tuple(each for each in found if each)

    def focus_wrong(self) -> None:
        """Put the keyboard on the first card that cannot be read."""
        if self.buyer.wrong:
            self.buyer.search.setFocus()
        elif self.lines.lines.wrong:
            self.lines.setFocus()
        else:
            self.terms.delivered.input.setFocus()

    def show_amounts(self, shown: DraftShown, *, negative: bool) -> None:
        """Show what each line comes to."""
        taxed = shown.page.method is PriceMethod.TTC
        sign = -1 if negative else 1
        count = len(self.lines.lines.lines)
        amounts = [line.ttc if taxed else line.net for line in shown.page.lines[:count]]
        self.lines.lines.show_totals([euros(Money(sign * each.cents)) for each in amounts])

    @property
    def _day(self) -> date:
        return self.head.issued_on or paris_date(utc_now())

    def _use_day(self) -> None:
        with_vat = self.head.price_method is PriceMethod.TTC
        self.lines.lines.use_day(self._day, with_vat)

    def _show_deposits(self, draft: InvoiceDraft) -> None:
        if self._defaults is None:
            return
        place = draft.buyer.address
        mine = {place.company, place.name} - {""}
        deposits = [each for each in self._defaults.deposits if each.customer in mine]
        self._deposits_of = f"{place.company}\n{place.name}"
        self.terms.show_deposits(deposits, draft.kind)

    def _on_edited(self) -> None:
        self._use_day()
        self.terms.show_kind(self.head.document_kind)
        place = self.buyer.buyer().address
        if f"{place.company}\n{place.name}" != self._deposits_of and self._defaults is not None:
            self._show_deposits(InvoiceDraft(self.head.document_kind, self.buyer.buyer(), ()))
        self.edited.emit()

    def _on_shipping(self) -> None:
        row = self.lines.lines.add_sort(LineSort.SHIPPING, _("Frais de port"))
        self.lines.setCurrentIndex(self.lines.lines.index(row, NAME + 2))
        self.lines.setFocus()


def _turned(line: DraftLine, kind: InvoiceKind) -> DraftLine:
    """Return a line as the ledger has it, or back: what is given back is below zero."""
    if kind is not InvoiceKind.CREDIT_NOTE:
        return line
    amount = None if line.amount is None else -line.amount
    return replace(line, quantity=-line.quantity, discount=-line.discount, amount=amount)


def _same_amounts(draft: InvoiceDraft, lines: tuple[DraftLine, ...]) -> tuple[DraftLine, ...]:
    """Keep what a line came to where it is no price × quantity and nothing of it was changed."""
    known = {replace(each, amount=None): each for each in draft.lines if each.amount is not None}
    return tuple(known.get(each, each) for each in lines)


def _deducts(kind: InvoiceKind) -> bool:
    return kind in {InvoiceKind.INVOICE, InvoiceKind.CORRECTED}


def _tax_country(lines: tuple[DraftLine, ...], country: str, known: str) -> str:
    """Return whose tax is charged: that of the buyer's country under the one-stop shop."""
    if any(each.treatment is VatTreatment.OSS for each in lines):
        return country
    return "" if country == "FR" else known
