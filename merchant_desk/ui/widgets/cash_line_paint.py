"""The strokes of the line of the account: axes, what was, what is foreseen, what is too low."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from merchant_desk.rules.cash_chart import floor_label_place
from merchant_desk.rules.cash_sentences import whole_euros
from merchant_desk.rules.chart_scale import ChartScale, mondays
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.values.cash_flow import Reading
from merchant_desk.values.chart import CashChart, ChartPoint
from merchant_desk.values.french import day_month, euros
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_RIGHT = Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_BAND, _RED_SOFT, _RED, _GROUND = 34, 40, 96, 215
_WEEK_ROOM, _EDGE = 10, 12


def seen_through(colour: str, alpha: int) -> QColor:
    """Return a colour that lets what lies behind be seen."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


def paint_grid(painter: QPainter, theme: Theme, scale: ChartScale, ticks: Sequence[Money]) -> None:
    """Draw a hairline and its amount for each tick; the line of zero is stronger."""
    tokens, font = theme.tokens, theme.font(Role.CAPTION, tabular=True)
    area = scale.area
    for tick in ticks:
        y = scale.y(tick)
        painter.setPen(QPen(QColor(tokens.line2 if tick == ZERO else tokens.line), 1))
        painter.drawLine(QPointF(area.left, y), QPointF(area.right, y))
        tall = theme.px(18)
        box = QRectF(0, y - tall / 2, area.left - 8, tall)
        draw_text(painter, box, whole_euros(tick), font, tokens.text3, _RIGHT)


