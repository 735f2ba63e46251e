"""Amounts as bars lying one under the other: a name, a bar, what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money

_ROW, _LEAST = 25, 17
_BAR = 10
_GAP = 12
_MOST_NAME = 0.34
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount; its tone says whether it is a worry."""

    name: str
    amount: Money
    tone: Tone = Tone.ACCENT


class AmountBars(QWidget):
    """Painted from what the query found; the screen reader hears every line."""

    def __init__(self, theme: Theme, name: str, rows: int) -> None:
        """Keep room for so many rows, so that the page does not jump."""
        super().__init__()
        self._theme = theme
        self._rows = rows
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(name)
        theme.changed.connect(self._on_theme_changed)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Return what is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these amounts."""
        self._bars = tuple(bars)
        self.setAccessibleDescription(
            ", ".join(f"{each.name} {euros(each.amount)}" for each in bars)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all rows."""
        return QSize(300, self._theme.px(_ROW) * self._rows)

    def minimumSizeHint(self) -> QSize:
        """Let a small window keep them."""
        return QSize(220, self._theme.px(_LEAST) * self._rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a row an amount."""
        if not self._bars:
            return
        painter = QPainter(self)
        font = self._theme.font(Role.BODY)
        figures = self._theme.font(Role.BODY, tabular=True)
        names = min(
            max(text_width(each.name, font) for each in self._bars), int(self.width() * _MOST_NAME)
        )
        amounts = max(text_width(euros(each.amount), figures) for each in self._bars)
        most = max(1, *(abs(each.amount.cents) for each in self._bars))
        row, tokens = self.height() / self._rows, self._theme.tokens
        for place, each in enumerate(self._bars):
            top = place * row
            draw_text(painter, QRectF(0, top, names, row), each.name, font, tokens.text2)
            right = QRectF(self.width() - amounts - 2, top, amounts + 2, row)
            ink = tokens.text if each.amount else tokens.text3
            words = euros(each.amount) if each.amount else "—"
            draw_text(painter, right, words, figures, ink, _RIGHT)
            room = QRectF(names + _GAP, top, right.left() - names - 2 * _GAP, row)
            self._paint_bar(painter, room, each, most)

    def _paint_bar(self, painter: QPainter, room: QRectF, each: Bar, most: int) -> None:
        tokens, tall = self._theme.tokens, self._theme.px(_BAR)
        trough = QRectF(room.left(), room.center().y() - tall / 2, max(0, room.width()), tall)
        rounded(painter, trough, tall / 2, fill=tokens.mute_soft)
        wide = trough.width() * abs(each.amount.cents) / most
        if each.amount and wide > 0:
            trough.setWidth(max(wide, tall))
            rounded(painter, trough, tall / 2, fill=tokens.tone(each.tone).strong)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
