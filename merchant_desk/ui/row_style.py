"""Texts of table cells, laid out once in their font and kept: drawing them costs half."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText, QTransform

from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import tick_box
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tokens
from merchant_desk.ui.widgets.text_label import Ink

_KEPT = 6000
BOX = 16


class TextPress:
    """One font and one colour; texts are elided to a width and laid out once."""

    def __init__(self, font: QFont, colour: str) -> None:
        self.font = font
        self.colour = QColor(colour)
        self.metrics = QFontMetricsF(font)
        self.height = self.metrics.height()
        self._known: dict[tuple[str, int], tuple[QStaticText, float]] = {}

    def laid_out(self, text: str, width: int) -> tuple[QStaticText, float]:
        """Return the text as it fits in this width, and how wide it then is."""
        known = self._known.get((text, width))
        if known is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            known = self._known[text, width] = self._lay_out(text, width)
        return known

    def _lay_out(self, text: str, width: int) -> tuple[QStaticText, float]:
        fitted = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        static = QStaticText(fitted)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(QTransform(), self.font)
        return static, static.size().width()


@dataclass(frozen=True, slots=True)
class RowStyle:
    """Everything a table paints with, made anew when the look changes."""

    tokens: Tokens
    presses: tuple[TextPress, ...]
    head: TextPress
    head_sorted: TextPress
    surface: QColor
    hover: QColor
    selected: QColor
    line: QColor
    sunken: QColor
    icon: int
    picture: int


def row_style(theme: Theme, columns: Sequence[Column[Any]]) -> RowStyle:
    """Return the style of a table in the look in use."""
    tokens = theme.tokens
    inks = {Ink.TEXT: tokens.text, Ink.TEXT2: tokens.text2, Ink.TEXT3: tokens.text3}
    inks |= {Ink.BAD: tokens.bad_text, Ink.WARN: tokens.warn_text, Ink.OK: tokens.ok_text}
    head = theme.font(Role.HEAD)
    return RowStyle(
        tokens=tokens,
        presses=tuple(
            TextPress(theme.font(each.role, tabular=each.numeric), inks.get(each.ink, tokens.text))
            for each in columns
        ),
        head=TextPress(head, tokens.text2),
        head_sorted=TextPress(head, tokens.text),
        surface=QColor(tokens.surface),
        hover=QColor(tokens.hover),
        selected=QColor(tokens.selected),
        line=QColor(tokens.line),
        sunken=QColor(tokens.sunken),
        icon=theme.px(16),
        picture=theme.px(28),
    )


@lru_cache(maxsize=32)
def tick_pixmap(state: Qt.CheckState, tokens: Tokens, ratio: float) -> QPixmap:
    """Return a check box, drawn once per look and sharpness."""
    drawn = QPixmap(round(BOX * ratio), round(BOX * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    tick_box(painter, QRect(0, 0, BOX, BOX), state, tokens)
    painter.end()
    return drawn
