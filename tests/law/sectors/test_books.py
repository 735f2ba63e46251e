"""Prices of books, and of their delivery."""

from typing import Any

import pytest

from tests.law.asking import promotion, value
from tests.law.rule_levels import fired, level

NEW = {"published_on": "2026-09-01", "last_supply_on": "2026-11-01"}


def _price(price: str, **told: Any) -> dict[str, Any]:
    return {
        "id": "q", "kind": "book_price", "on": "2026-11-21", "publisher_price": "20.00",
        "price": price, **told,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_price("19.00"), "pass"),
        (_price("18.99"), "block"),
        (_price("20.00"), "pass"),
        (_price("20.01"), "block"),
        (_price("1.00", condition="used"), "pass"),
        (_price("90.00", condition="used"), "pass"),
        (_price("19.00", delivery="collected_in_bookshop"), "pass"),
        (_price("18.99", delivery="collected_in_bookshop"), "block"),
        (_price("20.00", delivery="shipped"), "pass"),
        (_price("19.99", delivery="shipped"), "block"),
        (_price("19.00", delivery="shipped", on="2014-07-09"), "pass"),
        (_price("19.00", delivery="shipped", on="2014-07-10"), "block"),
        # the threshold is not rounded: 95 % of 19.99 is 18.9905
        (_price("18.99", publisher_price="19.99"), "block"),
        (_price("19.00", publisher_price="19.99"), "pass"),
        (_price("1.00", on="1981-12-31"), "pass"),
        (_price("1.00", on="1982-01-01"), "block"),
    ],
)
def test_new_books_keep_to_the_price_of_their_publisher(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, "FR-LIVRE-5") == expected


@pytest.mark.parametrize(
    ("published_on", "last_supply_on", "free"),
    [
        ("2024-11-20", "2026-05-20", True),
        ("2024-11-21", "2026-05-20", False),
        ("2024-11-20", "2026-05-21", False),
        (None, "2020-01-01", False),
        ("2020-01-01", None, False),
        (None, None, False),
    ],
)
def test_an_old_book_is_free_when_it_was_not_supplied_lately(
    published_on: str | None, last_supply_on: str | None, *, free: bool
) -> None:
    dates = {"published_on": published_on, "last_supply_on": last_supply_on}
    question = _price("10.00", **{key: day for key, day in dates.items() if day})

    assert value(question)["free_price"] is free
    assert level(question, "FR-LIVRE-5") == ("pass" if free else "block")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_price("10.00", **NEW), "block"),
        (_price("18.99", **NEW), "block"),
        (_price("19.00", **NEW), "pass"),
        (_price("19.00", delivery="shipped", **NEW), "pass"),
        (_price("10.00", published_on="2024-11-21"), "block"),
        (_price("10.00", published_on="2024-11-20"), "pass"),
        (_price("10.00"), "pass"),
        (_price("10.00", condition="used", **NEW), "pass"),
        (_price("10.00", on="1981-12-31", published_on="1981-12-01"), "pass"),
        (_price("10.00", on="1982-01-01", published_on="1981-12-01"), "block"),
    ],
)
def test_a_book_sold_off_too_early_is_told_so(question: dict[str, Any], expected: str) -> None:
    assert level(question, "FR-LIVRE-SOLDE") == expected


def test_the_bounds_of_a_price_are_rounded_up_to_the_cent() -> None:
    assert value(_price("19.99", publisher_price="19.99")) == {
        "free_price": False, "min_price": "19.00", "max_price": "19.99",
    }  # fmt: skip
    assert value(_price("1.00", condition="used")) == {"free_price": True}


def _book(new_price: str | None = "19.00", **told: Any) -> dict[str, Any]:
    item = {"sku": "A", "category": "book_new", "publisher_price": "20.00"} | told
    return item if new_price is None else item | {"new_price": new_price}


