"""What can be chosen with a digit or the arrows, as painted rows."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.packing.row_list import RowLook
from merchant_desk.ui.painting import draw_text, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.thumbnail import paint_thumbnail

_HEIGHT = 58
_KEY = 24
_TILE = 40
_DIGITS = 9
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One choice: its digit (0 for none), what it is, and what picking it means."""

    place: int
    name: str
    detail: str
    note: str
    value: bytes


class ChoicePainter:
    """Its digit, its tile, its words."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, row: ChoiceRow) -> int:
        """Return the height of a row."""
        return self._theme.px(_HEIGHT)

    def spoken(self, row: ChoiceRow) -> str:
        """Return the row in words."""
        name = f"{row.place}. {row.name}" if row.place else row.name
        parts = (name, row.detail, row.note)
        return ", ".join(part for part in parts if part)

    def paint(self, painter: QPainter, area: QRectF, row: ChoiceRow, look: RowLook) -> None:
        """Draw the row."""
        theme, tokens = self._theme, self._theme.tokens
        box = area.adjusted(0, 1, 0, -1)
        if look.current or look.hovered:
            fill = tokens.accent_soft if look.current else tokens.hover
            rounded(painter, box, 8, fill=fill)
        inner = box.adjusted(10, 0, -14, 0)
        side = theme.px(_KEY)
        key = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        if not row.place:
            key.setRight(key.left() - 12)
        elif row.place <= _DIGITS:
            rounded(painter, key, 6, fill=tokens.surface, edge=tokens.border)
            font = theme.font(Role.BOLD, tabular=True)
            draw_text(painter, key, str(row.place), font, tokens.text, _CENTRE)
        tile = QRectF(key.right() + 12, 0, theme.px(_TILE), theme.px(_TILE))
        tile.moveTop(inner.center().y() - tile.height() / 2)
        paint_thumbnail(painter, theme, row.name, tile)
        left = tile.right() + 12
        note_room = min(theme.px(120), text_width(row.note, theme.font(Role.CHIP)) + 12)
        half = QRectF(left, inner.center().y() - theme.px(19), 0, theme.px(20))
        half.setRight(inner.right() - note_room)
        draw_text(painter, half, row.name, theme.font(Role.ITEM), tokens.text)
        under = half.translated(0, theme.px(19))
        draw_text(painter, under, row.detail, theme.font(Role.CAPTION), tokens.text2)
        note = QRectF(inner.right() - note_room, inner.top(), note_room, inner.height())
        draw_text(painter, note, row.note, theme.font(Role.CHIP), tokens.text2, _RIGHT)
