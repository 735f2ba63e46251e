"""The inputs of the further parts of an operation: each gives and shows one typed value."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_day, read_decimal, read_whole, written_day
from merchant_desk.values.texts import _

_HUNDRED = 100
_MOST = 99_999


class DraftInput(QWidget):
    """``entered`` is what was told, None where nothing was; ``edited`` when it changed by hand."""

    edited = Signal()
    whole_line = False

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)

    @property
    def entered(self) -> Any:
        """Return the value; None while nothing that can be read stands there."""
        return None

    def show_value(self, value: Any) -> None:
        """Show a value, or nothing, announcing nothing."""

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()


class _FieldInput(DraftInput):
    def __init__(self, theme: Theme, label: str, hint: str = "") -> None:
        super().__init__(label)
        self.field = Field(theme, label, hint=hint, check=self._check)
        self._column.addWidget(self.field)
        self.setFocusProxy(self.field.input)
        self.field.edited.connect(self._on_edited)

    @property
    def entered(self) -> Any:
        return self._read(self.field.value) if self.field.value else None

    def show_value(self, value: Any) -> None:
        self.field.set_value("" if value is None else self._written(value))

    def _read(self, text: str) -> Any:
        return text

    def _written(self, value: Any) -> str:
        return str(value)

    def _wrong(self) -> str:
        return ""

    def _check(self, text: str) -> str:
        return self._wrong() if text and self._read(text) is None else ""


class TextInput(_FieldInput):
    """Words."""


class LongTextInput(TextInput):
    """Words that need the whole line."""

    whole_line = True


class PercentInput(_FieldInput):
    """A percentage from 0 to 100, as a fraction of a hundred."""

    def _read(self, text: str) -> Fraction | None:
        percent = read_decimal(text.replace("%", ""))
        return percent if percent is not None and percent <= _HUNDRED else None

    def _written(self, value: Fraction) -> str:
        return _decimal(value)

    def _wrong(self) -> str:
        return _("Écrivez un pourcentage de 0 à 100, par exemple 20.")


class AmountInput(_FieldInput):
    """Euros."""

    def _read(self, text: str) -> Fraction | None:
        return read_decimal(text.replace("€", ""))

    def _written(self, value: Fraction) -> str:
        return _decimal(value)

    def _wrong(self) -> str:
        return _("Écrivez un montant en euros, par exemple 12,90.")


class CountInput(_FieldInput):
    """A whole number that is not negative."""

    def __init__(self, theme: Theme, label: str, hint: str = "", least: int = 0) -> None:
        self._least = least
        super().__init__(theme, label, hint)

    def _read(self, text: str) -> int | None:
        count = read_whole(text)
        return count if count is not None and self._least <= count <= _MOST else None

    def _wrong(self) -> str:
        return _("Écrivez un nombre entier, {n} au moins.").format(n=self._least)


class DayInput(_FieldInput):
    """A day, or none."""

    def __init__(self, theme: Theme, label: str, hint: str = "") -> None:
        super().__init__(theme, label, hint)
        self.field.input.setPlaceholderText(_("jj/mm/aaaa"))

    def _read(self, text: str) -> date | None:
        return read_day(text)

    def _written(self, value: date) -> str:
        return written_day(value)

    def _wrong(self) -> str:
        return _("Écrivez une date qui existe, par exemple 06/01/2027.")


class ChoiceInput(DraftInput):
    """One of some words; a word that is not offered is kept and shown as it is."""

    def __init__(self, theme: Theme, label: str, options: Mapping[str, str]) -> None:
        super().__init__(label)
        self._keys = list(options)
        self.select = Select(theme, label)
        self.select.addItems([_(each) for each in options.values()])
        self._column.addWidget(TextLabel(theme, label, Role.STRONG, Ink.TEXT))
        self._column.addWidget(self.select)
        self.setFocusProxy(self.select)
        self._column.addStretch(1)
        self.select.activated.connect(self._on_edited)

    @property
    def entered(self) -> str | None:
        """Return the word in use; None for « not told »."""
        return self._keys[max(0, self.select.currentIndex())] or None

    def show_value(self, value: Any) -> None:
        """Show a word, announcing nothing."""
        key = value or ""
        if key and key not in self._keys:
            self._keys.append(key)
            self.select.addItem(key)
        self.select.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)


class TickInput(DraftInput):
    """Yes or no."""

    whole_line = True

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__(label)
        self.box = CheckBox(theme, label)
        self._column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.toggled.connect(self._on_edited)

    @property
    def entered(self) -> bool:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def show_value(self, value: Any) -> None:
        """Tick or not, announcing nothing."""
        self.box.blockSignals(True)
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)


class SetInput(DraftInput):
    """Several of some words, as boxes to tick; words that are not offered are kept."""

    whole_line = True

    def __init__(
        self, theme: Theme, label: str, options: Mapping[str, str], columns: int = 2
    ) -> None:
        super().__init__(label)
        self._others: tuple[str, ...] = ()
        self.boxes = {key: CheckBox(theme, _(words)) for key, words in options.items()}
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(0)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // columns, place % columns)
            box.toggled.connect(self._on_edited)
        self._column.addWidget(TextLabel(theme, label, Role.STRONG, Ink.TEXT))
        self._column.addLayout(grid)

    @property
    def entered(self) -> tuple[str, ...] | None:
        """Return what is ticked; None where nothing is."""
        ticked = (key for key, box in self.boxes.items() if box.isChecked())
        return (*ticked, *self._others) or None

    def show_value(self, value: Sequence[str] | None) -> None:
        """Tick some words, announcing nothing."""
        told = tuple(value or ())
        self._others = tuple(each for each in told if each not in self.boxes)
        for key, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(key in told)
            box.blockSignals(False)


def _decimal(value: Fraction) -> str:
    """Return a number as one would type it: ``12,5``."""
    cents = round(value * _HUNDRED)
    whole, rest = divmod(cents, _HUNDRED)
    return str(whole) if not rest else f"{whole},{rest:02d}".rstrip("0")
