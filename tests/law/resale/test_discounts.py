"""The greatest lawful discount keeps to the prior price and to what the goods cost."""

from typing import Any

import pytest

from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.lawful_discounts import greatest_lawful_discount
from merchant_desk.rules.legal.questions import Promotion
from merchant_desk.rules.legal.reading import read_question
from tests.law.price_asking import Json, fired, item, price, question, without


def greatest(told: Json, **operation: Any) -> int | None:
    """Return the greatest lawful discount on one item."""
    read = read_question(question(told, **operation))
    if not isinstance(read, Promotion):
        raise TypeError(read)
    return greatest_lawful_discount(Case(read).items[0])


@pytest.mark.parametrize(
    ("told", "percent"),
    [
        ({"net_unit_cost_ht": "10.00"}, 88),
        ({"net_unit_cost_ht": "50.00"}, 40),
        ({"net_unit_cost_ht": "49.99"}, 40),
        ({"net_unit_cost_ht": "50.01"}, 39),
        ({"net_unit_cost_ht": "50.00", "category": "food"}, 34),
        ({"net_unit_cost_ht": "100.00"}, 0),
        ({"acquisition": "own_production"}, 99),
        ({"price_history": []}, None),
        ({"net_unit_cost_ht": "30.00", "bundle": {"type": "n_for_m", "pay": 1, "get": 2}}, 28),
    ],
)
def test_the_greatest_discount_is_the_last_whole_percent_above_the_cost(
    told: Json, percent: int | None
) -> None:
    assert greatest(item(**told)) == percent


@pytest.mark.parametrize("cost", ["10.00", "37.77", "50.01", "66.66", "82.50"])
def test_the_greatest_discount_is_lawful_and_one_point_more_is_not(cost: str) -> None:
    best = greatest(item(net_unit_cost_ht=cost))

    def rules(percent: int) -> set[str]:
        told = item(net_unit_cost_ht=cost, new_price=f"{100 - percent}.00")
        return fired(question(told | {"shown_percent": str(percent)}))

    assert best is not None
    assert rules(best) == set()
    assert rules(best + 1) == {"SEUIL block"}


def test_a_closing_shop_and_solde_goods_have_no_floor() -> None:
    soldes = {"kind": "soldes", "starts": "2027-01-06T08:00", "ends": "2027-02-02"}

    assert greatest(item(net_unit_cost_ht="50.00"), **soldes) == 99


def test_nothing_is_known_without_a_price_before() -> None:
    assert greatest(without(item(), "price_history")) is None
    assert greatest(item(price_history=[price("0")])) == 0
