"""The numbers of the accounts, each under its usual name; empty means the usual number."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from merchant_desk.rules.accounts_data import PlannedAccount
from merchant_desk.rules.posting.plan import is_account
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.texts import _

_ACROSS = 2


class AccountFields(QWidget):
    """``typed`` carries the role of an account and the number she left the field with."""

    typed = Signal(str, str)

    def __init__(self, theme: Theme, accounts: Sequence[PlannedAccount]) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for place, each in enumerate(sorted(accounts, key=lambda one: one.code)):
            field = Field(theme, each.label, check=_wrong)
            field.input.setPlaceholderText(each.code)
            field.input.setMaxLength(20)
            field.input.editingFinished.connect(partial(self._on_left, each.role))
            self.fields[each.role] = field
            grid.addWidget(field, place // _ACROSS, place % _ACROSS)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)

    def show_numbers(self, own: Mapping[str, str]) -> None:
        """Show the merchant's own numbers; what she is typing stays."""
        for role, field in self.fields.items():
            if not field.input.hasFocus() and not field.error:
                field.set_value(own.get(role, ""))

    def _on_left(self, role: str) -> None:
        """Hand the number on; one that cannot be is said under its field and goes no further."""
        field = self.fields[role]
        if field.validate():
            self.typed.emit(role, field.value.upper())


def _wrong(text: str) -> str:
    if not text or is_account(text):
        return ""
    return _("Trois chiffres d’abord, le premier de 1 à 7")
