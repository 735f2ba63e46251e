"""The rules beside the prior price: new goods, channels, codes, lengths, stocks, proofs."""

from typing import Any

import pytest

from tests.law.price_asking import (
    Json,
    days_before,
    figures,
    findings,
    fired,
    item,
    price,
    question,
    remedy,
    without,
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"offered_since": days_before(0)}, {"NOUVEAU block"}),
        ({"offered_since": days_before(-1)}, {"NOUVEAU block"}),
        ({"offered_since": None}, {"NOUVEAU block"}),
        ({"price_history": []}, {"NOUVEAU block"}),
        ({"offered_since": days_before(1)}, {"NOUVEAU warn"}),
        ({"offered_since": days_before(29)}, {"NOUVEAU warn"}),
        ({"offered_since": days_before(30)}, set()),
        ({}, set()),
    ],
)
def test_new_goods_have_no_price_to_cross_out(told: Json, expected: set[str]) -> None:
    # given a label that is right but for the age of the item, and a history of other channels
    asked = question(item(**told))

    assert fired(asked, "FR-PRIX") == expected


def test_no_other_price_rule_speaks_of_goods_that_were_never_sold() -> None:
    wrong = without(
        item(price_history=[], new_price="120.00", shown_percent="50"), "shown_prior_price"
    )

    asked = question(wrong, general_claim={"percent": "50", "scope": "shop"})

    assert fired(asked) == {"NOUVEAU block"}
    assert remedy(asked, "FR-PRIX-NOUVEAU") == ("other", "launch_price")


def test_goods_sold_for_less_than_thirty_days_are_held_against_their_lowest_price() -> None:
    told = item(
        offered_since=days_before(17),
        price_history=[price("60.00", last=days_before(18)), price("100.00", days_before(17))],
    )

    asked = question(told)

    assert fired(asked) == {"NOUVEAU warn"}
    assert figures(asked, "FR-PRIX-NOUVEAU") == {"history_days": 17, "prior_price": "100.00"}
    assert remedy(asked, "FR-PRIX-NOUVEAU") == ("set_start", "2026-12-10")


@pytest.mark.parametrize("told", [{"price_history": []}, {"offered_since": None}, {}])
def test_a_launch_price_warns_and_is_never_refused(told: Json) -> None:
    assert fired(question(item(**told), kind="launch_price"), "FR-PRIX") == {"NOUVEAU warn"}


def two_prices(shop: str, web: str, **told: Any) -> Json:
    """Return an item with one price in the shop and another on the site."""
    return item(
        price_history=[price(shop, channel="shop"), price(web, channel="web")],
        new_price="60.00",
        **told,
    )


@pytest.mark.parametrize(
    ("channels", "shown", "expected"),
    [
        (["shop"], "80.00", {"CANAL warn"}),
        (["shop"], "70.00", set()),
        (["shop"], "70.01", {"CANAL warn"}),
        (["web"], "70.00", set()),
        (["web"], "80.00", {"ANTERIEUR-30J block"}),
        (["shop", "web"], "70.00", set()),
        (["shop", "web"], "70.01", {"CANAL block", "ANTERIEUR-30J block"}),
    ],
)
def test_each_channel_has_its_own_history(
    channels: list[str], shown: str, expected: set[str]
) -> None:
    asked = question(two_prices("80.00", "70.00", shown_prior_price=shown), channels=channels)

    assert fired(asked) == expected


def test_the_cheapest_of_the_other_channels_is_named() -> None:
    history = [
        price("100.00", channel="shop"),
        price("95.00", channel="web"),
        price("90.00", channel="fair"),
    ]

    told = figures(question(item(price_history=history)), "FR-PRIX-CANAL")

    assert told == {"prior_price": "90.00", "channel": "fair"}


def test_channels_with_one_price_do_not_differ() -> None:
    asked = question(
        two_prices("80.00", "80.00", shown_prior_price="90.00"), channels=["shop", "web"]
    )

    assert fired(asked) == {"ANTERIEUR-30J block"}


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ({"who": "segment", "share_percent": "25"}, {"FIDELITE warn"}),
        ({"who": "segment", "share_percent": "24.99"}, set()),
        ({"who": "segment"}, set()),
        ({"who": "all"}, set()),
        ({"who": "single_customer"}, set()),
        ({"who": "all", "instant_enrolment": True}, {"FIDELITE warn"}),
    ],
)
def test_a_code_for_many_counts_as_a_reduction_for_all(audience: Json, expected: set[str]) -> None:
    assert fired(question(item(), kind="promo_code", audience=audience)) == expected


