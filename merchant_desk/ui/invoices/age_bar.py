"""What is owed by age, as parts of one bar with their amounts: the older, the warmer."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money, total

_BAR, _DOT, _GAP = 10, 8, 4
_TONES = (Tone.OK, Tone.INFO, Tone.WARN, Tone.ACCENT, Tone.BAD)
_HEIGHT = 70


class AgeBar(QWidget):
    """A painted bar; its words are read by screen readers, the table below holds the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ages: Mapping[str, Money] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_ages(self, ages: Mapping[str, Money]) -> None:
        """Show these amounts, the youngest first."""
        self._ages = ages
        self.setAccessibleName(", ".join(f"{name} {euros(held)}" for name, held in ages.items()))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the bar and of its words."""
        return QSize(560, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts, then what each is."""
        painter = QPainter(self)
        if not self._ages:
            return
        self._paint_parts(painter)
        width = self.width() / len(self._ages)
        for place, (name, held) in enumerate(self._ages.items()):
            self._paint_words(painter, place, width, (name, held))

    def _paint_parts(self, painter: QPainter) -> None:
        tokens, whole = self._theme.tokens, total(self._ages.values()).cents
        room = QRectF(0, 0, self.width(), self._theme.px(_BAR))
        if whole <= 0:
            rounded(painter, room, _BAR / 2, fill=tokens.sunken)
            return
        shown = [
            (tone, held) for tone, held in zip(_TONES, self._ages.values(), strict=True) if held
        ]
        free, left = room.width() - _GAP * (len(shown) - 1), 0.0
        for tone, held in shown:
            width = max(_BAR, free * held.cents / whole)
            part = QRectF(left, 0, width, room.height())
            rounded(painter, part, _BAR / 2, fill=tokens.tone(tone).strong)
            left += width + _GAP

    def _paint_words(
        self, painter: QPainter, place: int, width: float, told: tuple[str, Money]
    ) -> None:
        theme, tokens = self._theme, self._theme.tokens
        left, top = place * width, theme.px(24)
        dot = QRectF(left, top + theme.px(4), _DOT, _DOT)
        rounded(painter, dot, _DOT / 2, fill=tokens.tone(_TONES[place]).strong)
        line = QRectF(left + _DOT + 6, top, width - _DOT - 10, theme.px(16))
        draw_text(painter, line, told[0], theme.font(Role.CAPTION), tokens.text2)
        amount = QRectF(left + _DOT + 6, top + theme.px(18), width - _DOT - 10, theme.px(22))
        font = theme.font(Role.CARD_TITLE, tabular=True)
        draw_text(painter, amount, euros(told[1]), font, tokens.text, Qt.AlignmentFlag.AlignLeft)
