"""What lies on the line of the account: the cursor with its figures, the events one can move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from merchant_desk.rules.cash_sentences import reading_words, signed
from merchant_desk.rules.chart_scale import ChartScale
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.values.cash_flow import CashDay, Reading
from merchant_desk.values.chart import CashChart, ChartMark, ChartPoint, balance_of
from merchant_desk.values.french import euros, weekday_date
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_ROW, _PAD, _GAP = 18.0, 10.0, 18
_RADIUS = 5.0
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """An event where it is drawn."""

    mark: ChartMark
    day: date
    spot: QPointF


def point_on(chart: CashChart, day: date) -> ChartPoint | None:
    """Return the evening of a day, on the line that is looked at or before it was foreseen."""
    foreseen = chart.line(chart.reading)
    points = foreseen if day >= chart.today else chart.past
    known = [each for each in points if each.day <= day]
    return known[-1] if known else None


def day_on(chart: CashChart, day: date) -> CashDay | None:
    """Return the foreseen figures of a day."""
    return next((each for each in chart.days if each.day == day), None)


def callout_rows(chart: CashChart, day: date) -> list[tuple[str, Money]]:
    """Return the figures of a day, each with its name."""
    foreseen = day_on(chart, day)
    if foreseen is None:
        point = point_on(chart, day)
        return [] if point is None else [(_("Solde"), point.balance)]
    rows = [(reading_words(each), balance_of(foreseen, each)) for each in Reading]
    rows.insert(0, rows.pop(1))  # the likely one first
    if foreseen.money_in:
        rows.append((_("Entrées"), foreseen.money_in))
    if foreseen.money_out:
        rows.append((_("Sorties"), foreseen.money_out))
    return rows


def paint_cursor(
    painter: QPainter, theme: Theme, scale: ChartScale, chart: CashChart, day: date
) -> None:
    """Draw the day that is pointed at, and its figures in a dark box beside it."""
    tokens, area, x = theme.tokens, scale.area, scale.x(day)
    painter.setPen(QPen(QColor(tokens.line2), 1))
    painter.drawLine(QPointF(x, area.top), QPointF(x, area.bottom))
    point = point_on(chart, day)
    if point is not None:
        painter.setPen(QPen(QColor(tokens.surface), 2))
        painter.setBrush(QColor(tokens.text))
        painter.drawEllipse(QPointF(x, scale.y(point.balance)), _RADIUS, _RADIUS)
    _paint_callout(painter, theme, scale, day, callout_rows(chart, day))


def _paint_callout(
    painter: QPainter,
    theme: Theme,
    scale: ChartScale,
    day: date,
    rows: Sequence[tuple[str, Money]],
) -> None:
    tokens, area, x = theme.tokens, scale.area, scale.x(day)
    head, body = theme.font(Role.BOLD), theme.font(Role.CAPTION, tabular=True)
    title = weekday_date(day)
    told = [(name, _amount(name, amount)) for name, amount in rows]
    wide = max(
        [text_width(title, head)]
        + [text_width(name, body) + _GAP + text_width(amount, body) for name, amount in told]
    )
    row = float(theme.px(int(_ROW)))
    box = QRectF(0, area.top + 4, wide + 2 * _PAD, row * (len(told) + 1) + 2 * _PAD - 6)
    right = x + 14 + box.width() <= area.right
    box.moveLeft(x + 14 if right else x - 14 - box.width())
    rounded(painter, box, 8, fill=tokens.float_bg)
    line = QRectF(box.left() + _PAD, box.top() + _PAD - 3, wide, row)
    draw_text(painter, line, title, head, tokens.float_text)
    for name, amount in told:
        line.translate(0, row)
        draw_text(painter, line, name, body, tokens.float_text)
        draw_text(painter, line, amount, body, tokens.float_text, _RIGHT)


def _amount(name: str, amount: Money) -> str:
    return signed(amount) if name in (_("Entrées"), _("Sorties")) else euros(amount)


def paint_marks(painter: QPainter, theme: Theme, placed: Sequence[PlacedMark], chosen: str) -> None:
    """Draw the largest events: a filled spot for what comes in, a hollow one for what goes out."""
    tokens = theme.tokens
    for each in placed:
        comes_in = each.mark.amount > ZERO
        colour = tokens.ok if comes_in else tokens.warn
        painter.setPen(QPen(QColor(colour), 2))
        painter.setBrush(QColor(colour if comes_in else tokens.surface))
        painter.drawEllipse(each.spot, _RADIUS, _RADIUS)
        if each.mark.key == chosen:
            ring = QRectF(each.spot.x() - 10, each.spot.y() - 10, 20, 20)
            focus_ring(painter, ring, 10, tokens.accent)


def paint_mark_words(
    painter: QPainter, theme: Theme, scale: ChartScale, placed: PlacedMark
) -> None:
    """Name the chosen event and its day, above its spot."""
    tokens, font = theme.tokens, theme.font(Role.BOLD, tabular=True)
    words = mark_words(placed.mark, placed.day)
    wide = text_width(words, font) + 2 * _PAD
    tall = theme.px(26)
    box = QRectF(placed.spot.x() - wide / 2, placed.spot.y() - tall - 16, wide, tall)
    box.moveLeft(min(max(box.left(), scale.area.left), max(0.0, scale.area.right - wide)))
    if box.top() < scale.area.top:
        box.moveTop(placed.spot.y() + 16)
    rounded(painter, box, 7, fill=tokens.float_bg)
    inside = box.adjusted(_PAD, 0, -_PAD, 0)
    draw_text(painter, inside, words, font, tokens.float_text)


def mark_words(mark: ChartMark, day: date) -> str:
    """Return « Loyer −1 200,00 €, samedi 5 décembre »."""
    return f"{mark.label} {signed(mark.amount)}, {weekday_date(day)}"
