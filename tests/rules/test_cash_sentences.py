"""What the forecast says: the lowest evening and its causes, the red day, what may be done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from merchant_desk.rules.cash_chart import chart_of, floor_label_place, largest_marks
from merchant_desk.rules.cash_sentences import (
    first_red,
    low_words,
    red_low,
    red_title,
    whole_euros,
)
from merchant_desk.rules.chart_scale import ChartArea, scale_of
from merchant_desk.rules.red_day_advice import red_advice
from merchant_desk.rules.review_tasks import review_tasks
from merchant_desk.values.cash_flow import FlowSource, Reading
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import Money
from tests.cash_forecasts import A_QUARTER, TODAY, Event, make_forecast


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_likely_red_day_is_told_before_the_cautious_one() -> None:
    forecast = make_forecast()

    assert first_red(forecast) == (Reading.LIKELY, TODAY + timedelta(days=15))
    assert _plain(red_title(forecast)) == "Compte sous 500,00 € le 8 déc. (probable)."
    assert _plain(red_low(forecast)) == "Au plus bas : −1 685,00 € le 5 janv."


def test_a_day_that_is_only_cautiously_red_says_so() -> None:
    late = (Event(5, 400_00, "Facture"), Event(8, -400_00, "Loyer"))
    forecast = make_forecast(late, opening=500_00, floor=200_00)

    assert first_red(forecast) == (Reading.CAUTIOUS, TODAY + timedelta(days=8))
    assert _plain(red_title(forecast)) == "Compte sous 200,00 € le 1 déc. (prudent)."


def test_without_a_floor_the_words_are_of_an_overdraft() -> None:
    forecast = make_forecast((Event(20, -900_00, "Loyer"),), opening=100_00, floor=0)

    assert red_title(forecast) == "Compte à découvert le 13 déc. (probable)."


def test_a_well_account_says_nothing_red() -> None:
    forecast = make_forecast(opening=20_000_00)

    assert first_red(forecast) is None
    assert (red_title(forecast), red_low(forecast), red_advice(forecast)) == ("", "", ())


def test_the_causes_of_the_lowest_evening_are_named_the_largest_first() -> None:
    told = _plain(low_words(make_forecast(), Reading.LIKELY))

    assert told == (
        "À cause de : Achat A-2026-0034 (−2 100,00 €), Salaires (−1 850,00 €), "
        "Loyer de décembre (−1 200,00 €) et 3 autres sorties."
    )
    rising = make_forecast((Event(3, 50_00, "Vente"),))
    assert "ne descend pas" in low_words(rising, Reading.LIKELY)


def test_the_advice_is_to_remind_to_put_off_and_to_try() -> None:
    remind, put_off, test = (_plain(each) for each in red_advice(make_forecast()))

    assert remind == "Relancer la facture échue : 840,00 € à recevoir."
    assert put_off == "Repousser « Achat A-2026-0034 » : 2 100,00 € de moins d’ici là."
    assert "Scénarios" in test


def test_a_plan_may_be_put_off_but_for_a_loan_that_is_taken() -> None:
    events = (
        Event(5, -6_400_00, "Travaux", FlowSource.PLAN),
        Event(6, -9_000_00, "Emprunt", FlowSource.PLAN, CashCategory.LOAN),
    )
    forecast = make_forecast(events)
    fixed = replace(forecast, flows=tuple(replace(each, movable=False) for each in forecast.flows))

    assert _plain(red_advice(fixed)[0]) == ("Repousser « Travaux » : 6 400,00 € de moins d’ici là.")


def test_what_cannot_wait_is_not_put_off() -> None:
    forecast = make_forecast(A_QUARTER[2:4])
    fixed = replace(forecast, flows=tuple(replace(each, movable=False) for each in forecast.flows))

    assert len(red_advice(fixed)) == 1


@pytest.mark.parametrize(
    ("days", "told"),
    [(3, "Rien de pressant"), (9, "elle n’est connue que jusqu’au 14/11/2026")],
)
def test_the_bank_is_asked_for_after_a_week(days: int, told: str) -> None:
    forecast = replace(make_forecast((), opening=900_00), opening_on=TODAY - timedelta(days=days))

    assert told in review_tasks(forecast, ())[0]


def test_lines_that_wait_are_a_task() -> None:
    forecast = make_forecast((), opening=900_00)

    assert review_tasks(forecast, (), 3) == ("Rapprocher 3 lignes de la banque.",)


def test_only_what_may_move_inside_the_days_is_a_mark() -> None:
    forecast = make_forecast()
    far = replace(forecast.flows[0], day=TODAY + timedelta(days=500))
    fixed = replace(forecast.flows[1], movable=False)

    marks = largest_marks((far, fixed, *forecast.flows[2:]), forecast, most=3)

    assert [each.amount.cents for each in marks] == [310_000, 260_000, 240_000]


def test_the_label_of_the_floor_lies_on_no_line() -> None:
    area = ChartArea(50, 20, 900, 200)
    for opening in (60_000, 50_000, 45_000, 500_000):
        chart = chart_of(make_forecast((), opening=opening, floor=50_000))
        scale, _ticks = scale_of(area, (chart.first, chart.last), (chart.lowest, chart.highest))

        left, top = floor_label_place(scale, chart, (90, 17))

        line = scale.y(Money(opening))
        assert left >= area.left
        assert not top <= line <= top + 17


def test_an_axis_has_whole_euros() -> None:
    assert _plain(whole_euros(Money(-120_000))) == "−1 200 €"
