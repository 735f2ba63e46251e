"""A status in a word: a tinted pill when it asks for a look, a dot and plain text when normal."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role, font
from merchant_desk.ui.painting import draw_icon, draw_text, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tokens, Tone

_HEIGHT = 22
_PADDING = 9
_DOT = 6
_GAP = 6
_ICON = 14


@dataclass(frozen=True, slots=True)
class ChipText:
    """What a chip says; ``quiet`` for the normal state, an icon in place of the dot if named."""

    text: str
    tone: Tone = Tone.MUTE
    quiet: bool = False
    icon: str = ""


def chip_size(chip: ChipText, theme: Theme) -> QSize:
    """Return the room a chip needs."""
    return _size(chip, theme.px(100))


def paint_chip(
    painter: QPainter,
    theme: Theme,
    chip: ChipText,
    left: float,
    middle: float,
    room: float = math.inf,
) -> None:
    """Draw a chip from its left edge and its vertical middle, never into the next cell."""
    ratio = painter.device().devicePixelRatio()
    if chip_size(chip, theme).width() > room:
        chip = _fitted(chip, theme.px(100), int(room))
    drawn = _chip_pixmap(chip, theme.tokens, theme.px(100), ratio)
    size = drawn.deviceIndependentSize()
    shown = min(size.width(), room)
    top = middle - size.height() / 2
    whole = QRectF(0, 0, shown * ratio, size.height() * ratio)
    painter.drawPixmap(QRectF(left, top, shown, size.height()), drawn, whole)


class Chip(QLabel):
    """A status in a word; the screen reader says its text."""

    def __init__(self, theme: Theme, chip: ChipText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chip = chip
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chip(chip)
        theme.changed.connect(self._on_theme_changed)

    def show_chip(self, chip: ChipText) -> None:
        """Say something else."""
        self._chip = chip
        self.setText(chip.text)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """Return the pill's size."""
        return chip_size(self._chip, self._theme)

    def minimumSizeHint(self) -> QSize:
        """Never elide a status."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        paint_chip(QPainter(self), self._theme, self._chip, 0, self.height() / 2)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _size(chip: ChipText, scale: int) -> QSize:
    mark = _grown(_ICON, scale) if chip.icon else _DOT
    words = text_width(chip.text, font(Role.CHIP, scale))
    return QSize(2 * _PADDING + mark + _GAP + words, _grown(_HEIGHT, scale))


@lru_cache(maxsize=512)
def _fitted(chip: ChipText, scale: int, room: int) -> ChipText:
    """Return the chip with as much of its text as fits."""
    metrics = QFontMetrics(font(Role.CHIP, scale))
    words = room - _size(replace(chip, text=""), scale).width()
    return replace(chip, text=metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, words))


def _grown(pixels: int, scale: int) -> int:
    return round(pixels * scale / 100)


@lru_cache(maxsize=512)
def _chip_pixmap(chip: ChipText, tokens: Tokens, scale: int, ratio: float) -> QPixmap:
    size = _size(chip, scale)
    drawn = QPixmap(size * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    colours = tokens.tone(chip.tone)
    area = QRectF(0, 0, size.width(), size.height())
    if not chip.quiet:
        rounded(painter, area, area.height() / 2, fill=colours.soft)
    mark = _grown(_ICON, scale) if chip.icon else _DOT
    spot = QRectF(_PADDING, (area.height() - mark) / 2, mark, mark)
    if chip.icon:
        draw_icon(painter, chip.icon, colours.text if not chip.quiet else colours.strong, spot)
    else:
        rounded(painter, spot, _DOT / 2, fill=colours.strong)
    ink = tokens.text2 if chip.quiet else colours.text
    words = area.adjusted(_PADDING + mark + _GAP, 0, 0, 0)
    draw_text(painter, words, chip.text, font(Role.CHIP, scale), ink)
    painter.end()
    return drawn
