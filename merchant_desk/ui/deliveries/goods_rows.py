"""The articles of a delivery as painted rows: those still to come, then those that are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from merchant_desk.queries.delivery_view import GoodsLine
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.packing.row_list import RowLook
from merchant_desk.ui.painting import draw_icon, draw_text, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.thumbnail import paint_thumbnail
from merchant_desk.values.french import number, short_date
from merchant_desk.values.ids import ProductId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.texts import _

_HEIGHT, _HEADING = 58, 30
_PADDING, _TILE, _MARK, _COUNT, _GAP = 10, 40, 20, 110, 12
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """One article, or a heading when there is none; ``fresh`` when it was just scanned."""

    line: GoodsLine | None
    heading: str = ""
    fresh: bool = False


def goods_rows(lines: Sequence[GoodsLine], fresh: ProductId | None) -> tuple[GoodsRow, ...]:
    """Return what differs or is still to come, the article just scanned first, then the rest."""
    left = [each for each in lines if each.left or each.over or _surprise(each)]
    done = [each for each in lines if each not in left]
    for part in (left, done):
        part.sort(key=lambda each: each.product_id != fresh)
    rows = [GoodsRow(each, fresh=each.product_id == fresh) for each in left]
    if done and left:
        rows.append(GoodsRow(None, _("Arrivés")))
    return (*rows, *(GoodsRow(each, fresh=each.product_id == fresh) for each in done))


def _surprise(line: GoodsLine) -> bool:
    return line.ordered and not line.expected


class GoodsPainter:
    """Tile, name, reference and lots, the count, and a mark in colour and shape."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, row: GoodsRow) -> int:
        """Return the height of a row."""
        return self._theme.px(_HEADING if row.line is None else _HEIGHT)

    def spoken(self, row: GoodsRow) -> str:
        """Return the row in words."""
        if row.line is None:
            return row.heading
        told = (row.line.name, row.line.sku, count_words(row.line), state_words(row.line))
        return ", ".join(filter(None, (*told, lots_words(row.line))))

    def paint(self, painter: QPainter, area: QRectF, row: GoodsRow, look: RowLook) -> None:
        """Draw the row."""
        theme, tokens = self._theme, self._theme.tokens
        if row.line is None:
            words = area.adjusted(_PADDING + 2, 6, 0, 0)
            draw_text(painter, words, row.heading, theme.font(Role.HEAD), tokens.text2)
            return
        box = area.adjusted(0, 1, 0, -1)
        wrong = row.line.over or _surprise(row.line)
        if row.fresh:
            rounded(painter, box, 8, fill=tokens.bad_soft if wrong else tokens.ok_soft)
        elif look.hovered:
            rounded(painter, box, 8, fill=tokens.hover)
        inner = box.adjusted(_PADDING, 0, -_PADDING - 4, 0)
        right = self._paint_count(painter, inner, row.line)
        self._paint_words(painter, inner, right, row.line)

    def _paint_count(self, painter: QPainter, inner: QRectF, line: GoodsLine) -> float:
        theme, tokens = self._theme, self._theme.tokens
        side = theme.px(_MARK)
        spot = QRectF(inner.right() - side, inner.center().y() - side / 2, side, side)
        icon, mark, ink = "circle-dashed", tokens.text3, tokens.text
        if line.over or _surprise(line):
            icon, mark, ink = "triangle-alert", tokens.bad, tokens.bad_text
        elif not line.left:
            icon, mark, ink = "circle-check", tokens.ok, tokens.ok_text
        elif line.received:
            mark, ink = tokens.ok, tokens.ok_text
        draw_icon(painter, icon, mark, spot)
        right = spot.left() - _GAP
        count = QRectF(right - theme.px(_COUNT), inner.top(), theme.px(_COUNT), inner.height())
        font = theme.font(Role.COUNTER, tabular=True)
        draw_text(painter, count, count_words(line), font, ink, _RIGHT)
        return count.left() - 8

    def _paint_words(self, painter: QPainter, inner: QRectF, right: float, line: GoodsLine) -> None:
        theme, tokens = self._theme, self._theme.tokens
        tile = QRectF(inner.left(), 0, theme.px(_TILE), theme.px(_TILE))
        tile.moveTop(inner.center().y() - tile.height() / 2)
        paint_thumbnail(painter, theme, line.name, tile)
        left = tile.right() + _GAP
        half = QRectF(left, inner.center().y() - theme.px(19), right - left, theme.px(20))
        draw_text(painter, half, line.name, theme.font(Role.ITEM), tokens.text)
        under = half.translated(0, theme.px(19))
        parts = (state_words(line), line.sku, line.bins, lots_words(line))
        alarm = line.over or _surprise(line) or line.aside
        draw_text(
            painter, under, "  ·  ".join(filter(None, parts)), theme.font(Role.CAPTION),
            tokens.bad_text if alarm else tokens.text2,
        )  # fmt: skip


def count_words(line: GoodsLine) -> str:
    """Return ``6 / 12``; what nobody ordered is only counted."""
    if not line.expected:
        return number(line.received)
    return f"{number(line.received)} / {number(line.expected)}"


def state_words(line: GoodsLine) -> str:
    """Return what is odd about an article, or nothing."""
    if _surprise(line):
        return _("pas commandé")
    if line.over:
        return _("{units} en trop").format(units=units_words(line.over))
    return _("en quarantaine") if line.aside else ""


def lots_words(line: GoodsLine) -> str:
    """Return the lots that came, with their last days."""
    told = []
    for lot in line.lots:
        day = f" ({short_date(lot.expires_on)})" if lot.expires_on is not None else ""
        told.append(f"{lot.number}{day}")
    return _("lot {lots}").format(lots=", ".join(told)) if told else ""
