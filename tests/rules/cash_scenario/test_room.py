"""How much may be bought: the figure is the largest that holds, and its day is named."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.cash_forecast.assemble import assemble
from merchant_desk.rules.cash_scenario.room import balance_of, best_day, room
from merchant_desk.rules.cash_scenario.room_words import room_sentence
from merchant_desk.rules.cash_scenario.trial import trial
from merchant_desk.values.cash_flow import Flow, Forecast, Reading
from merchant_desk.values.cash_plan import AddFlow, MoveFlow, Scenario
from merchant_desk.values.money import Money
from tests.rules.cash_scenario.flows import TODAY, flow


def _forecast(flows: list[Flow], opening: int = 100_000, floor: int = 0) -> Forecast:
    return assemble(TODAY, Money(opening), TODAY, Money(floor), flows)


def _lowest_after(forecast: Forecast, paid_on: date, reading: Reading) -> Money:
    return min(balance_of(each, reading) for each in forecast.days if each.day >= paid_on)


_DAY = st.integers(0, 80).map(lambda days: TODAY + timedelta(days=days))
_FLOWS = st.lists(st.tuples(_DAY, st.integers(-60_000, 60_000)), max_size=8).map(
    lambda told: [flow(str(place), day, cents) for place, (day, cents) in enumerate(told)]
)


@given(flows=_FLOWS, paid_on=_DAY, floor=st.integers(0, 50_000), reading=st.sampled_from(Reading))
def test_the_room_keeps_every_evening_and_one_cent_more_does_not(
    flows: list[Flow], paid_on: date, floor: int, reading: Reading
) -> None:
    base = _forecast(flows, floor=floor)
    found = room(base, paid_on, reading)

    def after(amount: Money) -> Forecast:
        bought = AddFlow(label="Achat", on=paid_on, amount=-amount)
        return trial(base, Scenario(name="A", changes=(bought,))).forecast

    if found.amount:
        assert _lowest_after(after(found.amount), paid_on, reading) >= base.floor
    assert _lowest_after(after(found.amount + Money(1)), paid_on, reading) < base.floor


def test_the_sentence_names_the_day_that_decides_and_what_weighs_on_it() -> None:
    rent = replace(flow("r", date(2026, 12, 5), -80_000), label="Loyer")
    base = _forecast([rent, flow("in", date(2026, 12, 9), 50_000)], floor=5_000)

    told = room_sentence(base, room(base, TODAY))

    assert told == (
        "Vous pouvez acheter pour 150,00\u00a0€ TTC, payés le 23 novembre 2026\u00a0: le "
        "5 décembre 2026, il restera 50,00\u00a0€ sur les 200,00\u00a0€ prévus. "
        "Ce qui pèse ce jour-là\u00a0: Loyer."
    )


def test_an_account_that_goes_under_leaves_nothing_and_says_what_is_missing() -> None:
    base = _forecast([flow("r", date(2026, 12, 5), -130_000)], floor=5_000)

    found = room(base, TODAY)

    assert (found.amount, found.short) == (Money(0), Money(35_000))
    assert "il manque déjà 350,00\u00a0€ le 5 décembre 2026" in room_sentence(base, found)


def test_the_first_day_that_allows_an_amount_is_found() -> None:
    base = _forecast([flow("in", date(2026, 12, 9), 50_000)])
    days = [each.day for each in base.days]

    assert best_day(base, days, Money(100_000)) == TODAY
    assert best_day(base, days, Money(100_001)) == date(2026, 12, 9)
    assert best_day(base, days, Money(150_001)) is None


def test_a_trial_leaves_the_forecast_as_it_was_and_says_what_the_low_point_gains() -> None:
    base = _forecast([flow("r", date(2026, 12, 5), -80_000), flow("in", date(2026, 12, 9), 50_000)])
    later = Scenario(name="Plus tard", changes=(MoveFlow(flow="r", to=date(2026, 12, 10)),))

    made = trial(base, later)

    assert made.low_change(base, Reading.LIKELY) == Money(50_000)
    assert [len(base.days), base.low(Reading.LIKELY).balance] == [
        len(made.forecast.days), Money(20_000),
    ]  # fmt: skip


def test_a_day_after_the_forecast_is_said_to_be_one() -> None:
    base = _forecast([], floor=5_000)

    told = room_sentence(base, room(base, date(2027, 4, 30)))

    assert told == (
        "Vous pouvez acheter pour 950,00\u00a0€ TTC, payés le 30 avril 2027, après la fin de la "
        "prévision\u00a0: son dernier soir, le 21 février 2027, tient 1\u202f000,00\u00a0€, dont "
        "50,00\u00a0€ à garder."
    )


def test_no_room_is_not_called_a_purchase_of_nothing() -> None:
    base = _forecast([], floor=100_000)

    told = room_sentence(base, room(base, TODAY))

    assert told == (
        "Rien à acheter\u00a0: le 23 novembre 2026, il reste tout juste les 1\u202f000,00\u00a0€ à "
        "garder."
    )
