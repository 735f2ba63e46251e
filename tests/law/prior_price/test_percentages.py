"""What is announced is true of the prior price, to the point; a price must really fall."""

import pytest

from tests.law.price_asking import Json, figures, findings, fired, item, price, question, remedy


def cut(prior: str, new: str, **shown: str) -> Json:
    """Return a question on one item cut from one price to another."""
    return question(
        item(price_history=[price(prior)], new_price=new, shown_prior_price=prior, **shown)
    )


@pytest.mark.parametrize(
    ("prior", "new", "percent", "expected"),
    [
        ("45.00", "30.00", "33", set()),
        ("45.00", "30.00", "33.33", set()),
        ("45.00", "30.00", "33.34", {"ARRONDI warn"}),
        ("45.00", "30.00", "34", {"ARRONDI warn"}),
        ("45.00", "30.00", "34.33", {"ARRONDI warn"}),
        ("45.00", "30.00", "34.34", {"CALCUL block"}),
        ("45.00", "30.00", "35", {"CALCUL block"}),
        ("19.99", "17.00", "14", set()),
        ("19.99", "17.00", "15", {"ARRONDI warn"}),
        ("19.99", "17.00", "16", {"CALCUL block"}),
        ("100.00", "70.00", "30", set()),
        ("100.00", "70.00", "30.99", {"ARRONDI warn"}),
        ("100.00", "70.00", "31", {"CALCUL block"}),
        ("100.00", "70.00", "10", set()),
    ],
)
def test_a_percentage_may_exceed_the_true_one_by_less_than_a_point_with_a_warning(
    prior: str, new: str, percent: str, expected: set[str]
) -> None:
    assert fired(cut(prior, new, shown_percent=percent)) == expected


def test_the_true_percentage_is_told_rounded_down_with_the_whole_one_to_show() -> None:
    asked = cut("19.99", "17.00", shown_percent="15")

    assert figures(asked, "FR-PRIX-ARRONDI")["true_percent"] == "14.95"
    assert remedy(asked, "FR-PRIX-ARRONDI") == ("set_percent", "14")
    assert findings(asked)[0]["message_fr"] == (
        "Remise réelle 14,95\u00a0%\u00a0: affichez -14\u00a0%."
    )


def test_a_percentage_is_worked_out_on_the_lowest_of_thirty_days() -> None:
    # given a label that shows the right prior price and a percentage of another
    history = [price("1.29", last="2026-11-08"), price("1.69", "2026-11-09")]
    asked = question(
        item(
            price_history=history, new_price="1.20", shown_prior_price="1.29",
            shown_percent="28", net_unit_cost_ht="0.50",
        )
    )  # fmt: skip

    # then it is refused, and told the true one
    assert fired(asked) == {"CALCUL block"}
    assert figures(asked, "FR-PRIX-CALCUL")["prior_price"] == "1.29"
    assert remedy(asked, "FR-PRIX-CALCUL") == ("set_percent", "6")


@pytest.mark.parametrize(
    ("new", "expected"),
    [("99.99", set()), ("100.00", {"CALCUL block"}), ("110.00", {"CALCUL block"})],
)
def test_the_new_price_is_below_the_prior_price(new: str, expected: set[str]) -> None:
    asked = cut("100.00", new)

    assert fired(asked) == expected
    if expected:
        assert remedy(asked, "FR-PRIX-CALCUL") == ("set_price", "99.99")


@pytest.mark.parametrize(
    ("amount", "expected"), [("30.00", set()), ("30.01", {"CALCUL block"}), ("29.00", set())]
)
def test_an_amount_off_is_not_above_the_true_one(amount: str, expected: set[str]) -> None:
    asked = cut("100.00", "70.00", shown_amount_off=amount)

    assert fired(asked) == expected
    if expected:
        assert remedy(asked, "FR-PRIX-CALCUL") == ("set_amount", "30.00")


def test_a_label_that_is_no_reduction_says_so_once_each() -> None:
    # given a price as high as the lowest of thirty days, and an amount off
    asked = question(item(new_price="100.00", shown_prior_price="110.00", shown_amount_off="10.00"))

    # then the label is told not to announce anything, and the price to fall
    assert [each["rule"] for each in findings(asked)] == ["FR-PRIX-ANTERIEUR-30J", "FR-PRIX-CALCUL"]
    assert "n’annoncez pas de réduction" in findings(asked)[0]["message_fr"]


def test_a_price_of_nothing_before_is_answered() -> None:
    assert fired(cut("0", "0", shown_percent="10")) >= {"CALCUL block"}


def test_a_percentage_without_a_new_price_is_not_worked_out() -> None:
    told = item(shown_percent="90")
    del told["new_price"]

    assert fired(question(told)) == set()
