"""The lines of a basket as painted rows: what is sold, then what comes back."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from merchant_desk.rules.basket import back_amount, gross, line_amount, line_discount
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.packing.row_list import RowLook
from merchant_desk.ui.painting import draw_icon, draw_text, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.thumbnail import paint_thumbnail
from merchant_desk.values.basket import BackLine, Basket, BasketLine
from merchant_desk.values.french import euros, number, rate
from merchant_desk.values.ids import RecordId
from merchant_desk.values.texts import _

_HEIGHT, _HEADING = 58, 30
_PADDING, _TILE, _GAP = 10, 40, 12
_TOTAL, _COUNT = 104, 130
_NARROW = 520
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketRow:
    """One line as listed; a heading has no id."""

    line_id: RecordId | None
    name: str
    caption: str = ""
    count: str = ""
    total: str = ""
    before: str = ""  # what it would cost without its discount
    marked: bool = False  # another price than the usual one
    back: bool = False
    fresh: bool = False


def basket_rows(basket: Basket) -> tuple[BasketRow, ...]:
    """Return the lines, the last scanned first."""
    newest = [_sold(each, fresh=each.line_id == basket.latest) for each in basket.lines[::-1]]
    back = [_back(each, fresh=each.line_id == basket.latest) for each in basket.back[::-1]]
    heading = [BasketRow(line_id=None, name=_("Repris au client"))] if back else []
    return (*_fresh_first(newest), *heading, *_fresh_first(back))


def _fresh_first(rows: list[BasketRow]) -> list[BasketRow]:
    return [*(row for row in rows if row.fresh), *(row for row in rows if not row.fresh)]


def _sold(line: BasketLine, *, fresh: bool) -> BasketRow:
    off = line_discount(line)
    words = [line.sku, line.promotion]
    if off:
        part = _("remise {part}").format(part=rate(line.discount_bp) if line.discount_bp else "")
        words.append(part.strip() if line.discount_bp else _("remise {off}").format(off=euros(off)))
    elif line.ledger is not None and line.price != line.ledger:
        words.append(_("au lieu de {price}").format(price=euros(line.ledger)))
    words.append(line.reason)
    before = gross(line) if off else None
    return BasketRow(
        line_id=line.line_id,
        name=line.full_name,
        caption="  ·  ".join(word for word in words if word),
        count=f"{number(line.quantity)} × {euros(line.price)}",
        total=euros(line_amount(line)),
        before="" if before is None else euros(before),
        marked=bool(off or line.reason),
        fresh=fresh,
    )


def _back(line: BackLine, *, fresh: bool) -> BasketRow:
    ticket = _("ticket {number}").format(number=line.ticket) if line.ticket else _("sans ticket")
    state = "" if line.restock else _("abîmé, retiré du stock")
    return BasketRow(
        line_id=line.line_id,
        name=line.full_name,
        caption="  ·  ".join(word for word in (line.sku, ticket, state, line.reason) if word),
        count=f"{number(line.quantity)} ×",
        total=euros(-back_amount(line)),
        marked=not line.restock,
        back=True,
        fresh=fresh,
    )


class BasketPainter:
    """Tile, name and SKU, how many at which price, what it comes to."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, row: BasketRow) -> int:
        """Return the height of a row."""
        return self._theme.px(_HEADING if row.line_id is None else _HEIGHT)

    def spoken(self, row: BasketRow) -> str:
        """Return the row in words."""
        return ", ".join(part for part in (row.name, row.count, row.total, row.caption) if part)

    def paint(self, painter: QPainter, area: QRectF, row: BasketRow, look: RowLook) -> None:
        """Draw the row."""
        theme, tokens = self._theme, self._theme.tokens
        if row.line_id is None:
            words = area.adjusted(_PADDING + 2, 6, 0, 0)
            draw_text(painter, words, row.name, theme.font(Role.HEAD), tokens.text2)
            return
        box = area.adjusted(0, 1, 0, -1)
        if row.fresh:
            rounded(painter, box, 8, fill=tokens.warn_soft if row.back else tokens.ok_soft)
        elif look.hovered or look.current:
            rounded(painter, box, 8, fill=tokens.hover)
        inner = box.adjusted(_PADDING, 0, -_PADDING - 4, 0)
        right = self._paint_figures(painter, inner, row)
        self._paint_words(painter, inner, right, row)

    def _paint_figures(self, painter: QPainter, inner: QRectF, row: BasketRow) -> float:
        theme, tokens = self._theme, self._theme.tokens
        ink = tokens.warn_text if row.back else tokens.text
        total = QRectF(inner.right() - theme.px(_TOTAL), inner.top(), theme.px(_TOTAL), 0)
        total.setHeight(inner.height())
        if row.before:
            total.setHeight(inner.height() / 2 + theme.px(8))
            struck = QRectF(total.left(), total.bottom() - theme.px(8), total.width(), theme.px(16))
            small = theme.font(Role.CAPTION, tabular=True)
            draw_text(painter, struck, row.before, small, tokens.text3, _RIGHT)
            width = text_width(row.before, small)
            middle = QRectF(struck.right() - width, struck.center().y(), width, 1)
            painter.fillRect(middle, QColor(tokens.text3))
        font = theme.font(Role.COUNTER, tabular=True)
        draw_text(painter, total, row.total, font, ink, _RIGHT)
        count = QRectF(total.left() - theme.px(_COUNT), inner.top(), theme.px(_COUNT), 0)
        count.setHeight(inner.height())
        wide = inner.width() >= theme.px(_NARROW)
        if wide:
            quiet = theme.font(Role.STRONG, tabular=True)
            draw_text(painter, count, row.count, quiet, tokens.text2, _RIGHT)
        return count.left() if wide else total.left()

    def _paint_words(self, painter: QPainter, inner: QRectF, right: float, row: BasketRow) -> None:
        theme, tokens = self._theme, self._theme.tokens
        tile = QRectF(inner.left(), 0, theme.px(_TILE), theme.px(_TILE))
        tile.moveTop(inner.center().y() - tile.height() / 2)
        paint_thumbnail(painter, theme, row.name, tile)
        left = tile.right() + _GAP
        half = QRectF(left, inner.center().y() - theme.px(19), right - 8 - left, theme.px(20))
        draw_text(painter, half, row.name, theme.font(Role.ITEM), tokens.text)
        under = half.translated(0, theme.px(19))
        if row.marked:
            side = theme.px(12)
            spot = QRectF(left, under.center().y() - side / 2, side, side)
            draw_icon(painter, "pencil", tokens.warn, spot)
            under.setLeft(left + side + 5)
        narrow = inner.width() < theme.px(_NARROW)
        caption = "  ·  ".join(part for part in (row.count if narrow else "", row.caption) if part)
        ink = tokens.warn_text if row.marked else tokens.text2
        draw_text(painter, under, caption, theme.font(Role.CAPTION), ink)
