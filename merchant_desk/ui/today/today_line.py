"""One thing of the day: how many, what it is, and the way to its fix; the whole line opens it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from merchant_desk.queries.today import TodayLine, Urgency
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone

_HEIGHT = 56
_ROUND = 36
_GAP = 12
_ICONS = {
    "late": "clock-alert",
    "due": "package",
    "later": "calendar-days",
    "in_progress": "scan-barcode",
    "short": "triangle-alert",
    "new": "inbox",
    "notes": "message-square",
    "unpaid": "credit-card",
    "unreached": "cloud-off",
    "identity": "store",
    "prints": "printer",
    "doubtful": "printer",
    "unsent": "cloud-upload",
    "refused": "cloud-alert",
    "differs": "scale",
    "blocked": "ban",
    "parked": "file-text",
    "conflicts": "arrow-up-down",
    "shortages": "package-x",
    "negative": "scale",
    "starting": "megaphone",
    "ending": "megaphone",
    "aside": "pause",
    "returns_late": "clock-alert",
    "returns": "undo-2",
    "under": "package-x",
    "overdue": "euro",
    "red_day": "wallet",
    "version": "sparkles",
}
_TONES = {Urgency.NOW: Tone.BAD, Urgency.SOON: Tone.WARN, Urgency.CALM: Tone.MUTE}


class TodayButton(QPushButton):
    """A line of the day page; Enter or a click opens its fix."""

    def __init__(self, theme: Theme, line: TodayLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.line = line
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_line(line)
        theme.changed.connect(self._on_theme_changed)

    def show_line(self, line: TodayLine) -> None:
        """Say something else; the focus stays."""
        self.line = line
        self.setAccessibleName(line.sentence)
        self.setAccessibleDescription(line.detail)
        self.setToolTip(" ".join(filter(None, (line.sentence, line.detail))))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        return QSize(260, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Let the words be elided before the page scrolls sideways."""
        return QSize(200, self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark, the words, and the arrow."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            rounded(painter, area, 8, fill=tokens.hover)
        self._paint_mark(painter)
        side = self._theme.px(_ROUND)
        left = 8 + side + _GAP
        arrow = self._theme.px(16)
        wide = self.width() - left - arrow - 20
        middle = self.height() / 2
        title = self._theme.font(Role.ITEM)
        if self.line.detail:
            draw_text(
                painter, QRectF(left, middle - 20, wide, 20), self.line.sentence, title, tokens.text
            )
            detail = QRectF(left, middle + 1, wide, 18)
            caption = self._theme.font(Role.CAPTION)
            draw_text(painter, detail, self.line.detail, caption, tokens.text2)
        else:
            draw_text(
                painter,
                QRectF(left, 0, wide, self.height()),
                self.line.sentence,
                title,
                tokens.text,
            )
        mark = QRectF(self.width() - arrow - 10, middle - arrow / 2, arrow, arrow)
        draw_icon(painter, "chevron-right", tokens.text3, mark)
        if self.hasFocus():
            focus_ring(painter, area, 8, tokens.accent)

    def _paint_mark(self, painter: QPainter) -> None:
        colours = self._theme.tokens.tone(_TONES[self.line.urgency])
        side = self._theme.px(_ROUND)
        disc = QRectF(8, (self.height() - side) / 2, side, side)
        rounded(painter, disc, 10, fill=colours.soft)
        icon = self._theme.px(18)
        spot = QRectF(disc.center().x() - icon / 2, disc.center().y() - icon / 2, icon, icon)
        draw_icon(painter, _ICONS[self.line.key], colours.text, spot)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
