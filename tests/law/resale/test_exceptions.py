"""The seven cases in which goods may be sold below their cost, each with its conditions."""

from typing import Any

import pytest

from tests.law.price_asking import Json, days_before, findings, fired, item, question, remedy

REFUSED = {"SEUIL block", "EXCEPTIONS block"}


def at_a_loss(
    operation: Json | None = None, shop: Json | None = None, claim: Json | None = None, **told: Any
) -> Json:
    """Return a question on an item of 12 € sold at 8 €."""
    extra = {"loss_exception": claim} if claim else {}
    lossy = item(**{"new_price": "8.00", **told, **extra})
    return question(lossy, shop=shop, **(operation or {}))


def test_a_loss_without_a_claim_is_refused_by_the_threshold_alone() -> None:
    assert fired(at_a_loss(), "FR-SRP") == {"SEUIL block"}


@pytest.mark.parametrize("code", ["cessation", "obsolete"])
def test_a_claim_stands_or_falls_with_its_proof(code: str) -> None:
    assert fired(at_a_loss(claim={"code": code, "proof": True}), "FR-SRP") == set()

    refused = at_a_loss(claim={"code": code})
    assert fired(refused, "FR-SRP") == REFUSED
    assert remedy(refused, "FR-SRP-EXCEPTIONS") == ("attach_proof", "loss_exception")


@pytest.mark.parametrize(
    ("ended", "begins", "lawful"),
    [
        (0, -1, True),
        (30, -60, True),
        (-1, -60, False),
        (30, 0, False),
        (30, 1, False),
        (None, -60, False),
        (30, None, False),
    ],
)
def test_a_season_has_ended_and_the_next_has_not_begun(
    ended: int | None, begins: int | None, lawful: bool
) -> None:
    claim: Json = {"code": "end_of_season", "proof": True}
    claim |= {} if ended is None else {"season_ended_on": days_before(ended)}
    claim |= {} if begins is None else {"next_season_starts_on": days_before(begins)}

    assert fired(at_a_loss(claim=claim), "FR-SRP") == (set() if lawful else REFUSED)


@pytest.mark.parametrize(
    ("cost", "lawful"), [("6.6666", True), ("6.6667", False), (None, False), ("5.00", True)]
)
def test_goods_bought_again_for_less_are_held_against_the_new_invoice(
    cost: str | None, lawful: bool
) -> None:
    claim: Json = {"code": "restock_cheaper", "proof": True}
    claim |= {} if cost is None else {"new_net_unit_cost_ht": cost}

    assert fired(at_a_loss(claim=claim), "FR-SRP") == (set() if lawful else REFUSED)


@pytest.mark.parametrize(
    ("category", "area", "claim", "lawful"),
    [
        ("clothing", 999, {}, True),
        ("clothing", 1000, {}, False),
        ("fresh_fruit_veg", 299, {}, True),
        ("fresh_fruit_veg", 300, {}, False),
        ("pet_food", 299, {}, True),
        ("pet_food", 300, {}, False),
        ("clothing", None, {}, False),
        ("clothing", 60, {"competitor_same_area": False}, False),
        ("clothing", 60, {"competitor_price": "8.01"}, False),
        ("clothing", 60, {"competitor_price": "8.00"}, True),
        ("clothing", 60, {"competitor_price": "7.00"}, True),
        ("clothing", 60, {"competitor_price": None}, False),
    ],
)
def test_a_small_shop_may_follow_a_competitor_of_its_area(
    category: str, area: int | None, claim: Json, lawful: bool
) -> None:
    told: Json = {"code": "alignment", "proof": True, "competitor_price": "8.00"}
    told |= {"competitor_same_area": True} | claim
    told = {name: value for name, value in told.items() if value is not None}
    shop = {} if area is None else {"sales_area_m2": area}

    rules = fired(at_a_loss(shop=shop, claim=told, category=category), "FR-SRP")

    assert (rules == set()) is lawful
    assert ("EXCEPTIONS block" in rules) is not lawful


@pytest.mark.parametrize(
    ("flags", "place", "lawful"),
    [
        (["rapid_deterioration"], None, True),
        (["rapid_deterioration"], "in_shop", True),
        (["rapid_deterioration"], "street", False),
        (["rapid_deterioration"], "email", False),
        (["perishable"], None, False),
        ([], None, False),
    ],
)
def test_food_about_to_spoil_is_sold_at_a_loss_inside_the_shop_only(
    flags: list[str], place: str | None, lawful: bool
) -> None:
    texts = [{"text": "Yaourts du jour", "place": place}] if place else []
    asked = at_a_loss(
        {"texts": texts}, claim={"code": "perishable", "proof": True}, category="food", flags=flags
    )

    rules = fired(asked, "FR-SRP")

    assert rules == (set() if lawful else REFUSED | {"ALIM10 block"})