def paint_weeks(painter: QPainter, theme: Theme, scale: ChartScale) -> None:
    """Name the Mondays below, as many as there is room for, and mark them with hairlines."""
    tokens, font = theme.tokens, theme.font(Role.CAPTION, tabular=True)
    area = scale.area
    wide = text_width("30 sept.", font) + _WEEK_ROOM
    every = max(1, -(-wide // max(1, int(7 * scale.column))))
    weeks = mondays(scale.first, scale.last)
    for place, day in enumerate(weeks):
        x = scale.x(day)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(x, area.bottom), QPointF(x, area.bottom + 4))
        if place % every:
            continue
        left = min(max(x - wide / 2, area.left - wide / 2), area.right + _EDGE - wide)
        box = QRectF(left, area.bottom + 5, wide, theme.px(18))
        draw_text(painter, box, day_month(day), font, tokens.text3, _CENTRE)


def spots(scale: ChartScale, points: Sequence[ChartPoint]) -> list[QPointF]:
    """Return the points of a line."""
    return [QPointF(scale.x(each.day), scale.y(each.balance)) for each in points]


def paint_line(
    painter: QPainter,
    points: Sequence[QPointF],
    colour: str,
    width: float,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """Draw a line."""
    pen = QPen(QColor(colour), width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPolyline(points)


def paint_foreseen(painter: QPainter, theme: Theme, scale: ChartScale, chart: CashChart) -> None:
    """Draw the band down to the cautious line, the red under the floor, then the three lines."""
    tokens = theme.tokens
    lines = {each: spots(scale, chart.line(each)) for each in Reading}
    likely, cautious = lines[Reading.LIKELY], lines[Reading.CAUTIOUS]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(seen_through(tokens.accent, _BAND))
    painter.drawPolygon([*likely, *reversed(cautious)])
    _paint_red(painter, theme, scale, chart, cautious, _RED_SOFT)
    _paint_red(painter, theme, scale, chart, lines[chart.reading], _RED)
    others = {
        Reading.CERTAIN: (tokens.text3, 1.2, Qt.PenStyle.SolidLine),
        Reading.CAUTIOUS: (tokens.accent, 1.2, Qt.PenStyle.DotLine),
        Reading.LIKELY: (tokens.accent, 1.2, Qt.PenStyle.SolidLine),
    }
    for reading, (colour, width, style) in others.items():
        if reading is not chart.reading:
            paint_line(painter, lines[reading], colour, width, style)
    seen = tokens.text2 if chart.reading is Reading.CERTAIN else tokens.accent
    paint_line(painter, lines[chart.reading], seen, 2.4)


def _paint_red(
    painter: QPainter,
    theme: Theme,
    scale: ChartScale,
    chart: CashChart,
    line: Sequence[QPointF],
    alpha: int,
) -> None:
    """Fill what lies between the floor and a line that is under it."""
    if not line or min(each.y() for each in line) > scale.area.bottom:
        return
    floor, area = scale.y(chart.floor), scale.area
    painter.save()
    painter.setClipRect(QRectF(area.left, floor, area.width, area.bottom - floor))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(seen_through(theme.tokens.bad, alpha))
    ends = [QPointF(line[-1].x(), floor), QPointF(line[0].x(), floor)]
    painter.drawPolygon([*line, *ends])
    painter.restore()


def paint_past(painter: QPainter, theme: Theme, scale: ChartScale, chart: CashChart) -> None:
    """Draw what the bank told of, up to the balance to date."""
    points = [each for each in chart.past if each.day < chart.today]
    if points:
        told = (*points, ChartPoint(chart.today, chart.opening))
        paint_line(painter, spots(scale, told), theme.tokens.text2, 2.0)


def paint_floor(painter: QPainter, theme: Theme, scale: ChartScale, chart: CashChart) -> None:
    """Draw the floor, dashed, and its name at the left."""
    tokens, font = theme.tokens, theme.font(Role.CAPTION, tabular=True)
    y, area = scale.y(chart.floor), scale.area
    painter.setPen(QPen(QColor(tokens.bad), 1.2, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(area.left, y), QPointF(area.right, y))
    words = _("Seuil {amount}").format(amount=euros(chart.floor))
    wide = text_width(words, font) + 12
    tall = theme.px(17)
    left, top = floor_label_place(scale, chart, (float(wide), float(tall)))
    box = QRectF(left, top, wide - 4, tall)
    painter.fillRect(box.adjusted(-4, 0, 4, 0), seen_through(tokens.surface, _GROUND))
    draw_text(painter, box, words, font, tokens.bad_text, _RIGHT)


def paint_today(painter: QPainter, theme: Theme, scale: ChartScale, today: date) -> None:
    """Draw the line of today, and its name above."""
    tokens, font = theme.tokens, theme.font(Role.CHIP)
    x, area = scale.x(today), scale.area
    painter.setPen(QPen(QColor(tokens.accent), 1.5))
    painter.drawLine(QPointF(x, area.top), QPointF(x, area.bottom))
    words = _("Aujourd’hui")
    wide = text_width(words, font) + 16
    left = min(max(x - wide / 2, area.left), area.right - wide)
    tall = theme.px(19)
    pill = QRectF(left, area.top - tall - 2, wide, tall)
    rounded(painter, pill, tall / 2, fill=tokens.accent)
    draw_text(painter, pill, words, font, tokens.on_accent, _CENTRE)


def paint_low(painter: QPainter, theme: Theme, scale: ChartScale, chart: CashChart) -> None:
    """Draw the lowest evening as a ring, its date and its amount beside it."""
    low = chart.low
    if low is None or not chart.days:
        return
    tokens, font = theme.tokens, theme.font(Role.BOLD, tabular=True)
    red = low.balance < chart.floor
    colour = tokens.bad if red else tokens.text
    point = QPointF(scale.x(low.day), scale.y(low.balance))
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(QColor(tokens.surface))
    painter.drawEllipse(point, 4.5, 4.5)
    words = f"{euros(low.balance)} · {day_month(low.day)}"
    wide, tall = text_width(words, font) + 16, float(theme.px(22))
    box = QRectF(point.x() - wide / 2, point.y() + 9, wide, tall)
    if box.bottom() > scale.area.bottom - 1:
        box.moveBottom(point.y() - 9)
    left = min(max(box.left(), scale.area.left + 4), scale.area.right - wide - 2)
    box.moveLeft(left)
    tone = (tokens.bad_soft, tokens.bad_text) if red else (tokens.surface, tokens.text)
    rounded(painter, box, 6, fill=tone[0], edge=colour if red else tokens.border)
    draw_text(painter, box, words, font, tone[1], _CENTRE)
