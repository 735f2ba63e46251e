"""Whom an order is for, when it should come, and what is printed on it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from merchant_desk.queries.supplier_list import SupplierChoice
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.entries import read_day, written_day
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.texts import _


def check_day(text: str) -> str:
    """Ask for a day, or for nothing."""
    fine = not text or read_day(text) is not None
    return "" if fine else _("Saisissez une date, comme 03/12/2026.")


class FormHead(Card):
    """``edited`` when a field changed, ``supplier_chosen`` with the supplier."""

    edited = Signal()
    supplier_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._choices: Sequence[SupplierChoice] = ()
        self.supplier = Select(theme, _("Fournisseur"))
        self.supplier.setPlaceholderText(_("Choisir…"))
        self.wanted = Field(theme, _("Livraison souhaitée"), check=check_day)
        self.wanted.input.setPlaceholderText(_("au plus tôt"))
        self.wanted.setMaximumWidth(theme.px(160))
        self.remark = Field(theme, _("Note imprimée sur le bon"))
        self.deliver_to = Field(theme, _("Livrer à"))
        self.deliver_to.input.setPlaceholderText(_("la boutique"))
        lines = _("Une autre adresse\u00a0: ses lignes séparées par des virgules.")
        self.deliver_to.setToolTip(lines)
        row = QHBoxLayout()
        row.setSpacing(12)
        chosen = labelled(theme, self.supplier)
        chosen.addStretch(1)
        row.addLayout(chosen, 3)
        row.addWidget(self.wanted)
        row.addWidget(self.deliver_to, 3)
        row.addWidget(self.remark, 3)
        self.body.addLayout(row)
        self.supplier.activated.connect(self._on_supplier)
        self.wanted.edited.connect(self._on_edited)
        self.remark.edited.connect(self._on_edited)
        self.deliver_to.edited.connect(self._on_edited)

    @property
    def wanted_on(self) -> date | None:
        """Return the day that was typed; None for as soon as it can be."""
        return read_day(self.wanted.value)

    def validate(self) -> bool:
        """Judge the day that was typed; the first thing wrong gets the focus."""
        if self.supplier.currentIndex() < 0:
            self.supplier.setFocus()
            return False
        if not self.wanted.validate():
            self.wanted.input.setFocus()
            return False
        return True

    def show_order(
        self, wanted_on: date | None, note: str, deliver_to: str, *, may_change: bool
    ) -> None:
        """Show what was kept; a sent order keeps its supplier."""
        self.wanted.set_value("" if wanted_on is None else written_day(wanted_on))
        self.remark.set_value(note)
        self.deliver_to.set_value(deliver_to)
        self.supplier.setEnabled(may_change)

    def show_choices(self, choices: Sequence[SupplierChoice], chosen: SupplierId) -> None:
        """Offer these suppliers."""
        self._choices = choices
        self.supplier.clear()
        for each in choices:
            self.supplier.addItem(each.name)
        ids = [each.supplier_id for each in choices]
        self.supplier.setCurrentIndex(ids.index(chosen) if chosen in ids else -1)

    def show_only(self, name: str) -> None:
        """Show the supplier of an order that keeps it."""
        self._choices = ()
        self.supplier.clear()
        self.supplier.addItem(name)
        self.supplier.setCurrentIndex(0)

    def _on_supplier(self, place: int) -> None:
        if 0 <= place < len(self._choices):
            self.supplier_chosen.emit(self._choices[place].supplier_id)

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()
