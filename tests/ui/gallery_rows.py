"""Rows and columns for the sheets of the gallery."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def row(*widgets: QWidget) -> QWidget:
    """Return these side by side."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return holder


def column(*widgets: QWidget) -> QWidget:
    """Return these one under the other."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget)
    return holder
