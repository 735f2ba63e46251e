"""What the customer owes, in figures that she reads from the other side of the counter."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, hero_stops, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tokens

_HEIGHT, _LOW = 136, 96
_RADIUS = 16
_PADDING = 20
_SMALLEST = 22
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class TotalText:
    """What the panel says: what the amount is, the amount, and a small line."""

    caption: str
    amount: str
    detail: str = ""
    aside: str = ""  # at the right of the caption
    done: bool = False  # paid: nothing is owed any more

    @property
    def spoken(self) -> str:
        """Return what the screen reader says."""
        return " · ".join(
            part for part in (self.caption, self.amount, self.detail, self.aside) if part
        )


class TotalPanel(QWidget):
    """A caption, an amount as big as fits, a small line under it."""

    def __init__(self, theme: Theme, shown: TotalText) -> None:
        super().__init__()
        self._theme = theme
        self._shown = shown
        self._low = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(shown.spoken)
        theme.changed.connect(self._on_theme_changed)

    @property
    def shown(self) -> TotalText:
        """Return what the panel says now."""
        return self._shown

    def show_total(self, shown: TotalText) -> None:
        """Say what is owed now."""
        if shown != self._shown:
            self._shown = shown
            self.setAccessibleName(shown.spoken)
            self.update()

    def set_low(self, *, low: bool) -> None:
        """Take less height in a low window."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size that the figures want."""
        return QSize(240, self._theme.px(_LOW if self._low else _HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size that still reads."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, caption, amount and the small line."""
        painter = QPainter(self)
        theme, shown = self._theme, self._shown
        area = QRectF(self.rect())
        self._paint_ground(painter, area)
        inner = area.adjusted(_PADDING, 0, -_PADDING, 0)
        ink, quiet = self._inks(theme.tokens)
        step = theme.px(20)
        amount = self._amount_font(inner.width())
        height = amount.pixelSize() * 1.12
        rows = 2 * step + height if shown.detail and not self._low else step + height
        top = area.center().y() - rows / 2
        line = QRectF(inner.left(), top, inner.width(), step)
        draw_text(painter, line, shown.caption, theme.font(Role.HERO_LINE), quiet)
        draw_text(painter, line, shown.aside, theme.font(Role.STRONG), quiet, _RIGHT)
        big = QRectF(inner.left(), line.bottom(), inner.width(), height)
        draw_text(painter, big, shown.amount, amount, ink)
        if not self._low:
            under = QRectF(inner.left(), big.bottom(), inner.width(), step)
            draw_text(painter, under, shown.detail, theme.font(Role.BODY), quiet)

    def _inks(self, tokens: Tokens) -> tuple[str, str]:
        if self._shown.done:
            return tokens.hero_text, tokens.hero_text
        return tokens.text, tokens.text2

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        tokens = self._theme.tokens
        if not self._shown.done:
            rounded(painter, area, _RADIUS, fill=tokens.surface, edge=tokens.line)
            return
        light, dark = hero_stops(tokens.hero_done)
        slope = QLinearGradient(area.topLeft(), area.bottomRight())
        slope.setColorAt(0, light)
        slope.setColorAt(1, dark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(slope))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)

    def _amount_font(self, width: float) -> QFont:
        """Return the biggest font in which the whole amount fits."""
        role = Role.HERO_TOTAL if self._low else Role.HERO_FIGURE
        font = self._theme.font(role, tabular=True)
        needed = text_width(self._shown.amount, font)
        if needed <= width:
            return font
        smaller = QFont(font)
        smaller.setPixelSize(max(_SMALLEST, int(font.pixelSize() * width / needed)))
        return smaller

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
