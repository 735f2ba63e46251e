"""An amount that may be left untold: an empty field is nothing known, never zero."""

from PySide6.QtCore import Signal

from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_MOST = Money(100_000_000)


class AmountField(Field):
    """``typed`` carries the amount she left it with, when it is another one."""

    typed = Signal(object)

    def __init__(self, theme: Theme, label: str, hint: str) -> None:
        super().__init__(theme, label, hint=hint, check=_wrong)
        self._shown: Money | None = None
        self.input.editingFinished.connect(self._on_typed)

    def show_amount(self, amount: Money | None) -> None:
        """Show what is kept; what she is typing stays."""
        if self.input.hasFocus() or self.error:
            return
        self._shown = amount
        self.set_value("" if amount is None else written_amount(amount))

    def _on_typed(self) -> None:
        """Hand the amount on; emptied, one that was told becomes none at all."""
        if not self.validate():
            return
        told = read_amount(self.value) if self.value else None
        if told is None and self._shown is not None:
            told = ZERO
        if told is not None and told != self._shown:
            self._shown = told
            self.typed.emit(told)


def _wrong(text: str) -> str:
    amount = read_amount(text) if text else ZERO
    fine = amount is not None and amount <= _MOST
    return "" if fine else _("Un montant, comme 1\u202f250 ou 843,20.")