@pytest.mark.parametrize(("instant", "expected"), [(True, {"FIDELITE warn"}), (False, set())])
def test_a_card_given_to_anybody_is_no_loyalty(instant: bool, expected: set[str]) -> None:
    audience = {"who": "segment", "share_percent": "80", "instant_enrolment": instant}

    assert fired(question(item(), kind="loyalty", audience=audience)) == expected


@pytest.mark.parametrize(
    ("ends", "expected"),
    [("2027-07-30", set()), ("2027-07-31", {"DUREE warn"}), (None, {"DUREE warn"})],
)
@pytest.mark.parametrize("kind", ["promotion", "destocking", "private_sale", "promo_code"])
def test_a_promotion_lasts_sixty_days_at_most(
    kind: str, ends: str | None, expected: set[str]
) -> None:
    asked = question(item(), kind=kind, starts="2027-06-01", ends=ends)

    assert fired(asked) == expected
    if expected:
        assert remedy(asked, "FR-PRIX-DUREE") == ("set_end", "2027-07-30")
        assert figures(asked, "FR-PRIX-DUREE") == ({"days": 61} if ends else {"missing": "ends"})


@pytest.mark.parametrize("kind", ["price_change", "loyalty", "bundle", "launch_price"])
def test_other_kinds_may_last(kind: str) -> None:
    assert "DUREE warn" not in fired(question(item(), kind=kind, ends=None))


def test_a_countdown_that_starts_again_is_refused() -> None:
    asked = question(item(), countdown_resets=True)

    assert fired(asked) == {"DUREE block"}
    assert fired(question(item(), countdown_resets=True, customers="businesses")) == set()


@pytest.mark.parametrize(
    ("stock", "asked_on", "expected"),
    [
        ((0, 0), "2026-11-26", set()),
        ((0, 0), "2026-11-27", {"DISPO block"}),
        ((0, 0), "2026-11-30T23:59", {"DISPO block"}),
        ((0, 0), "2026-12-01", set()),
        ((0, 5), "2026-11-26", {"DISPO block"}),
        ((3, 40), "2026-11-26", {"DISPO block"}),
        ((4, 40), "2026-11-26", {"DISPO warn"}),
        ((19, 200), "2026-11-26", {"DISPO block"}),
        ((39, 40), "2026-11-26", {"DISPO warn"}),
        ((40, 40), "2026-11-26", set()),
    ],
)
def test_what_is_advertised_is_there(
    stock: tuple[int, int], asked_on: str, expected: set[str]
) -> None:
    told = item(stock={"quantity": stock[0], "expected_demand": stock[1]})

    assert fired(question(told, asked_on=asked_on)) == expected
    assert fired(question(told, asked_on=asked_on, kind="price_change")) == set()


@pytest.mark.parametrize(
    "limit",
    [
        {"stock_limit": {"stated": True, "quantity": 3}},
        {"texts": [{"text": "3 lampes", "place": "print", "mentions": ["quantity"]}]},
    ],
)
def test_a_quantity_that_is_told_is_enough_while_there_is_one(limit: Json) -> None:
    few = item(stock={"quantity": 3, "expected_demand": 40})
    none = item(stock={"quantity": 0, "expected_demand": 40})

    assert fired(question(few, **limit)) == set()
    assert fired(question(none, asked_on="2026-11-28", **limit)) == {"DISPO block"}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"source": "fabricant", "proof": True}, set()),
        ({"source": "fabricant"}, {"COMPARAISON warn"}),
        ({"source": " ", "proof": True}, {"COMPARAISON warn"}),
        ({"source": "fabricant", "proof": True, "crossed_out": True}, {"COMPARAISON block"}),
        ({"source": "fabricant", "proof": True, "genuine": False}, {"COMPARAISON block"}),
    ],
)
def test_the_price_of_somebody_else_is_named_and_proved(told: Json, expected: set[str]) -> None:
    comparison = {"type": "recommended", "price": "129.00", **told}

    asked = question(without(item(comparison=comparison), "shown_prior_price"), kind="price_change")

    assert fired(asked) == expected
    assert fired(question(item(comparison=comparison), customers="businesses")) == set()


@pytest.mark.parametrize(
    ("kept", "log", "count"), [(1095, True, 0), (1094, True, 1), (1095, False, 1), (0, False, 2)]
)
def test_prices_are_kept_for_three_years(kept: int, log: bool, count: int) -> None:
    asked = {"id": "q", "kind": "price_evidence", "kept_days": kept, "dated_price_log": log}

    assert [each["level"] for each in findings(asked, "FR-PRIX-PREUVE")] == ["warn"] * count
