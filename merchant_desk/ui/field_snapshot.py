"""What a text field held before a slow scanner typed into it."""

from dataclasses import dataclass

import shiboken6
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

Field = QLineEdit | QPlainTextEdit | QTextEdit


@dataclass(frozen=True, slots=True)
class FieldSnapshot:
    """The text and the cursor of a field, to put back."""

    field: Field
    text: str
    cursor: int

    def restore(self) -> None:
        """Take out what was typed since."""
        if not shiboken6.isValid(self.field):
            return
        if isinstance(self.field, QLineEdit):
            self.field.setText(self.text)
            self.field.setCursorPosition(self.cursor)
            return
        self.field.setPlainText(self.text)
        cursor = self.field.textCursor()
        cursor.setPosition(self.cursor)
        self.field.setTextCursor(cursor)


def snapshot_of(widget: QWidget | None) -> FieldSnapshot | None:
    """Return what the field with the focus holds; None when it takes no text."""
    if isinstance(widget, QAbstractSpinBox):
        widget = widget.findChild(QLineEdit)
    if isinstance(widget, QLineEdit) and not widget.isReadOnly():
        return FieldSnapshot(widget, widget.text(), widget.cursorPosition())
    if isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.isReadOnly():
        return FieldSnapshot(widget, widget.toPlainText(), widget.textCursor().position())
    return None
