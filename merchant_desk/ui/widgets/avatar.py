"""The initials of who is at the desk, as a round button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme

_SIDE = 30


class Avatar(QPushButton):
    """Initials in a circle; pressing it shows or changes who works here."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_person(name)
        theme.changed.connect(self._on_theme_changed)

    def show_person(self, name: str) -> None:
        """Show the initials of this person."""
        self.setText("".join(word[0] for word in name.split()[:2]).upper())
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """Return the circle's square."""
        side = self._theme.px(_SIDE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        rounded(painter, area, area.width() / 2, fill=tokens.mute_soft)
        font = self._theme.font(Role.SECTION)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, area, self.text(), font, tokens.mute_text, centre)
        if self.hasFocus():
            focus_ring(painter, area, area.width() / 2, tokens.accent)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
