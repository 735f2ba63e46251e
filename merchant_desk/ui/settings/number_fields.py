"""Whole numbers of the settings, each under its name and kept when she leaves its field."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from merchant_desk.queries.settings import Settings
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import number
from merchant_desk.values.settings import Setting
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class NumberSpec:
    """A setting, its name on the page, and between which numbers it may lie."""

    setting: Setting[int]
    label: str
    least: int
    most: int
    hint: str = ""


class NumberFields(QWidget):
    """``typed`` carries the setting and the number she left its field with."""

    typed = Signal(object, int)

    def __init__(self, theme: Theme, specs: Sequence[NumberSpec], across: int) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._specs = {spec.setting.key: spec for spec in specs}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for place, spec in enumerate(specs):
            field = Field(theme, spec.label, hint=spec.hint, check=partial(_wrong, spec))
            field.input.editingFinished.connect(partial(self._on_left, spec.setting.key))
            self.fields[spec.setting.key] = field
            grid.addWidget(field, place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)

    def show_kept(self, stored: Settings) -> None:
        """Show what is kept; what she is typing stays."""
        for key, field in self.fields.items():
            if not field.input.hasFocus() and not field.error:
                field.set_value(number(stored.get(self._specs[key].setting)))

    def _on_left(self, key: str) -> None:
        """Hand the number on; one that cannot be is said under its field and goes no further."""
        field = self.fields[key]
        read = read_whole(field.value)
        if field.validate() and read is not None:
            self.typed.emit(self._specs[key].setting, read)


def _wrong(spec: NumberSpec, text: str) -> str:
    read = read_whole(text)
    if read is not None and spec.least <= read <= spec.most:
        return ""
    return _("Un nombre de {least} à {most}").format(
        least=number(spec.least), most=number(spec.most)
    )
