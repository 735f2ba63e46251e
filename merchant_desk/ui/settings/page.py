"""One page of the settings: cards in a column that stays readable on a wide screen."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel

WIDEST = 780
_MARGIN = 24


class SettingsPage(QScrollArea):
    """Scrolls its cards; ``reload`` is called at each visit and when a watched table changed."""

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, shell: Shell, title: str, lead: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.shell = shell
        self.cards = QVBoxLayout()
        self.cards.setSpacing(14)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._column(title, lead))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(title)

    def _column(self, title: str, lead: str) -> QWidget:
        theme = self.shell.theme
        held = QWidget()
        held.setMaximumWidth(WIDEST)
        held.setLayout(self.cards)
        inner = QWidget()
        inner.setProperty("ground", "none")
        inner.setMaximumWidth(WIDEST + 2 * _MARGIN)  # here too: heights are asked for this width
        column = QVBoxLayout(inner)
        column.setContentsMargins(_MARGIN, 4, _MARGIN, 24)
        column.setSpacing(14)
        column.addWidget(TextLabel(theme, title, Role.PAGE_TITLE))
        if lead:
            words = caption(theme, lead)
            words.setMaximumWidth(WIDEST)
            column.addWidget(words)
        column.addWidget(held)
        column.addStretch(1)
        return inner

    def reload(self) -> None:
        """Ask the desk for everything shown."""

    def add_card(self, title: str, note: str = "") -> Card:
        """Add a card under the others; its note may take several lines."""
        card = Card(self.shell.theme, title)
        if note:
            card.body.addWidget(caption(self.shell.theme, note))
        self.cards.addWidget(card)
        return card


def caption(theme: Theme, text: str) -> TextLabel:
    """Return a quiet line that may wrap."""
    return TextLabel(theme, text, Role.BODY, Ink.TEXT2, wraps=True)


def side_by_side(*widgets: QWidget, stretches: tuple[int, ...] = ()) -> QHBoxLayout:
    """Return a row of fields that share the width."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for index, widget in enumerate(widgets):
        row.addWidget(widget, stretches[index] if stretches else 1)
    return row


def buttons_row(*widgets: QWidget, at_right: bool = False) -> QHBoxLayout:
    """Return buttons side by side at one end of the line."""
    row = QHBoxLayout()
    row.setSpacing(8)
    if at_right:
        row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    if not at_right:
        row.addStretch(1)
    return row


def labelled(theme: Theme, text: str, widget: QWidget, note: str = "") -> QHBoxLayout:
    """Return a line with its words at the left and its control at the right."""
    words = QVBoxLayout()
    words.setSpacing(2)
    label = TextLabel(theme, text, Role.STRONG)
    label.setBuddy(widget)
    words.addWidget(label)
    if note:
        words.addWidget(TextLabel(theme, note, Role.CAPTION, Ink.TEXT3, wraps=True))
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addLayout(words, 1)
    row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and let the widgets go."""
    while layout.count() and (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