SOLDES = {"kind": "soldes", "starts": "2027-01-06T08:00", "ends": "2027-02-02"}


@pytest.mark.parametrize(
    ("operation", "zone", "lawful"),
    [
        (SOLDES, "75", True),
        (SOLDES | {"ends": "2027-02-03"}, "75", False),
        (SOLDES | {"starts": "2027-01-05"}, "75", False),
        (SOLDES | {"starts": "2027-01-06T07:59"}, "75", False),
        (SOLDES | {"ends": None}, "75", True),
        (SOLDES | {"channels": ["shop", "web"]}, "75", True),
        (SOLDES | {"kind": "promotion"}, "75", False),
        (SOLDES, "974", False),
        (SOLDES | {"channels": ["web"]}, "974", True),
        (SOLDES | {"channels": ["click_and_collect"]}, "974", True),
    ],
)
def test_solde_goods_are_sold_at_a_loss_inside_their_period(
    operation: Json, zone: str, lawful: bool
) -> None:
    told = at_a_loss(operation, {"zone": zone}, offered_since="2026-01-01")
    claimed = at_a_loss(operation, {"zone": zone}, claim={"code": "soldes", "proof": True})

    assert fired(told, "FR-SRP") == (set() if lawful else {"SEUIL block"})
    assert fired(claimed, "FR-SRP") == (set() if lawful else REFUSED)


def test_goods_beside_the_soldes_are_not_judged() -> None:
    assert fired(at_a_loss(SOLDES, soldes=False), "FR-SRP") == set()


def liquidation(**declaration: Any) -> Json:
    """Return the operation of a liquidation with what was declared."""
    return (
        {"kind": "liquidation", "declaration": declaration}
        if declaration
        else {"kind": "liquidation"}
    )


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ({"reason": "cessation", "sent_on": "2026-08-01"}, set()),
        ({"reason": "change_of_activity", "sent_on": "2026-08-01"}, set()),
        ({"reason": "change_of_conditions", "sent_on": "2026-08-01"}, {"EXCEPTIONS warn"}),
        ({"reason": "seasonal_suspension", "sent_on": "2026-08-01"}, {"EXCEPTIONS warn"}),
        ({"reason": "other", "sent_on": "2026-08-01"}, {"SEUIL block"}),
        ({"sent_on": "2026-08-01"}, {"SEUIL block"}),
        ({"reason": "cessation"}, {"SEUIL block"}),
        ({}, {"SEUIL block"}),
    ],
)
def test_a_declared_liquidation_may_sell_at_a_loss_when_the_shop_closes(
    declaration: Json, expected: set[str]
) -> None:
    assert fired(at_a_loss(liquidation(**declaration)), "FR-SRP") == expected


def test_a_liquidation_for_works_is_a_debated_point() -> None:
    works = liquidation(reason="change_of_conditions", sent_on="2026-08-01")

    told = findings(at_a_loss(works, category="food"), "FR-SRP")

    assert [each["rule"] for each in told] == ["FR-SRP-EXCEPTIONS"]
    assert told[0]["confidence"] == "U"


def test_a_declaration_outside_a_liquidation_frees_nothing() -> None:
    declared = {"declaration": {"reason": "cessation", "sent_on": "2026-08-01"}}

    assert fired(at_a_loss(declared), "FR-SRP") == {"SEUIL block"}


def test_an_accepted_exception_lifts_the_margin_of_food_too() -> None:
    # given food at 12.50 €, above its cost and below the margin
    claim = {"code": "obsolete", "proof": True}

    assert fired(at_a_loss(claim=claim, category="food", new_price="12.50"), "FR-SRP") == set()
    assert fired(at_a_loss(category="food", new_price="12.50"), "FR-SRP") == {"ALIM10 block"}


def test_a_claim_that_is_not_needed_is_not_judged() -> None:
    claim = {"code": "obsolete"}
    after = {"starts": "2028-06-01", "ends": "2028-06-02"}

    assert fired(at_a_loss(claim=claim, new_price="12.00"), "FR-SRP") == set()
    assert fired(at_a_loss(after, claim=claim, category="food", new_price="12.50"), "FR-SRP") == {
        "ALIM10 warn"
    }
