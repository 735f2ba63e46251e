"""Suppliers' terms: whole packs, prices by quantity, totals to the cent, working days."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists, tuples

from merchant_desk.rules.purchasing.days import (
    expected_day,
    is_working_day,
    working_days_between,
)
from merchant_desk.rules.purchasing.prices import (
    line_total,
    net_cost,
    next_break,
    price_for,
    wrong_breaks,
)
from merchant_desk.rules.purchasing.quantities import Rounding, rounded_up
from merchant_desk.rules.purchasing.states import LineComing, state_after_receipt
from merchant_desk.rules.purchasing.totals import PricedLine, order_totals
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.money import Money, total
from merchant_desk.values.purchases import ArticleTerms, PriceBreak, SupplierTerms

_SOAP = ArticleTerms("", 12, 24, 21_500, (PriceBreak(60, 19_875), PriceBreak(120, 18_000)))
_TERMS = SupplierTerms(
    name="x", minimum=Money(10_000), carriage=Money(1_500), free_carriage_from=Money(25_000)
)


@pytest.mark.parametrize(
    ("wished", "pack", "minimum", "units", "why"),
    [
        (0, 12, 24, 0, Rounding.NONE),
        (-5, 12, 24, 0, Rounding.NONE),
        (24, 12, 24, 24, Rounding.NONE),
        (25, 12, 24, 36, Rounding.PACKS),
        (5, 12, 24, 24, Rounding.BOTH),
        (5, 1, 10, 10, Rounding.MINIMUM),
        (5, 12, 1, 12, Rounding.PACKS),
        (1, 0, 0, 1, Rounding.NONE),
        (1, 10, 25, 30, Rounding.BOTH),
    ],
)
def test_a_wish_becomes_whole_packs(
    wished: int, pack: int, minimum: int, units: int, why: Rounding
) -> None:
    rounded = rounded_up(wished, pack, minimum)

    assert (rounded.units, rounded.why) == (units, why)
    assert bool(rounded.sentence) == (why is not Rounding.NONE)


def test_a_rounding_says_its_reason() -> None:
    assert rounded_up(25, 12, 1).sentence == "Arrondi à 3 colis\u00a0: vendu par 12."
    assert rounded_up(5, 12, 24).sentence == "Porté au minimum de 24 unités, soit 2 colis."
    assert rounded_up(5, 1, 10).sentence == "Porté au minimum de 10 unités."


@given(integers(1, 10_000), integers(1, 500), integers(1, 2_000))
def test_rounded_up_is_the_fewest_that_serves(wished: int, pack: int, minimum: int) -> None:
    units = rounded_up(wished, pack, minimum).units

    assert units % pack == 0
    assert units >= max(wished, minimum)
    assert units - pack < max(wished, minimum)


@pytest.mark.parametrize(
    ("units", "cost"), [(1, 21_500), (59, 21_500), (60, 19_875), (119, 19_875), (500, 18_000)]
)
def test_a_quantity_has_the_price_of_the_break_it_reaches(units: int, cost: int) -> None:
    assert price_for(_SOAP, units) == cost


def test_the_next_break_is_one_that_is_cheaper() -> None:
    assert next_break(_SOAP, 24) == PriceBreak(60, 19_875)
    assert next_break(_SOAP, 120) is None
    dearer = ArticleTerms(cost_tenthousandths=100, breaks=(PriceBreak(10, 200),))
    assert next_break(dearer, 1) is None
    assert price_for(ArticleTerms(), 3) is None


@given(integers(0, 10**9), integers(0, 10_000), integers(1, 10**6))
def test_a_line_is_rounded_once_to_the_cent(cost: int, rebate: int, units: int) -> None:
    exact = Fraction(cost * units * (10_000 - rebate), 10_000 * 100)

    assert abs(line_total(cost, rebate, units).cents - exact) <= Fraction(1, 2)


def test_a_rebate_takes_its_part() -> None:
    assert line_total(19_875, 0, 60) == Money(11_925)
    assert line_total(19_875, 500, 60) == Money(11_329)  # 113,28750 €
    assert net_cost(19_875, 500) == 18_881
    assert line_total(19_875, 10_000, 60) == Money(0)


def test_breaks_that_contradict_each_other_are_seen() -> None:
    assert wrong_breaks((PriceBreak(1, 5),))
    assert wrong_breaks((PriceBreak(5, 5), PriceBreak(5, 4)))
    assert not wrong_breaks(_SOAP.breaks)


@given(lists(tuples(integers(1, 5_000), integers(0, 10**7)), max_size=20))
def test_an_order_is_the_sum_of_its_lines(lines: list[tuple[int, int]]) -> None:
    priced = [PricedLine(units, cost) for units, cost in lines]

    found = order_totals(priced, _TERMS)

    assert found.goods == total(each.total or Money(0) for each in priced)
    assert found.total == found.goods + found.carriage
    assert found.goods + found.below_minimum >= _TERMS.minimum
    free = found.goods >= Money(25_000) or not lines
    assert found.carriage == (Money(0) if free else Money(1_500))
    if found.to_free_carriage:
        assert found.goods + found.to_free_carriage == Money(25_000)


def test_a_price_that_is_not_known_counts_for_nothing_and_is_told() -> None:
    found = order_totals([PricedLine(10, None), PricedLine(10, 20_000)], _TERMS)

    assert (found.goods, found.unknown, found.units) == (Money(2_000), 1, 20)


def test_carriage_that_was_agreed_is_kept() -> None:
    found = order_totals([PricedLine(1, 20_000)], _TERMS, Money(700))

    assert (found.carriage, found.to_free_carriage) == (Money(700), Money(0))


@pytest.mark.parametrize(
    ("ordered", "days", "comes"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 20)),  # Friday
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),  # Saturday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # Christmas, then the week-end
        (date(2026, 5, 7), 1, date(2026, 5, 11)),  # 8 May
        (date(2026, 11, 20), 8, date(2026, 12, 2)),
    ],
)
def test_goods_come_on_working_days(ordered: date, days: int, comes: date) -> None:
    assert expected_day(ordered, days) == comes


def test_alsace_has_holidays_of_its_own() -> None:
    assert expected_day(date(2026, 4, 2), 1, "67") == date(2026, 4, 7)  # Good Friday
    assert expected_day(date(2026, 4, 2), 1) == date(2026, 4, 3)


@given(integers(0, 3_000), integers(0, 60))
def test_working_days_count_back_to_the_delay(after: int, delay: int) -> None:
    ordered = date.fromordinal(date(2026, 1, 1).toordinal() + after)

    comes = expected_day(ordered, delay)

    assert is_working_day(comes)
    assert working_days_between(ordered, comes) == max(delay, int(not is_working_day(ordered)))


@pytest.mark.parametrize(
    ("state", "lines", "confirmed", "after"),
    [
        (PurchaseState.SENT, [(10, 0, 0, None)], False, PurchaseState.SENT),
        (PurchaseState.PARTIAL, [(10, 0, 0, None)], True, PurchaseState.CONFIRMED),
        (PurchaseState.SENT, [(10, 4, 0, None)], False, PurchaseState.PARTIAL),
        (PurchaseState.CONFIRMED, [(10, 8, 0, 8)], True, PurchaseState.RECEIVED),
        (PurchaseState.SENT, [(10, 12, 0, None)], False, PurchaseState.RECEIVED),
        (PurchaseState.RECEIVED, [(10, 3, 0, None)], False, PurchaseState.PARTIAL),
        (PurchaseState.CANCELLED, [(10, 10, 0, None)], False, PurchaseState.CANCELLED),
        (PurchaseState.CLOSED, [(10, 10, 0, None)], False, PurchaseState.CLOSED),
        (PurchaseState.DRAFT, [(10, 10, 0, None)], False, PurchaseState.DRAFT),
        (PurchaseState.SENT, [], False, PurchaseState.SENT),
    ],
)
def test_receipts_decide_where_an_order_stands(
    state: PurchaseState,
    lines: list[tuple[int, int, int, int | None]],
    confirmed: bool,
    after: PurchaseState,
) -> None:
    told = [LineComing(*each) for each in lines]

    assert state_after_receipt(state, told, confirmed=confirmed) is after
