"""The evenings of an account: three lines, their lows with what brings them there, the red day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis.strategies import booleans, builds, dates, integers, lists

from merchant_desk.rules.cash_forecast.assemble import assemble
from merchant_desk.values.cash_flow import Flow, FlowSource, Forecast, Reading
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import ZERO, Money, total

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)
DAYS = dates(MONDAY - timedelta(days=40), MONDAY + timedelta(days=140))


def flow(
    key: str,
    day: date,
    cents: int,
    *,
    certain: bool = True,
    cautious: tuple[date, int] | None = None,
) -> Flow:
    """Return a foreseen amount; the cautious line sees it as the others do unless it is told."""
    cautious_day, cautious_cents = cautious or (day, cents)
    return Flow(
        key=key, source=FlowSource.INVOICE, category=CashCategory.SALES, label=key, why="",
        day=day, amount=Money(cents), certain=certain, cautious_day=cautious_day,
        cautious_amount=Money(cautious_cents),
    )  # fmt: skip


def made(today: date, *flows: Flow, opening: int = 0, floor: int = 0, weeks: int = 13) -> Forecast:
    """Return the forecast of these."""
    return assemble(today, Money(opening), None, Money(floor), flows, weeks)


def test_a_sunday_is_followed_by_thirteen_whole_weeks() -> None:
    forecast = made(SUNDAY)

    assert forecast.days[0].day == SUNDAY
    assert forecast.days[-1].day == SUNDAY + timedelta(weeks=13)
    assert [week.monday for week in forecast.weeks[:2]] == [date(2026, 11, 16), MONDAY]
    assert len(forecast.weeks) == 14


def test_from_a_monday_on_there_are_thirteen_weeks_and_no_part_of_one() -> None:
    forecast = made(MONDAY)

    assert len(forecast.days) == 91
    assert len(forecast.weeks) == 13


def test_each_line_counts_what_it_believes() -> None:
    sure = flow("rent", MONDAY, -100)
    hoped = flow("sales", MONDAY, 50, certain=False, cautious=(MONDAY + timedelta(days=1), 30))

    forecast = made(MONDAY, sure, hoped, opening=10)

    first, second = forecast.days[:2]
    assert (first.certain, first.likely, first.cautious) == (Money(-90), Money(-40), Money(-90))
    assert (second.certain, second.likely, second.cautious) == (Money(-90), Money(-40), Money(-60))
    assert (first.money_in, first.money_out) == (Money(50), Money(-100))


def test_what_is_late_falls_today_when_sure_and_else_on_the_next_day_of_banks() -> None:
    friday = date(2026, 11, 20)
    sure = flow("sure", friday - timedelta(days=9), 100)
    hoped = flow("hoped", friday - timedelta(days=9), 10, certain=False)

    forecast = made(friday, sure, hoped)

    assert {each.key: each.day for each in forecast.flows} == {"sure": friday, "hoped": MONDAY}
    assert forecast.days[0].likely == Money(100)


def test_the_low_point_names_what_went_out_since_the_last_high_one() -> None:
    forecast = made(
        MONDAY,
        flow("before", MONDAY, -900),
        flow("in", MONDAY + timedelta(days=2), 5000),
        flow("small", MONDAY + timedelta(days=3), -1000),
        flow("large", MONDAY + timedelta(days=5), -7000),
        flow("after", MONDAY + timedelta(days=8), 9000),
        opening=1000,
    )

    low = forecast.low(Reading.LIKELY)
    assert (low.day, low.balance) == (MONDAY + timedelta(days=5), Money(-2900))
    assert low.causes == ("large", "small")


def test_the_red_day_is_the_first_evening_under_the_floor() -> None:
    forecast = made(
        MONDAY,
        flow("out", MONDAY + timedelta(days=4), -600, certain=False),
        opening=1000,
        floor=500,
    )

    assert forecast.red_day(Reading.CERTAIN) is None
    assert forecast.red_day(Reading.LIKELY) == MONDAY + timedelta(days=4)


def test_what_falls_after_the_last_day_is_kept_and_moves_nothing() -> None:
    far = flow("far", MONDAY + timedelta(days=91), 700)

    forecast = made(MONDAY, far)

    assert forecast.flows == (far,)
    assert forecast.days[-1].likely == ZERO


@settings(max_examples=40, deadline=None)
@given(
    flows=lists(
        builds(
            lambda day, cents, certain, late: flow(
                "k", day, cents, certain=certain, cautious=(day + timedelta(days=late), cents)
            ),
            DAYS, integers(-10**7, 10**7), booleans(), integers(0, 30),
        ),
        max_size=30,
    ),
    opening=integers(-10**6, 10**6),
    today=dates(MONDAY, MONDAY + timedelta(days=8)),
)  # fmt: skip
def test_the_last_evening_is_the_opening_and_all_that_is_foreseen(
    flows: list[Flow], opening: int, today: date
) -> None:
    keyed = [replace(each, key=str(place)) for place, each in enumerate(flows)]

    forecast = made(today, *keyed, opening=opening, floor=-5000)

    last = forecast.days[-1].day
    inside = [each for each in forecast.flows if each.day <= last]
    assert forecast.days[-1].likely == Money(opening) + total(each.amount for each in inside)
    assert forecast.days[-1].certain == Money(opening) + total(
        each.amount for each in inside if each.certain
    )
    assert total(week.money_in + week.money_out for week in forecast.weeks) == total(
        each.amount for each in inside
    )
    assert sorted(key for week in forecast.weeks for key in week.keys) == sorted(
        each.key for each in inside
    )
    assert all(week.closing in {day.likely for day in forecast.days} for week in forecast.weeks)
    assert forecast.low(Reading.LIKELY).balance == min(day.likely for day in forecast.days)
    assert total(each.amount for each in forecast.flows) == total(each.amount for each in flows)
    assert assemble(today, Money(opening), None, forecast.floor, forecast.flows) == forecast