def _sold(item: dict[str, Any], **operation: Any) -> dict[str, Any]:
    return promotion(items=[item], **operation)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_sold(_book()), "pass"),
        (_sold(_book("18.99")), "block"),
        (_sold(_book("20.01")), "block"),
        (_sold(_book(None)), "pass"),
        (_sold(_book("18.99", category="book_used")), "pass"),
        (_sold(_book(), channels=["web"]), "block"),
        (_sold(_book(), channels=["shop", "web"]), "block"),
        (_sold(_book(), channels=["click_and_collect"]), "pass"),
        (_sold(_book(delivery="collected_in_bookshop"), channels=["web"]), "pass"),
        (_sold(_book(delivery="shipped")), "block"),
        (_sold(_book("19.00", loyalty_credit_percent="0.1")), "block"),
        (_sold(_book("20.00", loyalty_credit_percent="5")), "pass"),
        (_sold(_book("20.00", coupon_percent="5.1")), "block"),
        (_sold(_book("20.00", bundle={"type": "n_for_m", "pay": 2, "get": 3})), "block"),
        (_sold(_book("20.00", bundle={"type": "threshold", "min_quantity": 2, "percent": "5"})),
         "pass"),
        (_sold(_book(None, bundle={"type": "lot", "quantity": 2, "lot_price": "38.00"})), "pass"),
        (_sold(_book(None, bundle={"type": "lot", "quantity": 2, "lot_price": "37.98"})), "block"),
        (_sold(_book(None, bundle={"type": "lot", "quantity": 2, "lot_price": "40.02"})), "block"),
        (_sold(_book(None, steps=[{"starts": "2027-01-06", "new_price": "21.00"},
                                  {"starts": "2027-01-07", "new_price": "19.00"}])), "block"),
        (_sold(_book("5.00", published_on="2020-01-01", last_supply_on="2020-01-01")), "pass"),
        (_sold(_book("18.99"), kind="price_change"), "block"),
        (_sold(_book("18.99"), starts="1981-12-31"), "pass"),
        (_sold(_book("18.99"), starts="1982-01-01"), "block"),
        (_sold(_book("18.99", soldes=False), kind="soldes"), "pass"),
    ],
)  # fmt: skip
def test_books_in_a_promotion_keep_to_the_price_of_their_publisher(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, "FR-LIVRE-5") == expected


def _claim(percent: str, *, kind: str = "retail", sells: Any = (), **told: Any) -> dict[str, Any]:
    claim = {"percent": percent, "scope": "shop"} | told
    return promotion(general_claim=claim, shop={"kind": kind, "sells": list(sells)})


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_claim("20", sells=["book_new", "toy"]), "block"),
        (_claim("20", sells=["toy"]), "pass"),
        (_claim("20"), "pass"),
        (_claim("20", kind="bookshop"), "block"),
        (_claim("20", kind="bookshop", sells=["book_used"]), "pass"),
        (_claim("5", kind="bookshop"), "pass"),
        (_claim("5.01", kind="bookshop"), "block"),
        (_claim("20", kind="bookshop", excludes=["book_new"]), "pass"),
        (_claim("20", kind="bookshop", excludes=["book_used"]), "block"),
        (_claim("20", kind="bookshop", scope="site"), "block"),
        (_claim("20", kind="bookshop", scope="department", categories=["toy"]), "pass"),
        (_claim("20", scope="department", categories=["book_new"]), "block"),
        (_claim("20", kind="bookshop", categories=["toy"]), "block"),
        (_claim("20", categories=["toy"]) | {"items": [_book("20.00")]}, "block"),
        (_claim("20", categories=["toy"]) | {"items": [_book("20.00", category="toy")]}, "pass"),
        (_claim("20", kind="bookshop", scope="department"), "pass"),
    ],
)
def test_a_claim_on_everything_leaves_new_books_out(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, "FR-LIVRE-5") == expected


def test_the_way_back_for_a_book_is_a_price_or_an_exclusion() -> None:
    # given
    cheap = fired(_sold(_book("10.00", **NEW)), "FR-LIVRE-5")
    dear = fired(_sold(_book("30.00")), "FR-LIVRE-5")
    claimed = fired(_claim("20", kind="bookshop"), "FR-LIVRE-5")

    # then
    assert [each["remedy"] for each in (*cheap, *dear, *claimed)] == [
        {"kind": "set_price", "value": "19.00"},
        {"kind": "set_price", "value": "20.00"},
        {"kind": "exclude_category", "value": "book_new"},
    ]
    assert fired(_sold(_book("10.00", **NEW)), "FR-LIVRE-SOLDE")[0]["skus"] == ["A"]


def _fee(books: str, fee: str, **told: Any) -> dict[str, Any]:
    return {
        "id": "q", "kind": "book_delivery_fee", "on": "2026-11-21", "new_books_total": books,
        "fee": fee, **told,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "minimum", "expected"),
    [
        (_fee("34.99", "3.00"), "3.00", "pass"),
        (_fee("34.99", "2.99"), "3.00", "block"),
        (_fee("35.00", "0.01"), "0.01", "pass"),
        (_fee("35.00", "0.00"), "0.01", "block"),
        (_fee("34.99", "2.99", other_total="80.00"), "3.00", "block"),
        (_fee("0.00", "0.00", other_total="80.00"), "0.00", "pass"),
        (_fee("20.00", "0.00", delivery="collected_in_bookshop"), "0.00", "pass"),
        (_fee("20.00", "0.00", on="2023-10-06"), "0.00", "pass"),
        (_fee("20.00", "0.00", on="2023-10-07"), "3.00", "block"),
    ],
)
def test_new_books_are_not_delivered_for_nothing(
    question: dict[str, Any], minimum: str, expected: str
) -> None:
    assert value(question) == {"minimum_fee": minimum}
    assert level(question, "FR-LIVRE-PORT") == expected
