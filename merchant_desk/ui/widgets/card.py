"""A sheet of paper on the desk: a title, a note, actions at the right, and what lies on it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel

RADIUS = 12
_PADDING = 16


class Card(QFrame):
    """A rounded surface; screens add their parts to ``body``."""

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        note: str = "",
        *,
        padding: int = _PADDING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = TextLabel(theme, title, Role.CARD_TITLE)
        self.note = TextLabel(theme, note, Role.BODY, Ink.TEXT2)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(4)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(padding, max(padding - 4, 1), padding, padding)
        outer.setSpacing(8)
        self._head = QWidget(self)
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        outer.addWidget(self._head)
        outer.addLayout(self.body, 1)
        self._build_head()
        self._head.setVisible(bool(title))
        self.setAccessibleName(title)
        theme.changed.connect(self.update)

    def _build_head(self) -> None:
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.note, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addStretch(1)
        row.addLayout(self._actions)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right of the title."""
        self._head.setVisible(True)
        self._actions.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper."""
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        rounded(QPainter(self), area, RADIUS, fill=tokens.surface, edge=tokens.line)
