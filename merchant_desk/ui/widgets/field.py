"""A labelled input that says under itself what is wrong, never while she types the first time."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel

Check = Callable[[str], str]


def _no_check(_text: str) -> str:
    return ""


class Field(QWidget):
    """A text input; ``check`` returns what is wrong with a text, empty when it is fine."""

    edited = Signal(str)

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        hint: str = "",
        check: Check = _no_check,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._check = check
        self._hint = hint
        self._touched = False
        self.input = QLineEdit()
        self.input.setAccessibleName(label)
        self._label = TextLabel(theme, label, Role.STRONG, Ink.TEXT)
        self._label.setBuddy(self.input)
        self._mark = IconLabel(theme, "circle-alert", Ink.BAD, 14)
        self._message = TextLabel(theme, hint, Role.CAPTION, Ink.TEXT3, wraps=True)
        self._build()
        self.set_error("")
        self.input.textEdited.connect(self._on_edited)
        self.input.editingFinished.connect(self._on_left)

    def _build(self) -> None:
        under = QHBoxLayout()
        under.setSpacing(5)
        under.addWidget(self._mark)
        under.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._label)
        column.addWidget(self.input)
        column.addLayout(under)
        column.addStretch(1)

    @property
    def value(self) -> str:
        """Return what was typed, without the spaces around."""
        return self.input.text().strip()

    @property
    def error(self) -> str:
        """Return what is wrong, empty when nothing is known to be."""
        return self._error

    def set_value(self, text: str) -> None:
        """Show a text that was stored; it is not judged yet."""
        self.input.setText(text)
        self._touched = False
        self.set_error("")

    def set_hint(self, hint: str) -> None:
        """Change what is said under the input while nothing is wrong."""
        self._hint = hint
        self.set_error(self._error)

    def set_error(self, error: str) -> None:
        """Say what is wrong under the input, or take that away."""
        self._error = error
        self._mark.setVisible(bool(error))
        self._message.setText(error or self._hint)
        self._message.set_ink(Ink.BAD if error else Ink.TEXT3)
        self._message.setVisible(bool(error or self._hint))
        self.input.setAccessibleDescription(error or self._hint)
        if self.input.property("wrong") != bool(error):
            self.input.setProperty("wrong", bool(error))
            self.input.style().unpolish(self.input)
            self.input.style().polish(self.input)

    def validate(self) -> bool:
        """Judge the text now, as saving does; the caller focuses ``input`` of the first wrong."""
        self.set_error(self._check(self.value))
        return not self._error

    def _on_edited(self, text: str) -> None:
        self._touched = True
        if self._error:
            self.validate()
        self.edited.emit(text)

    def _on_left(self) -> None:
        """Judge what she typed or took away; a field she only went through is not wrong yet."""
        if self._touched or self.value:
            self.validate()
