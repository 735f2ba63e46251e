"""What goods really cost, and the lowest price they may be sold at."""

from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.rules.legal.engine import answer_json
from merchant_desk.rules.legal.purchase_prices import exact
from tests.law.price_asking import Json, figures, fired, item, question, remedy, without

CENT = Decimal("0.01")


def asked(shop: Json | None = None, on: str = "2026-11-21", **told: Any) -> Json:
    """Return a question on the threshold of an item of 10 € without taxes."""
    customers = {"customers": told.pop("customers")} if "customers" in told else {}
    return {
        "id": "q",
        "kind": "resale_threshold",
        "on": on,
        "shop": {"zone": "75", **(shop or {})},
        "item": {"sku": "A", "net_unit_cost_ht": "10.00", **told},
        **customers,
    }


def value(asked_now: Json) -> Json:
    """Return the value of a question."""
    found: Json = answer_json(asked_now)["value"]  # type: ignore[assignment]  # the format's object
    return found


@pytest.mark.parametrize(
    ("told", "effective", "lowest"),
    [
        ({}, "12.00", "12.00"),
        ({"vat_rate": "5.5"}, "10.55", "10.55"),
        ({"net_unit_cost_ht": "1.0001", "vat_rate": "0"}, "1.0001", "1.01"),
        ({"other_advantages_percent": "5", "transport_ht": "0.30"}, "11.76", "11.76"),
        ({"specific_taxes_ht": "0.02"}, "12.024", "12.03"),
        ({"purchase_vat_rate": "5.5"}, "12.00", "12.00"),
        ({"category": "food", "vat_rate": "5.5"}, "10.55", "11.61"),
        ({"category": "pet_food"}, "12.00", "13.20"),
        ({"category": "soft_drink"}, "12.00", "13.20"),
        ({"category": "infant_formula_follow_on"}, "12.00", "13.20"),
        ({"category": "fresh_fruit_veg"}, "12.00", "12.00"),
        ({"category": "pgc_nonfood"}, "12.00", "12.00"),
        ({"category": "food", "customers": "businesses"}, "12.00", "12.00"),
        ({"category": "alcohol"}, "12.00", "13.20"),
        ({"category": "alcohol", "excise_ht": "6.00"}, "12.00", "12.60"),
        ({"category": "food", "excise_ht": "6.00"}, "12.00", "13.20"),
        ({"category": "food", "on": "2019-01-31"}, "12.00", "12.00"),
        ({"category": "food", "on": "2019-02-01"}, "12.00", "13.20"),
        ({"category": "food", "on": "2028-04-15"}, "12.00", "13.20"),
        ({"category": "food", "on": "2028-04-16"}, "12.00", "12.00"),
        ({"shop": {"vat_scheme": "franchise"}}, "12.00", "12.00"),
        ({"shop": {"vat_scheme": "franchise"}, "purchase_vat_rate": "5.5"}, "10.55", "10.55"),
        ({"shop": {"kind": "wholesaler_to_professionals"}}, "10.80", "10.80"),
        ({"shop": {"kind": "wholesaler_to_professionals"}, "category": "food"}, "10.80", "10.80"),
    ],
)
def test_the_threshold_counts_rebates_taxes_transport_and_vat(
    told: Json, effective: str, lowest: str
) -> None:
    assert value(asked(**told)) == {
        "effective_purchase_price": effective, "lowest_legal_price": lowest,
    }  # fmt: skip


@pytest.mark.parametrize("told", [{"acquisition": "own_production"}, {"category": "service"}])
def test_own_goods_and_services_have_no_threshold(told: Json) -> None:
    nothing = {"effective_purchase_price": None, "lowest_legal_price": None}

    assert value(asked(**told)) == nothing
    assert fired(asked(**told)) == set()
    assert fired(question(without(item(new_price="0.01", **told), "net_unit_cost_ht"))) == set()


def test_a_cost_that_is_not_told_is_asked_for() -> None:
    unknown = asked()
    del unknown["item"]["net_unit_cost_ht"]

    assert value(unknown)["lowest_legal_price"] is None
    assert fired(unknown) == {"SEUIL warn"}
    assert figures(unknown, "FR-SRP-SEUIL")["missing"] == "net_unit_cost_ht"


amounts = st.integers(0, 2_000_000).map(lambda units: Decimal(units) / 10_000)
percents = st.integers(0, 10_000).map(lambda units: Decimal(units) / 100)


@settings(max_examples=600, deadline=None)
@given(amounts, percents, amounts, amounts, st.sampled_from(("0", "2.1", "5.5", "10", "20")))
def test_the_threshold_equals_the_same_sum_in_decimals(
    cost: Decimal, rebate: Decimal, taxes: Decimal, transport: Decimal, rate: str
) -> None:
    effective = (cost * (1 - rebate / 100) + taxes + transport) * (1 + Decimal(rate) / 100)
    told: Json = {
        "net_unit_cost_ht": f"{cost:.4f}", "other_advantages_percent": f"{rebate:.2f}",
        "specific_taxes_ht": f"{taxes:.4f}", "transport_ht": f"{transport:.4f}", "vat_rate": rate,
    }  # fmt: skip

    plain, food = value(asked(**told)), value(asked(category="food", **told))

    assert Decimal(plain["effective_purchase_price"]) == effective
    assert Decimal(plain["lowest_legal_price"]) == effective.quantize(CENT, ROUND_CEILING)
    with_margin = effective * Decimal("1.1")
    assert Decimal(food["lowest_legal_price"]) == with_margin.quantize(CENT, ROUND_CEILING)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Fraction(1), "1.00"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-5, 4), "-1.25"),
        (Fraction(1, 3), "0.3333"),
    ],
)
def test_an_amount_is_said_with_all_its_decimals(amount: Fraction, said: str) -> None:
    assert exact(amount) == said


