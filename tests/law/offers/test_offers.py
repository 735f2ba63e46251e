"""Destocking, private sales, lots, games and what is called free."""

from typing import Any

import pytest

from tests.law.asking import promotion, text_check
from tests.law.rule_levels import fired, level

ITEM = {
    "sku": "A",
    "price_history": [{"from": "2008-01-01", "price": "5.00"}],
    "net_unit_cost_ht": "1.00",
}


def _batch(received_on: str, source: str = "supplier") -> dict[str, Any]:
    return {"received_on": received_on, "quantity": 10, "source": source}


@pytest.mark.parametrize(
    ("told", "batch", "expected"),
    [
        ({}, _batch("2027-01-05"), "pass"),
        ({}, _batch("2027-01-06"), "warn"),
        ({}, _batch("2027-01-20"), "warn"),
        ({}, _batch("2027-01-20", "transfer"), "pass"),
        ({"kind": "promotion"}, _batch("2027-01-20"), "pass"),
        ({"starts": "2008-12-31"}, _batch("2009-01-20"), "pass"),
        ({"starts": "2009-01-01"}, _batch("2009-01-20"), "warn"),
    ],
)
def test_goods_ordered_again_are_not_destocked(
    told: dict[str, Any], batch: dict[str, Any], expected: str
) -> None:
    question = promotion(**({"kind": "destocking", "items": [ITEM | {"batches": [batch]}]} | told))

    assert level(question, "FR-DESTOCKAGE") == expected


def test_the_first_delivery_during_destocking_is_told() -> None:
    batches = [_batch("2027-01-20"), _batch("2027-01-08"), _batch("2026-12-01")]

    (found,) = fired(
        promotion(kind="destocking", items=[ITEM | {"batches": batches}]), "FR-DESTOCKAGE"
    )

    assert found["skus"] == ["A"]
    assert found["figures"]["received_on"] == "2027-01-08"


PRIVATE = [{"text": "Ventes privées", "place": "street"}]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"kind": "private_sale"}, "warn"),
        ({"kind": "private_sale", "audience": {"who": "segment", "basis": "invitation"}}, "pass"),
        ({"kind": "private_sale", "audience": {"who": "single_customer"}}, "pass"),
        ({"kind": "promotion", "texts": PRIVATE}, "warn"),
        ({"kind": "promotion"}, "pass"),
        ({"kind": "promotion", "texts": PRIVATE, "audience": {"who": "segment"}}, "pass"),
        ({"kind": "private_sale", "starts": "2008-12-31"}, "pass"),
        ({"kind": "private_sale", "starts": "2009-01-01"}, "warn"),
        *(
            ({"kind": kind, "audience": {"who": "segment", "basis": basis}}, "block")
            for kind in ("private_sale", "promotion")
            for basis in (
                "nationality", "origin", "religion", "sex", "health", "political_opinion",
                "sexual_orientation",
            )
        ),
        *(
            ({"kind": "private_sale", "audience": {"who": "segment", "basis": basis}}, "pass")
            for basis in ("loyalty_members", "newsletter", "purchase_history", "staff", "students")
        ),
    ],
)  # fmt: skip
def test_a_private_sale_is_kept_for_customers_chosen_fairly(
    told: dict[str, Any], expected: str
) -> None:
    assert level(promotion(**told), "FR-VENTE-PRIVEE") == expected


def _lot(**told: Any) -> dict[str, Any]:
    bundle = {
        "type": "lot", "quantity": 3, "lot_price": "12.00", "unit_price_alone": "5.00",
        "composition_shown": True,
    } | told  # fmt: skip
    kept = {key: value for key, value in bundle.items() if value is not None}
    return promotion(kind="bundle", items=[ITEM | {"bundle": kept}])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_lot(), "pass"),
        (_lot(claimed_instead_of="15.00"), "pass"),
        (_lot(claimed_instead_of="15.01"), "block"),
        (_lot(claimed_instead_of="15.01", unit_price_alone=None), "block"),
        (_lot(claimed_instead_of="15.00", unit_price_alone=None), "pass"),
        (_lot(claimed_instead_of="15.01", unit_price_alone="6.00"), "pass"),
        (_lot(composition_shown=False), "block"),
        (_lot(composition_shown=None), "pass"),
    ],
)
def test_a_lot_says_what_it_is_made_of_and_saves(question: dict[str, Any], expected: str) -> None:
    assert level(question, "FR-LOTS") == expected


def test_the_saving_of_a_lot_is_told() -> None:
    (found,) = fired(_lot(claimed_instead_of="18.00"), "FR-LOTS")

    assert found["figures"] == {"single_total": "15.00", "saving": "3.00"}
    assert found["remedy"] == {"kind": "set_amount", "value": "15.00"}
    assert "économie réelle 3,00\u00a0€" in found["message_fr"]


def _game(on: str = "2026-12-01", **told: Any) -> dict[str, Any]:
    return {"id": "q", "kind": "prize_draw", "on": on, **told}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_game(), "pass"),
        (_game(purchase_required=True, tied_to_sale=True, rules_published=True), "pass"),
        (_game(stake="0.00"), "pass"),
        (_game(stake="0.01"), "block"),
        (_game(stake="2.00", tied_to_sale=True), "block"),
        (_game(prizes=[{"category": "gift_card"}, {"category": "live_animal"}]), "block"),
        (_game(prizes=[{"category": "toy"}]), "pass"),
        (_game(prizes_awarded=True), "pass"),
        (_game(prizes_awarded=False), "block"),
        (_game(rules_published=False), "warn"),
        (_game("2014-12-21", prizes_awarded=False), "pass"),
        (_game("2014-12-22", prizes_awarded=False), "block"),
    ],
)
def test_a_game_has_no_stake_no_animal_and_real_prizes(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, "FR-JEUX") == expected


def _charge(amount: str, kind: str = "other") -> dict[str, Any]:
    return {"amount": amount, "kind": kind, "label": "frais de dossier"}


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("Coque gratuite", {"extra_charges": [_charge("0.01")]}, "block"),
        ("Coque gratuite", {"extra_charges": [_charge("0.00")]}, "pass"),
        ("Coque gratuite", {"extra_charges": [_charge("4.90", "unavoidable")]}, "pass"),
        ("Coque gratuite", {}, "pass"),
        ("Coque offerte", {"extra_charges": [_charge("4.90")]}, "pass"),
        ("Coque gratuite", {"extra_charges": [_charge("1.00")], "on": "2008-01-01"}, "block"),
        ("Coque gratuite", {"extra_charges": [_charge("1.00")], "on": "2007-12-31"}, "pass"),
    ],
)
def test_what_is_free_costs_nothing_else(text: str, told: dict[str, Any], expected: str) -> None:
    assert level(text_check(text, **told), "FR-GRATUIT") == expected


def test_what_the_customer_still_pays_is_summed_up() -> None:
    charges = [_charge("4.90"), _charge("2.00"), _charge("9.00", "unavoidable")]

    (found,) = fired(text_check("Gratuit", extra_charges=charges), "FR-GRATUIT")

    assert found["message_fr"] == (
        "«\u00a0Gratuit\u00a0» impossible\u00a0: le client doit payer 6,90\u00a0€ "
        "(frais de dossier, frais de dossier)."
    )
