"""The orders that wait at the packing station, as painted rows."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from merchant_desk.queries.packing import QueuedOrder
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.packing.row_list import RowLook
from merchant_desk.ui.painting import draw_text, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText, chip_size, paint_chip
from merchant_desk.values.french import items, number
from merchant_desk.values.texts import _

_HEIGHT = 70
_PADDING = 12
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An order of the queue, and whether its parcel is the one on the bench."""

    order: QueuedOrder
    chosen: bool


class QueuePainter:
    """Number and due chip above, customer and articles under."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, row: QueueRow) -> int:
        """Return the height of a row."""
        return self._theme.px(_HEIGHT)

    def spoken(self, row: QueueRow) -> str:
        """Return the row in words."""
        order = row.order
        return ", ".join((order.number, order.customer, _articles(order), order.due))

    def paint(self, painter: QPainter, area: QRectF, row: QueueRow, look: RowLook) -> None:
        """Draw the row."""
        theme, tokens, order = self._theme, self._theme.tokens, row.order
        box = area.adjusted(0, 0, 0, -4)
        if row.chosen:
            rounded(painter, box, 8, fill=tokens.accent_soft, edge=tokens.accent)
        elif look.hovered:
            rounded(painter, box, 8, fill=tokens.hover)
        inner = box.adjusted(_PADDING, 8, -_PADDING, -8)
        half = inner.height() / 2
        top = QRectF(inner.left(), inner.top(), inner.width(), half)
        under = top.translated(0, half)
        chip = due_chip(order)
        width = chip_size(chip, theme).width()
        paint_chip(painter, theme, chip, top.right() - width, top.center().y())
        bold = theme.font(Role.BOLD)
        draw_text(painter, top.adjusted(0, 0, -width - 6, 0), f"#{order.number}", bold, tokens.text)
        counted = _articles(order)
        font = theme.font(Role.BODY, tabular=True)
        draw_text(painter, under, counted, font, tokens.text2, _RIGHT)
        room = under.adjusted(0, 0, -theme.px(80), 0)
        draw_text(painter, room, order.customer, theme.font(Role.BODY), tokens.text2)


def due_chip(order: QueuedOrder) -> ChipText:
    """Return by when it must leave; a colour only when today asks for it."""
    if order.late:
        return ChipText(order.due, Tone.BAD, icon="clock-alert")
    return ChipText(order.due, Tone.WARN if order.today else Tone.MUTE, icon="clock")


def _articles(order: QueuedOrder) -> str:
    if order.parcel_open and order.packed:
        return _("{packed} sur {articles}").format(
            packed=number(order.packed), articles=number(order.articles)
        )
    return items(order.articles)
