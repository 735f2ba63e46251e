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


def floor_label_place(
    scale: ChartScale, chart: CashChart, size: tuple[float, float]
) -> tuple[float, float]:
    """Return left and top of the box of the floor's label: where it hides no line, if anywhere."""
    wide, tall = size
    floor, area = scale.y(chart.floor), scale.area
    places = [
        (left, top)
        for left in (area.right - wide, area.left + 2)
        for top in (floor - tall - 2, floor + 2)
        if area.top <= top and top + tall <= area.bottom
    ]
    points = [*chart.past, *(each for reading in Reading for each in chart.line(reading))]
    spots = [(scale.x(each.day), scale.y(each.balance)) for each in points]
    for left, top in places:
        if not any(
            left - scale.column <= x <= left + wide + scale.column
            and top - 3 <= y <= top + tall + 1
            for x, y in spots
        ):
            return left, top
    return places[0] if places else (area.right - wide, floor - tall - 2)


def largest_marks(flows: Sequence[Flow], forecast: Forecast, most: int = 12) -> list[ChartMark]:
    """Return the largest events that may be moved, inside of the days that are drawn."""
    last = forecast.days[-1].day if forecast.days else forecast.made_on
    inside = [each for each in flows if each.movable and each.day <= last]
    inside.sort(key=lambda each: (-abs(each.amount.cents), each.key))
    return [ChartMark(each.key, each.day, each.amount, each.label) for each in inside[:most]]
