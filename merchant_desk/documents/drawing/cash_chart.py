"""The line of the account on paper, from the same values as in the window."""

from collections.abc import Sequence

from merchant_desk.documents.drawing.ink import (
    ACCENT,
    ACCENT_SOFT,
    BAD,
    BAD_SOFT,
    FAINT,
    LINE,
    SOFT,
    TINY,
    WHITE,
    Ink,
    Style,
)
from merchant_desk.documents.drawing.paper import Page
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.rules.cash_chart import floor_label_place
from merchant_desk.rules.cash_sentences import whole_euros
from merchant_desk.rules.chart_scale import ChartArea, ChartScale, mondays, scale_of
from merchant_desk.values.cash_flow import Reading
from merchant_desk.values.chart import CashChart, ChartPoint
from merchant_desk.values.french import day_month, euros
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _

_GUTTER, _FOOT, _HEAD = 38.0, 14.0, 12.0
_AXIS = Style(6.8, Face.FIGURES, FAINT)
_LOW = Style(8, Face.STRONG_FIGURES, SOFT)
_RED_LOW = Style(8, Face.STRONG_FIGURES, BAD)


def draw_cash_chart(page: Page, area: ChartArea, chart: CashChart) -> None:
    """Draw the account inside of an area, its axes included."""
    face = typeface(_AXIS.face)
    ends = (chart.lowest, chart.highest, -chart.highest)
    widest = max(face.width(plain_line(whole_euros(each)), _AXIS.size) for each in ends)
    gutter = max(_GUTTER, widest + 8)
    inner = ChartArea(
        area.left + gutter,
        area.top + _HEAD,
        area.width - gutter,
        area.height - _HEAD - _FOOT,
    )
    scale, ticks = scale_of(inner, (chart.first, chart.last), (chart.lowest, chart.highest))
    _draw_foreseen_grounds(page, scale, chart)
    for tick in ticks:
        level = scale.y(tick)
        page.line(inner.left, level, inner.right, FAINT if tick == ZERO else LINE, 0.4)
        page.right(inner.left - 5, level + 2.4, plain_line(whole_euros(tick)), _AXIS)
    for day in mondays(chart.first, chart.last)[::2]:
        page.centred(scale.x(day), inner.bottom + 10, plain_line(day_month(day)), _AXIS)
    _draw_lines(page, scale, chart)
    _draw_floor(page, scale, chart)
    _draw_today(page, scale, chart)
    _draw_low(page, scale, chart)


def _spots(page: Page, scale: ChartScale, points: Sequence[ChartPoint]) -> list[str]:
    return [
        f"{scale.x(each.day):.2f} {page.from_bottom(scale.y(each.balance)):.2f}" for each in points
    ]


def _stroke(
    page: Page, spots: Sequence[str], ink: Ink, weight: float, dashes: str = "[] 0 d"
) -> None:
    if len(spots) > 1:
        path = f"{spots[0]} m " + " ".join(f"{each} l" for each in spots[1:])
        page.operators(f"q {ink} RG {weight:g} w 1 J 1 j {dashes} {path} S Q", WHITE)


def _filled(page: Page, spots: Sequence[str], ink: Ink, clip: str = "") -> None:
    path = f"{spots[0]} m " + " ".join(f"{each} l" for each in spots[1:])
    page.operators(f"q {clip} {path} h f Q", ink)


def _draw_foreseen_grounds(page: Page, scale: ChartScale, chart: CashChart) -> None:
    """Fill the band between the likely and the cautious line, then what is under the floor."""
    likely, cautious = chart.line(Reading.LIKELY), chart.line(Reading.CAUTIOUS)
    band = _spots(page, scale, [*likely, *reversed(cautious)])
    _filled(page, band, ACCENT_SOFT)
    area, floor = scale.area, scale.y(chart.floor)
    low = page.from_bottom(area.bottom)
    tall = max(0.0, area.bottom - floor)
    clip = f"{area.left:.2f} {low:.2f} {area.width:.2f} {tall:.2f} re W n"
    for line in (cautious, chart.line(chart.reading)):
        ends = [ChartPoint(line[-1].day, chart.floor), ChartPoint(line[0].day, chart.floor)]
        _filled(page, _spots(page, scale, [*line, *ends]), BAD_SOFT, clip)


def _draw_lines(page: Page, scale: ChartScale, chart: CashChart) -> None:
    past = [each for each in chart.past if each.day < chart.today]
    if past:
        known = [*past, ChartPoint(chart.today, chart.opening)]
        _stroke(page, _spots(page, scale, known), SOFT, 1.4)
    _stroke(page, _spots(page, scale, chart.line(Reading.CERTAIN)), FAINT, 0.6)
    cautious = _spots(page, scale, chart.line(Reading.CAUTIOUS))
    _stroke(page, cautious, ACCENT, 0.6, "[1.2 1.8] 0 d")
    _stroke(page, _spots(page, scale, chart.line(Reading.LIKELY)), ACCENT, 1.8)


def _draw_floor(page: Page, scale: ChartScale, chart: CashChart) -> None:
    level, area = scale.y(chart.floor), scale.area
    high = page.from_bottom(level)
    ends = (f"{area.left:.2f} {high:.2f}", f"{area.right:.2f} {high:.2f}")
    _stroke(page, ends, BAD, 0.7, "[3 2] 0 d")
    words = plain_line(_("Seuil {amount}").format(amount=euros(chart.floor)))
    wide = typeface(TINY.face).width(words, TINY.size)
    left, top = floor_label_place(scale, chart, (wide + 4, 8.6))
    page.fill(left, top, wide + 4, 8.6, WHITE)
    page.text(left + 2, top + 6.6, words, TINY.but(ink=BAD))


def _draw_today(page: Page, scale: ChartScale, chart: CashChart) -> None:
    x, area = scale.x(chart.today), scale.area
    ends = (
        f"{x:.2f} {page.from_bottom(area.top):.2f}",
        f"{x:.2f} {page.from_bottom(area.bottom):.2f}",
    )
    _stroke(page, ends, ACCENT, 0.7)
    words = plain_line(_("Aujourd’hui"))
    half = typeface(Face.TEXT).width(words, TINY.size) / 2
    middle = min(max(x, area.left + half), area.right - half)
    page.centred(middle, area.top - 4, words, TINY.but(ink=ACCENT))


def _draw_low(page: Page, scale: ChartScale, chart: CashChart) -> None:
    low = chart.low
    if low is None:
        return
    style = _RED_LOW if low.balance < chart.floor else _LOW
    x, y, side = scale.x(low.day), scale.y(low.balance), 2.2
    page.fill(x - side, y - side, 2 * side, 2 * side, style.ink)
    page.fill(x - side + 1, y - side + 1, 2 * side - 2, 2 * side - 2, WHITE)
    words = plain_line(f"{euros(low.balance)} · {day_month(low.day)}")
    half = typeface(style.face).width(words, style.size) / 2
    middle = min(max(x, scale.area.left + half + 2), scale.area.right - half - 2)
    below = y + 12 < scale.area.bottom
    level = y + 11 if below else y - 6
    page.fill(middle - half - 2, level - 7.4, 2 * half + 4, 9.6, WHITE)
    page.centred(middle, level, words, style)
