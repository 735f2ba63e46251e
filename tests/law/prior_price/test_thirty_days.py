"""The prior price is the lowest of the thirty days before, and a label may not show more."""

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

RULE = "FR-PRIX-ANTERIEUR-30J"


def dip(first: int, last: int, amount: str = "80.00") -> Json:
    """Return an item at 100 € but for some days, counted back from the operation."""
    return item(
        price_history=[
            price("100.00", last=days_before(first + 1)),
            price(amount, days_before(first), days_before(last)),
            price("100.00", days_before(last - 1)),
        ]
    )


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [(10, 5, True), (1, 1, True), (30, 30, True), (40, 30, True), (40, 31, False), (31, 31, False)],
)
def test_a_lower_price_counts_from_the_thirtieth_day_to_the_eve(
    first: int, last: int, counts: bool
) -> None:
    # given a price that was lower for some days, when its label still shows the usual price
    asked = question(dip(first, last))

    # then it is refused when one of those days is in the window
    assert ("ANTERIEUR-30J block" in fired(asked)) is counts


def test_the_lower_price_its_day_and_the_first_lawful_day_are_told() -> None:
    asked = question(dip(16, 12))

    told = figures(asked, RULE)

    assert told["prior_price"] == "80.00"
    assert told["true_percent"] == "12.5"
    assert (told["window_start"], told["window_end"]) == ("2026-10-28", "2026-11-26")
    assert told["lowest_on"] == "2026-11-11"
    assert told["first_lawful_day"] == "2026-12-16"
    assert remedy(asked, RULE) == ("set_prior_price", "80.00")
    assert findings(asked, RULE)[0]["message_fr"] == (
        "Prix barré non conforme\u00a0: au cours des 30 jours avant le 27/11/2026, votre prix le "
        "plus bas était 80,00\u00a0€ le 11/11/2026. Affichez 80,00\u00a0€ comme ancien prix (soit "
        "-12\u00a0%)."
    )


def test_the_first_lawful_day_is_the_way_out_when_nothing_is_left_of_the_reduction() -> None:
    asked = question(dip(16, 12, "70.00"))

    assert remedy(asked, RULE) == ("set_start", "2026-12-16")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [("100.01", {"ANTERIEUR-30J block"}), ("100.00", set()), ("99.99", set()), ("75.00", set())],
)
def test_a_prior_price_may_be_lower_but_not_higher(shown: str, expected: set[str]) -> None:
    assert fired(question(item(shown_prior_price=shown))) == expected


@pytest.mark.parametrize(
    "kind", ["promotion", "destocking", "private_sale", "promo_code", "liquidation"]
)
def test_some_kinds_announce_a_reduction_without_a_word(kind: str) -> None:
    asked = question(without(item(), "shown_prior_price"), kind=kind)

    assert "ANTERIEUR-30J block" in fired(asked)
    assert remedy(asked, RULE) == ("set_prior_price", "100.00")


@pytest.mark.parametrize("kind", ["price_change", "bundle", "premium", "temporary_sale"])
@pytest.mark.parametrize(
    ("text", "announced"),
    [(None, False), ("Lampe à 70 €", False), ("Promo sur la lampe", True), ("-30 %", True)],
)
def test_other_kinds_announce_one_only_by_their_words(
    kind: str, text: str | None, announced: bool
) -> None:
    texts = [{"text": text, "place": "in_shop"}] if text else []

    asked = question(without(item(), "shown_prior_price"), kind=kind, texts=texts)

    assert ("ANTERIEUR-30J block" in fired(asked, "FR-PRIX")) is announced


@pytest.mark.parametrize(
    "shown",
    [{"shown_percent": "30"}, {"shown_amount_off": "30.00"}, {"shown_prior_price": "101.00"}],
)
def test_a_percentage_an_amount_or_a_prior_price_announce_a_reduction(shown: Json) -> None:
    told = without(item(), "shown_prior_price") | shown

    assert "ANTERIEUR-30J block" in fired(question(told, kind="price_change"))


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        ({"starts": "2022-05-27", "ends": "2022-05-28"}, {}),
        ({"customers": "businesses"}, {}),
        ({}, {"flags": ["rapid_deterioration"]}),
        ({"audience": {"who": "single_customer"}}, {}),
        ({"kind": "promo_code", "audience": {"who": "segment", "share_percent": "24.99"}}, {}),
        ({"kind": "loyalty"}, {}),
        ({"basket_voucher": "10.00"}, {}),
    ],
)
def test_some_reductions_owe_no_prior_price(operation: Json, told: Json) -> None:
    # given a label that would be refused
    wrong = item(shown_prior_price="150.00", **told)

    # then nobody asks for a prior price here
    assert "ANTERIEUR-30J" not in " ".join(fired(question(wrong, **operation)))


