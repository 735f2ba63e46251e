"""Odd orders of a Shopify shop: every cent accounted for, or refused with the reason."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from merchant_desk.errors import RemoteDataError
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind, RemoteOrder, RemoteState
from tests.connectors.reading import goods, order_now
from tests.storefronts.shopify import ShopifyShop
from tests.storefronts.shopify_backend import ShopifyBackend, opened

Row = dict[str, Any]


@pytest.fixture
def backend() -> Iterator[ShopifyBackend]:
    with opened(ShopifyShop()) as running:
        yield running


def placed(backend: ShopifyBackend, *items: tuple[str, int], **more: object) -> Row:
    return backend.shop.sales.place(items or (("SAV-01", 2),), **more)


def read(backend: ShopifyBackend, order: Row) -> RemoteOrder:
    return order_now(backend, str(order["number"]))


def changed(backend: ShopifyBackend, order: Row, **fields: object) -> RemoteOrder:
    """Return the order as it is read when the shop tells some fields otherwise."""
    record = backend.connector.fetch_order(str(order["number"]))
    assert record is not None
    told = json.loads(record.body)
    told["order"] |= fields
    return backend.connector.read_order(json.dumps(told))


def test_a_discount_lessens_its_line(backend: ShopifyBackend) -> None:
    order = placed(backend)
    backend.shop.sales.add_line(order, "BOU-02", 1, discount=990)
    order["codes"] = ["NOEL"]

    seen = read(backend, order)

    line = goods(seen, "BOU-02")
    assert (line.total, line.discount, line.vat) == (Money(1000), Money(990), Money(167))
    assert seen.coupon_codes == ("NOEL",)
    assert total(each.total for each in seen.lines) == seen.total


@pytest.mark.parametrize("carriage", [0, 490])
def test_an_order_given_away_costs_its_carriage_alone(
    backend: ShopifyBackend, carriage: int
) -> None:
    order = placed(backend, ("SAV-01", 1), carriage=carriage)
    order["lines"][0]["discount"] = 690
    backend.shop.sales.pay(order)

    seen = read(backend, order)

    assert goods(seen, "SAV-01").total == ZERO
    assert seen.total == Money(carriage)
    assert seen.state is RemoteState.READY
    assert seen.paid_at is not None


def test_each_line_has_its_own_rate(backend: ShopifyBackend) -> None:
    order = placed(backend, ("SAV-01", 1), ("BOU-02", 1), ("CAR-09", 1), ("TAB-S", 1))
    for line, percent in zip(order["lines"], (20.0, 5.5, 2.1, 0.0), strict=True):
        line["percent"] = percent

    seen = read(backend, order)

    rates = [each.rate_bp for each in seen.lines if each.kind is LineKind.PRODUCT]
    assert rates == [2000, 550, 210, 0]
    assert [each.vat.cents for each in seen.lines[:4]] == [115, 104, 26, 0]
    assert seen.tax_countries == ("FR",)


def test_taxes_beside_the_prices_are_added(backend: ShopifyBackend) -> None:
    order = placed(backend, ("SAV-01", 2), gross=False, carriage=500)

    seen = read(backend, order)

    line = goods(seen, "SAV-01")
    assert (line.total, line.vat, line.rate_bp) == (Money(1656), Money(276), 2000)
    assert seen.total == Money(1656 + 600)
    assert seen.prices_include_tax is False


def test_a_tip_is_a_fee(backend: ShopifyBackend) -> None:
    seen = read(backend, placed(backend, tip=200))

    assert [each.total for each in seen.lines if each.kind is LineKind.FEE] == [Money(200)]
    assert total(each.total for each in seen.lines) == seen.total


def test_units_taken_off_by_an_edit_are_no_longer_in_the_order(backend: ShopifyBackend) -> None:
    order = placed(backend, ("SAV-01", 3), ("BOU-02", 1))
    backend.shop.sales.remove(order, order["lines"][0], 1)
    backend.shop.sales.remove(order, order["lines"][1], 1)

    seen = read(backend, order)

    assert [(each.sku, each.quantity, each.total.cents) for each in seen.lines] == [
        ("SAV-01", 2, 1380), ("", 1, 490)
    ]  # fmt: skip


def test_units_given_back_stay_in_the_order_as_such(backend: ShopifyBackend) -> None:
    order = placed(backend, ("SAV-01", 3))
    paid = backend.shop.sales.pay(order)
    line = order["lines"][0]
    backend.shop.sales.give_back(order, lines=[(line, 1, "RETURN")], money=[(paid, 690)])

    seen = read(backend, order)

    told = goods(seen, "SAV-01")
    assert (told.quantity, told.refunded_quantity, told.refunded) == (3, 1, Money(690))
    assert [each.amount for each in seen.refunds] == [Money(690)]
    assert seen.state_word == "PARTIALLY_REFUNDED"


def test_an_order_of_a_shop_in_another_currency_is_refused(backend: ShopifyBackend) -> None:
    backend.shop.sales.currency = "CHF"

    with pytest.raises(RemoteDataError) as refused:
        read(backend, placed(backend))

    assert "CHF" in refused.value.title


@pytest.mark.parametrize("price", ["18.75", "999.00", "-1.00", "x", None, True, "1e9", []])
def test_a_total_that_its_lines_do_not_make_is_refused(
    backend: ShopifyBackend, price: object
) -> None:
    wrong = {"shopMoney": {"amount": price, "currencyCode": "EUR"}}

    with pytest.raises(RemoteDataError):
        changed(backend, placed(backend, ("SAV-01", 2)), totalPriceSet=wrong)


@pytest.mark.parametrize(
    "fields",
    [
        {"totalPriceSet": None},
        {"lineItems": {"nodes": None}},
        {"lineItems": {"nodes": [7]}},
        {"lineItems": {"nodes": [{"id": "x"}]}},
        {"processedAt": "hier"},
        {"processedAt": "2026-11-21T09:30:00"},
        {"updatedAt": None},
        {"id": "gid://shopify/Order/"},
        {"displayFinancialStatus": None, "displayFulfillmentStatus": None},
        {"refunds": 3},
    ],
)
def test_an_order_that_makes_no_sense_is_refused_with_its_name(
    backend: ShopifyBackend, fields: Row
) -> None:
    with pytest.raises(RemoteDataError) as refused:
        changed(backend, placed(backend), **fields)

    assert "#1001" in refused.value.title


def test_a_line_of_an_article_deleted_since_is_kept(backend: ShopifyBackend) -> None:
    order = placed(backend)
    order["lines"][0]["variant"] = None

    line = goods(read(backend, order), "SAV-01")

    assert (line.product_remote_id, line.variation_remote_id, line.quantity) == ("", "", 2)


@pytest.mark.parametrize(
    ("money", "parcel", "state"),
    [
        ("PENDING", "UNFULFILLED", RemoteState.ON_HOLD),
        ("PARTIALLY_PAID", "UNFULFILLED", RemoteState.ON_HOLD),
        ("AUTHORIZED", "UNFULFILLED", RemoteState.READY),
        ("PAID", "PARTIALLY_FULFILLED", RemoteState.READY),
        ("PAID", "IN_PROGRESS", RemoteState.READY),
        ("PAID", "ON_HOLD", RemoteState.ON_HOLD),
        ("PAID", "SCHEDULED", RemoteState.ON_HOLD),
        ("PAID", "FULFILLED", RemoteState.COMPLETED),
        ("PENDING", "FULFILLED", RemoteState.COMPLETED),
        ("REFUNDED", "FULFILLED", RemoteState.REFUNDED),
        ("VOIDED", "UNFULFILLED", RemoteState.CANCELLED),
        ("EXPIRED", "UNFULFILLED", RemoteState.ON_HOLD),
        ("IN_A_DREAM", "UNFULFILLED", RemoteState.UNKNOWN),
        (None, "A_NEW_WORD", RemoteState.UNKNOWN),
    ],
)
def test_what_the_money_and_the_parcel_say_makes_one_state(
    backend: ShopifyBackend, money: str | None, parcel: str, state: RemoteState
) -> None:
    order = placed(backend)

    seen = changed(backend, order, displayFinancialStatus=money, displayFulfillmentStatus=parcel)

    assert seen.state is state
    assert seen.state_word


def test_an_order_paid_on_delivery_is_to_be_prepared(backend: ShopifyBackend) -> None:
    seen = read(backend, placed(backend, gateways=["Cash on Delivery (COD)"]))

    assert (seen.state, seen.paid_at) == (RemoteState.READY, None)


def test_a_deposit_is_told_and_the_order_waits(backend: ShopifyBackend) -> None:
    order = placed(backend)
    backend.shop.sales.pay(order, value=500)

    seen = read(backend, order)

    assert [each.amount for each in seen.payments] == [Money(500)]
    assert (seen.paid_at, seen.state) == (None, RemoteState.ON_HOLD)


def test_several_means_of_payment_are_told_apart(backend: ShopifyBackend) -> None:
    order = placed(backend)
    backend.shop.sales.pay(order, "gift_card", 1000)
    backend.shop.sales.pay(order, value=870)

    seen = read(backend, order)

    assert [each.amount.cents for each in seen.payments] == [1000, 870]
    assert seen.paid_at == backend.now()


def test_change_given_on_cash_is_no_payment(backend: ShopifyBackend) -> None:
    order = placed(backend)
    backend.shop.sales.pay(order, "cash", 2000)
    backend.shop.sales.pay(order, "cash", 130)["kind"] = "CHANGE"

    assert [each.amount.cents for each in read(backend, order).payments] == [1870]


def test_an_order_of_a_night_when_the_clock_changes_has_one_instant(
    backend: ShopifyBackend,
) -> None:
    order = placed(backend)

    first = changed(backend, order, processedAt="2026-10-25T02:30:00+02:00")
    second = changed(backend, order, processedAt="2026-10-25T02:30:00+01:00")

    assert (second.placed_at - first.placed_at).total_seconds() == 3600
