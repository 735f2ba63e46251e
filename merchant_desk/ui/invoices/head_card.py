"""What is being written: its kind, whether its prices hold the VAT, its date."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from merchant_desk.ui.invoices.terms_card import check_day
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.values.entries import read_day, written_day
from merchant_desk.values.invoice_draft import InvoiceDraft
from merchant_desk.values.invoice_page import InvoiceKind, PriceMethod
from merchant_desk.values.texts import _

_OFFERED = frozenset({InvoiceKind.INVOICE, InvoiceKind.DEPOSIT})
"""A credit note gives back a document: it is made from that one."""


class HeadCard(Card):
    """``edited`` when anything in it was changed by hand."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._fixed: InvoiceKind | None = None
        self.kind = SegmentedChoice(
            theme,
            _("Nature du document"),
            [
                (InvoiceKind.INVOICE.value, _("Facture")),
                (InvoiceKind.DEPOSIT.value, _("Acompte")),
            ],
        )
        self.method = SegmentedChoice(
            theme,
            _("Prix saisis"),
            [(PriceMethod.TTC.value, _("Prix TTC")), (PriceMethod.NET.value, _("Prix HT"))],
        )
        self.day = Field(theme, _("Date"), check=check_day)
        self.day.input.setPlaceholderText(_("aujourd’hui"))
        self.day.setMaximumWidth(theme.px(150))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.kind)
        row.addWidget(self.method)
        row.addStretch(1)
        row.addWidget(self.day)
        self.body.addLayout(row)
        for choice in (self.kind, self.method):
            choice.chosen.connect(self._on_edited)
        self.day.edited.connect(self._on_edited)

    def show_draft(self, draft: InvoiceDraft) -> None:
        """Show what was kept, announcing nothing; a correction stays one."""
        self.blockSignals(True)
        self._fixed = None if draft.kind in _OFFERED else draft.kind
        self.kind.setVisible(self._fixed is None)
        if self._fixed is None:
            self.kind.choose(draft.kind.value)
        self.method.choose(draft.method.value)
        self.day.set_value("" if draft.issued_on is None else written_day(draft.issued_on))
        self.blockSignals(False)

    @property
    def document_kind(self) -> InvoiceKind:
        """Return what is being written."""
        return self._fixed or InvoiceKind(self.kind.key)

    @property
    def price_method(self) -> PriceMethod:
        """Return which prices decide."""
        return PriceMethod(self.method.key)

    @property
    def issued_on(self) -> date | None:
        """Return the day that was typed; None for today."""
        return read_day(self.day.value)

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()