def sold(new_price: str, cost: str = "10.00", operation: Json | None = None, **told: Any) -> Json:
    """Return a question on a plain price."""
    priced = item(net_unit_cost_ht=cost, new_price=new_price, **told)
    return question(
        without(priced, "shown_prior_price"), **{"kind": "price_change", **(operation or {})}
    )


@pytest.mark.parametrize(
    ("new_price", "expected"), [("12.00", set()), ("12.01", set()), ("11.99", {"SEUIL block"})]
)
def test_a_price_at_the_threshold_is_lawful(new_price: str, expected: set[str]) -> None:
    assert fired(sold(new_price)) == expected
    assert fired(sold(new_price, operation={"customers": "businesses"})) == expected


def test_the_threshold_is_compared_unrounded_and_told_rounded_up() -> None:
    # given a purchase price of 1.055 €
    told: Json = {"cost": "1.00", "vat_rate": "5.5"}

    # then 1.05 € is too low, 1.06 € is the lowest lawful price
    assert fired(sold("1.0550", **told)) == set()
    assert fired(sold("1.0549", **told)) == {"SEUIL block"}
    assert figures(sold("1.05", **told), "FR-SRP-SEUIL")["lowest_legal_price"] == "1.06"
    assert remedy(sold("1.05", **told), "FR-SRP-SEUIL") == ("set_price", "1.06")


@pytest.mark.parametrize(
    ("day", "new_price", "expected"),
    [
        ("2028-04-15", "13.20", set()),
        ("2028-04-15", "13.19", {"ALIM10 block"}),
        ("2028-04-15", "11.99", {"SEUIL block", "ALIM10 block"}),
        ("2028-04-16", "13.20", set()),
        ("2028-04-16", "13.19", {"ALIM10 warn"}),
        ("2028-04-16", "12.00", {"ALIM10 warn"}),
        ("2028-04-16", "11.99", {"SEUIL block"}),
        ("2019-01-31", "12.00", set()),
        ("2019-02-01", "12.00", {"ALIM10 block"}),
    ],
)
def test_the_margin_of_food_has_its_years(day: str, new_price: str, expected: set[str]) -> None:
    asked_now = sold(new_price, category="food", operation={"starts": day, "ends": day})

    assert fired(asked_now, "FR-SRP") == expected
    for rule in ("FR-SRP-SEUIL block", "FR-SRP-ALIM10 block"):
        if rule.removeprefix("FR-SRP-") in expected:
            lowest = "13.20" if day <= "2028-04-15" else "12.00"
            assert figures(asked_now, rule.split()[0])["lowest_legal_price"] == lowest


@pytest.mark.parametrize(
    ("bundle", "lawful", "loss"),
    [
        ({"type": "n_for_m", "pay": 2, "get": 3}, "18.00", "17.99"),
        ({"type": "nth_reduced", "nth": 2, "percent": "50"}, "16.00", "15.99"),
        ({"type": "nth_reduced", "nth": 3, "percent": "100"}, "18.00", "17.99"),
        ({"type": "threshold", "min_quantity": 3, "percent": "40"}, "20.00", "19.99"),
        ({"type": "extra_quantity", "percent": "50"}, "12.00", "11.99"),
    ],
)
def test_a_bundle_counts_as_what_is_paid_for_one(bundle: Json, lawful: str, loss: str) -> None:
    assert fired(sold(lawful, bundle=bundle), "FR-SRP") == set()
    assert fired(sold(loss, bundle=bundle), "FR-SRP") == {"SEUIL block"}
    assert remedy(sold(loss, bundle=bundle), "FR-SRP-SEUIL") == ("set_price", lawful)


@pytest.mark.parametrize(("lot_price", "expected"), [("36.00", set()), ("35.99", {"SEUIL block"})])
def test_a_lot_costs_at_least_what_its_units_cost(lot_price: str, expected: set[str]) -> None:
    lot = {"type": "lot", "quantity": 3, "lot_price": lot_price}
    bare = without(item(bundle=lot), "new_price", "shown_prior_price")

    assert fired(question(bare), "FR-SRP") == expected
    if expected:
        assert remedy(question(bare), "FR-SRP-SEUIL") == ("set_price", "36.00")


def test_the_lowest_of_the_markdowns_is_the_price_that_counts() -> None:
    steps = [
        {"starts": "2026-11-27", "new_price": "20.00", "shown_prior_price": "100.00"},
        {"starts": "2026-11-28", "new_price": "11.00", "shown_prior_price": "100.00"},
    ]
    bare = without(item(steps=steps), "new_price", "shown_prior_price")

    assert fired(question(bare)) == {"SEUIL block"}


def test_unknown_costs_are_asked_for_outside_the_soldes_only() -> None:
    bare = without(item(), "net_unit_cost_ht")
    soldes: Json = {"kind": "soldes", "starts": "2027-01-06T08:00", "ends": "2027-02-02"}

    assert fired(question(bare), "FR-SRP") == {"SEUIL warn"}
    assert fired(question(bare, **soldes), "FR-SRP") == set()
    assert fired(question(without(bare, "new_price")), "FR-SRP") == set()
