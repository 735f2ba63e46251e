"""The articles of a parcel, as painted rows: those to pack, then those packed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from merchant_desk.queries.parcel_view import PackLine
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.packing.row_list import RowLook
from merchant_desk.ui.painting import draw_icon, draw_text, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.thumbnail import paint_thumbnail
from merchant_desk.values.french import number
from merchant_desk.values.ids import ParcelLineId
from merchant_desk.values.texts import _, ngettext

_HEIGHT, _HEADING = 58, 30
_PADDING, _TILE, _MARK = 10, 40, 20
_GAP = 12
_COUNT = 96
_BIN = 112
_NARROW = 460
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class LineRow:
    """One article, or a heading when there is none; ``fresh`` when it was just scanned."""

    line: PackLine | None
    heading: str = ""
    fresh: bool = False


def line_rows(lines: Sequence[PackLine], fresh: ParcelLineId | None) -> tuple[LineRow, ...]:
    """Return what is left to pack, the article just scanned first, then what is in."""
    left = [line for line in lines if not line.full]
    done = [line for line in lines if line.full]
    left.sort(key=lambda line: line.line_id != fresh)
    done.sort(key=lambda line: line.line_id != fresh)
    rows = [LineRow(line, fresh=line.line_id == fresh) for line in left]
    if done and left:
        rows.append(LineRow(None, _("Emballés")))
    rows += [LineRow(line, fresh=line.line_id == fresh) for line in done]
    return tuple(rows)


class LinePainter:
    """Tile, name and SKU, bin, count, and a mark when it is complete."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, row: LineRow) -> int:
        """Return the height of a row."""
        return self._theme.px(_HEADING if row.line is None else _HEIGHT)

    def spoken(self, row: LineRow) -> str:
        """Return the row in words."""
        line = row.line
        if line is None:
            return row.heading
        count = _("{packed} sur {wanted}").format(packed=line.packed, wanted=line.wanted)
        parts = (line.full_name, line.sku, line.bins, count, missing_words(line))
        return ", ".join(part for part in parts if part)

    def paint(self, painter: QPainter, area: QRectF, row: LineRow, look: RowLook) -> None:
        """Draw the row."""
        if row.line is None:
            font = self._theme.font(Role.HEAD)
            words = area.adjusted(_PADDING + 2, 6, 0, 0)
            draw_text(painter, words, row.heading, font, self._theme.tokens.text2)
            return
        tokens = self._theme.tokens
        box = area.adjusted(0, 1, 0, -1)
        if row.fresh:
            rounded(painter, box, 8, fill=tokens.ok_soft)
        elif look.hovered:
            rounded(painter, box, 8, fill=tokens.hover)
        inner = box.adjusted(_PADDING, 0, -_PADDING - 4, 0)
        right = self._paint_count(painter, inner, row.line)
        self._paint_words(painter, inner, right, row.line)

    def _paint_count(self, painter: QPainter, inner: QRectF, line: PackLine) -> float:
        theme, tokens = self._theme, self._theme.tokens
        side = theme.px(_MARK)
        spot = QRectF(inner.right() - side, inner.center().y() - side / 2, side, side)
        begun = line.packed > 0
        ink = tokens.ok_text if begun else tokens.text
        icon, mark = _mark(line)
        colours = {"ok": tokens.ok, "bad": tokens.bad, "text3": tokens.text3}
        draw_icon(painter, icon, colours[mark], spot)
        right = spot.left() - _GAP
        count = QRectF(right - theme.px(_COUNT), inner.top(), theme.px(_COUNT), inner.height())
        text = f"{number(line.packed)} / {number(line.wanted)}"
        if not line.wanted:
            text, ink = _("manque"), tokens.bad_text
        draw_text(painter, count, text, theme.font(Role.COUNTER, tabular=True), ink, _RIGHT)
        return count.left() + theme.px(20)

    def _paint_words(self, painter: QPainter, inner: QRectF, right: float, line: PackLine) -> None:
        theme, tokens = self._theme, self._theme.tokens
        tile = QRectF(inner.left(), 0, theme.px(_TILE), theme.px(_TILE))
        tile.moveTop(inner.center().y() - tile.height() / 2)
        painter.setOpacity(0.55 if line.full else 1)
        paint_thumbnail(painter, theme, line.name, tile)
        painter.setOpacity(1)
        left, font = tile.right() + _GAP, theme.font(Role.ITEM)
        room = right - theme.px(_BIN) - 8 - left
        fits = text_width(line.full_name, font) <= room
        wide = fits and inner.width() >= theme.px(_NARROW)  # the end of a name tells its size
        bins = QRectF(right - theme.px(_BIN), inner.top(), theme.px(_BIN), inner.height())
        end = bins.left() - 8 if wide else right
        half = QRectF(left, inner.center().y() - theme.px(19), end - left, theme.px(20))
        ink = tokens.text2 if line.full else tokens.text
        draw_text(painter, half, line.full_name, font, ink)
        under = half.translated(0, theme.px(19))
        small = theme.font(Role.CAPTION)
        parts = (line.sku, "" if wide else line.bins, missing_words(line))
        caption = "  ·  ".join(part for part in parts if part)
        alarm = line.missing > 0
        draw_text(painter, under, caption, small, tokens.bad_text if alarm else tokens.text2)
        if wide:
            draw_text(painter, bins, line.bins, theme.font(Role.CHIP), tokens.text2)


def missing_words(line: PackLine) -> str:
    """Return how many were reported missing, or nothing."""
    if not line.missing:
        return ""
    return ngettext("{n} manquant", "{n} manquants", line.missing).format(n=number(line.missing))


def _mark(line: PackLine) -> tuple[str, str]:
    if not line.wanted:
        return "triangle-alert", "bad"
    if line.full:
        return "circle-check", "ok"
    return "circle-dashed", "ok" if line.packed else "text3"
