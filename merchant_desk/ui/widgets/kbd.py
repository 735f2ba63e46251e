"""The keys of a shortcut, drawn as a key cap beside what they do."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, rounded, text_width
from merchant_desk.ui.theme import Theme

_HEIGHT = 18
_PADDING = 6


class Kbd(QLabel):
    """A key cap; the text is what this machine calls the keys (⌘K, Ctrl+K)."""

    def __init__(self, theme: Theme, keys: str, parent: QWidget | None = None) -> None:
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        super().__init__((native or keys).replace("+", " "), parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Return the cap's size."""
        words = text_width(self.text(), self._theme.font(Role.KEY))
        return QSize(words + 2 * _PADDING, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut a key's name."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        rounded(painter, area, 5, fill=tokens.sunken, edge=tokens.border)
        centre = Qt.AlignmentFlag.AlignHCenter
        font = self._theme.font(Role.KEY)
        draw_text(painter, area, self.text(), font, tokens.text2, centre)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