@pytest.mark.parametrize(
    "operation",
    [
        {"starts": "2022-05-28", "ends": "2022-05-29"},
        {"kind": "promo_code", "audience": {"who": "segment", "share_percent": "25"}},
        {"kind": "private_sale", "audience": {"who": "segment", "share_percent": "5"}},
        {"audience": {"who": "segment"}},
    ],
)
def test_other_reductions_owe_it(operation: Json) -> None:
    wrong = item(shown_prior_price="150.00", price_history=[price("100.00", "2022-01-01")])

    assert "ANTERIEUR-30J block" in fired(question(wrong, **operation))


@pytest.mark.parametrize(
    ("told", "announced"),
    [
        ({"bundle": {"type": "n_for_m", "pay": 2, "get": 3}}, False),
        ({"bundle": {"type": "n_for_m", "pay": 2, "get": 3}, "shown_percent": "30"}, True),
        ({"comparison": {"type": "recommended", "price": "129.00"}}, False),
        ({"comparison": {"type": "recommended", "price": "129.00", "crossed_out": True}}, True),
        ({"soldes": False}, False),
    ],
)
def test_a_bundle_or_a_comparison_alone_announces_nothing(told: Json, announced: bool) -> None:
    bare = without(item(), "shown_prior_price") | told

    assert ("ANTERIEUR-30J block" in fired(question(bare))) is announced


@pytest.mark.parametrize(
    ("history", "missing"),
    [
        (None, 30),
        ([price("100.00", channel="web")], 30),
        ([price("100.00", audience="segment")], 30),
        ([price("100.00", days_before(30))], 0),
        ([price("100.00", days_before(29))], 1),
        ([price("100.00", last=days_before(1))], 0),
        ([price("100.00", last=days_before(2))], 1),
        ([price("100.00", last=days_before(20)), price("100.00", days_before(18))], 1),
        ([price("100.00", days_before(18)), price("100.00", last=days_before(19))], 0),
        ([price("100.00", last=days_before(40))], 30),
    ],
)
def test_days_without_a_price_are_told(history: list[Json] | None, missing: int) -> None:
    # given a history that is perhaps not whole
    told = without(item(), "price_history")
    asked = question(told if history is None else told | {"price_history": history})

    # then it warns, and names what is missing
    assert ("ANTERIEUR-30J warn" in fired(asked)) is (missing > 0)
    if missing:
        assert figures(asked, RULE)["missing"] == "price_history"
        assert figures(asked, RULE)["missing_days"] == missing
        assert remedy(asked, RULE) == ("complete_data", "price_history")


def test_days_before_the_item_was_offered_are_not_missing() -> None:
    asked = question(
        item(offered_since=days_before(20), price_history=[price("100.00", days_before(20))])
    )

    assert fired(asked) == {"NOUVEAU warn"}


def test_of_two_prices_on_one_day_the_lower_counts() -> None:
    told = item(price_history=[price("100.00"), price("90.00", days_before(3), days_before(3))])

    assert figures(question(told), RULE)["prior_price"] == "90.00"


def test_an_entry_for_every_channel_counts_and_prices_for_few_do_not() -> None:
    told = item(
        price_history=[price("100.00"), price("45.00", audience="segment"),
                       price("40.00", audience="single_customer")]
    )  # fmt: skip

    assert fired(question(told)) == set()


@pytest.mark.parametrize(
    ("risen_on", "warns"),
    [(46, False), (45, True), (38, True), (31, True), (30, False), (1, False)],
)
def test_a_rise_in_the_fifteen_days_before_the_window_is_suspect(
    risen_on: int, warns: bool
) -> None:
    told = item(
        price_history=[
            price("80.00", last=days_before(risen_on + 1)),
            price("100.00", days_before(risen_on)),
        ],
        shown_prior_price="80.00" if risen_on < 30 else "100.00",
    )

    assert ("ANTERIEUR-30J warn" in fired(question(told))) is warns


def test_the_return_to_the_usual_price_after_a_promotion_is_no_rise() -> None:
    # given 100 €, then 80 € for 30 days at most, then 100 € again on D-40
    for days, warns in ((30, True), (29, False)):
        told = item(
            price_history=[
                price("100.00", last=days_before(41 + days)),
                price("80.00", days_before(40 + days), days_before(41)),
                price("100.00", days_before(40)),
            ]
        )

        # then it is no rise while one of the thirty days before had that price
        assert ("ANTERIEUR-30J warn" in fired(question(told))) is warns


def test_the_first_price_of_an_item_is_no_rise() -> None:
    assert fired(question(item(price_history=[price("100.00", days_before(40))]))) == set()


@pytest.mark.parametrize("day", ["0001-01-01", "2028-02-29", "9999-12-31"])
def test_the_ends_of_the_calendar_are_answered(day: str) -> None:
    told = item(price_history=[price("100.00", "0001-01-01", "9999-12-31"), price("90.00")])

    assert isinstance(fired(question(told, starts=day, ends=day)), set)
