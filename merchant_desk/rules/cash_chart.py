"""From a forecast to its drawing."""

from collections.abc import Sequence

from merchant_desk.rules.chart_scale import ChartScale
from merchant_desk.values.cash_flow import Flow, Forecast, Reading
from merchant_desk.values.chart import CashChart, ChartMark, ChartPoint


def chart_of(
    forecast: Forecast,
    past: Sequence[ChartPoint] = (),
    reading: Reading = Reading.LIKELY,
    marks: Sequence[ChartMark] = (),
) -> CashChart:
    """Return the drawing of a forecast, one of its lines looked at."""
    low = forecast.low(reading)
    return CashChart(
        today=forecast.made_on,
        past=tuple(past),
        opening=forecast.opening,
        days=forecast.days,
        floor=forecast.floor,
        reading=reading,
        low=ChartPoint(low.day, low.balance),
        red_day=forecast.red_day(reading),
        weeks=forecast.weeks,
        marks=tuple(marks),
    )


def floor_label_top(
    scale: ChartScale, chart: CashChart, size: tuple[float, float]
) -> tuple[float, float]:
    """Return where a label of the floor hides no line: left and top of its box.

    At the right end above the floor, below it, else at the left end above it.
    """
    wide, tall = size
    floor, area = scale.y(chart.floor), scale.area
    from_day = scale.day_at(area.right - wide)
    heights = [
        scale.y(point.balance)
        for reading in Reading
        for point in chart.line(reading)
        if point.day >= from_day
    ]
    for top in (floor - tall - 2, floor + 2):
        inside = area.top <= top and top + tall <= area.bottom
        if inside and not any(top - 3 <= each <= top + tall + 1 for each in heights):
            return area.right - wide, top
    return area.left + 2, floor - tall - 2


def largest_marks(flows: Sequence[Flow], forecast: Forecast, most: int = 12) -> list[ChartMark]:
    """Return the largest events that may be moved, inside of the days that are drawn."""
    last = forecast.days[-1].day if forecast.days else forecast.made_on
    inside = [each for each in flows if each.movable and each.day <= last]
    inside.sort(key=lambda each: (-abs(each.amount.cents), each.key))
    return [ChartMark(each.key, each.day, each.amount, each.label) for each in inside[:most]]
