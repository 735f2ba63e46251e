"""Successive markdowns keep one prior price; after a gap, or another operation, it is anew."""

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
    without,
)

RULE = "FR-PRIX-PROGRESSIF"


def step(starts: str, new: str, ends: str | None = None, shown: str | None = "100.00") -> Json:
    """Return one markdown."""
    told = {"starts": starts, "new_price": new}
    return told | ({"ends": ends} if ends else {}) | ({"shown_prior_price": shown} if shown else {})


def stepped(*steps: Json, **told: object) -> Json:
    """Return a question on an item with markdowns."""
    bare = without(item(**told), "new_price", "shown_prior_price")
    return question(bare | {"steps": list(steps)}, ends="2026-12-31")


@pytest.mark.parametrize(
    "second",
    [
        step("2026-12-01", "60.00"),
        step("2026-12-01T14:00", "60.00"),
        step("2026-12-01", "80.00"),
    ],
)
def test_markdowns_that_follow_each_other_keep_the_prior_price(second: Json) -> None:
    assert fired(stepped(step("2026-11-27", "80.00", "2026-11-30"), second)) == set()


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (None, set()),
        ("2026-11-30", set()),
        ("2026-11-30T23:00", set()),
        ("2026-12-05", set()),
        ("2026-11-29", {"PROGRESSIF block", "ANTERIEUR-30J block"}),
    ],
)
def test_a_day_between_two_markdowns_parts_them(ends: str | None, expected: set[str]) -> None:
    asked = stepped(step("2026-11-27", "80.00", ends), step("2026-12-01", "60.00"))

    assert fired(asked) == expected
    if expected:
        assert figures(asked, RULE)["prior_price"] == "80.00"


def test_after_a_gap_the_price_before_it_may_be_shown() -> None:
    asked = stepped(
        step("2026-11-27", "80.00", "2026-11-28"), step("2026-12-05", "60.00", shown="80.00")
    )

    assert fired(asked) == set()


@pytest.mark.parametrize(("ends", "lawful"), [("2026-11-29", True), ("2026-11-30", False)])
def test_a_markdown_leaves_the_window_after_thirty_days(ends: str, lawful: bool) -> None:
    # given a second markdown on 30 December, whose window begins on 30 November
    asked = stepped(step("2026-11-27", "80.00", ends), step("2026-12-30", "60.00"))

    assert (fired(asked) == set()) is lawful


def test_a_percentage_after_a_gap_is_held_against_the_new_prior_price() -> None:
    second = step("2026-12-05", "60.00", shown="80.00") | {"shown_percent": "40"}

    asked = stepped(step("2026-11-27", "80.00", "2026-11-28"), second)

    assert fired(asked) == {"CALCUL block"}
    assert figures(asked, "FR-PRIX-CALCUL")["true_percent"] == "25"


def test_a_dearer_markdown_warns() -> None:
    asked = stepped(step("2026-11-27", "60.00"), step("2026-12-01", "60.01"))

    assert fired(asked) == {"PROGRESSIF warn"}
    assert figures(asked, RULE)["prior_price"] == "100.00"


def test_markdowns_are_read_in_the_order_of_their_days() -> None:
    asked = stepped(step("2026-12-01", "60.00"), step("2026-11-27", "80.00"))

    assert fired(asked) == set()


def test_the_window_of_markdowns_is_that_of_the_first() -> None:
    # given a lower price that ended 31 days before the operation, but 30 before the first step
    history = [price("80.00", last=days_before(31)), price("100.00", days_before(30))]
    first = step("2026-11-26", "70.00")

    asked = stepped(first, price_history=history)

    assert "ANTERIEUR-30J block" in fired(asked)


def test_a_markdown_without_a_prior_price_shows_that_of_the_item() -> None:
    steps = [step("2026-11-27", "80.00", shown=None), step("2026-12-01", "60.00", shown=None)]
    bare = without(item(), "new_price") | {"steps": steps}

    assert fired(question(bare, ends="2026-12-31")) == set()
    assert fired(stepped(*steps)) == {"ANTERIEUR-30J block"}


def touching(*, operation: str | None, last: int, shown: str = "100.00") -> Json:
    """Return a question on a promotion that follows a cheaper price."""
    cheaper = price("80.00", days_before(10), days_before(last))
    after = [price("100.00", days_before(last - 1))] if last > 1 else []
    history = [
        price("100.00", last=days_before(11)),
        cheaper | ({"operation": operation} if operation else {}),
        *after,
    ]
    return question(item(price_history=history, shown_prior_price=shown, shown_percent="30"))


@pytest.mark.parametrize(
    ("operation", "last", "shown", "expected"),
    [
        ("private_sale", 1, "100.00", {"PROGRESSIF warn"}),
        ("private_sale", 1, "90.00", {"PROGRESSIF warn"}),
        ("private_sale", 2, "100.00", {"ANTERIEUR-30J block", "CALCUL block"}),
        ("private_sale", 1, "100.01", {"ANTERIEUR-30J block", "CALCUL block"}),
        (None, 1, "100.00", {"ANTERIEUR-30J block", "CALCUL block"}),
        ("private_sale", 1, "80.00", {"CALCUL block"}),
    ],
)
def test_an_operation_that_ended_on_the_eve_may_be_one_series_with_this_one(
    operation: str | None, last: int, shown: str, expected: set[str]
) -> None:
    asked = touching(operation=operation, last=last, shown=shown)

    assert fired(asked) == expected


def test_the_price_of_the_operation_before_is_the_safest() -> None:
    told = findings(touching(operation="private_sale", last=1), RULE)[0]

    assert told["figures"]["prior_price"] == "80.00"
    assert told["remedy"] == {"kind": "set_prior_price", "value": "80.00"}


def test_a_lower_price_before_that_operation_forbids_the_label() -> None:
    history = [
        price("100.00", last=days_before(21)),
        price("90.00", days_before(20), days_before(11)),
        price("80.00", days_before(10), days_before(1), operation="private_sale"),
    ]

    asked = question(item(price_history=history))

    assert "ANTERIEUR-30J block" in fired(asked)


def test_after_a_gap_the_lowest_of_all_channels_counts() -> None:
    # given a site that is cheaper than both the shop and the first markdown
    history = [price("100.00", channel="shop"), price("75.00", channel="web")]
    steps = [
        step("2026-11-27", "74.00", "2026-11-28", shown="75.00"),
        step("2027-01-15", "60.00", shown="80.00"),
    ]
    bare = without(item(price_history=history), "new_price", "shown_prior_price")

    asked = question(bare | {"steps": steps}, channels=["shop", "web"], ends="2027-01-20")

    assert figures(asked, RULE)["prior_price"] == "75.00"


def test_the_price_before_an_operation_in_two_parts_is_that_before_the_first() -> None:
    # given a cheaper price of D-35, which is in the thirty days before the first part only
    history = [
        price("100.00", last=days_before(36)),
        price("90.00", days_before(35), days_before(35)),
        price("100.00", days_before(34), days_before(1)),
        price("80.00", days_before(10), days_before(1), operation="private_sale"),
        price("80.00", days_before(2), days_before(1), operation="private_sale"),
    ]

    assert "ANTERIEUR-30J block" in fired(question(item(price_history=history)))
