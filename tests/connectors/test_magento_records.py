"""Understanding raw records of a Magento shop, good ones and rotten ones."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from merchant_desk.connectors.magento.orders import read_order
from merchant_desk.connectors.magento.positions import (
    PAGE,
    Position,
    Seen,
    next_position,
    read_position,
)
from merchant_desk.connectors.magento.products import EAN_CODES, read_product
from merchant_desk.errors import RemoteDataError
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import Delivery, LineKind, RemoteState
from tests.connectors.magento_spec import RECORDED

Row = dict[str, Any]


def _recorded(name: str) -> Row:
    lines = (RECORDED / "exchanges.jsonl").read_text(encoding="utf-8").splitlines()
    found: Row = next(each for each in map(json.loads, lines) if each["name"] == name)["told"]
    return found


def _order(**changes: Any) -> Row:
    return {**copy.deepcopy(_recorded("order placed")), **changes}


def _body(order: Row, invoices: Any = (), memos: Any = ()) -> str:
    return json.dumps({"order": order, "invoices": list(invoices), "creditmemos": list(memos)})


def _product(told: Row | None = None, **desk: Any) -> str:
    product = {**_recorded("product"), **(told or {})}
    known = {"rate_bp": 2000, "gross": True, "zone": "Europe/Paris", "stock": 9, "on_sale": True,
             "weight_unit": "lbs", "media": "https://b.fr/media/", **desk}  # fmt: skip
    return json.dumps({"desk": known, "product": product})


def test_the_recorded_order_is_understood_whole() -> None:
    order = read_order(_body(_order()))

    assert (order.number, order.state, order.state_word) == (
        "000000002", RemoteState.UNPAID, "pending",
    )  # fmt: skip
    assert [(each.kind, each.total, each.rate_bp) for each in order.lines] == [
        (LineKind.PRODUCT, Money(19800), 0),
        (LineKind.SHIPPING, Money(1000), 0),
    ]
    assert (order.customer.email, order.shipping.city) == ("anne@example.com", "Lyon")
    assert order.placed_at.isoformat() == "2026-11-21T20:16:52+00:00"
    assert order.delivery is Delivery.HOME
    assert order.payment_means == "Check / Money order"


def test_the_recorded_refund_is_told_by_line() -> None:
    memos = _recorded("credit memos")["items"]

    order = read_order(_body(_recorded("order refunded"), (), memos))

    (line,) = [each for each in order.lines if each.kind is LineKind.PRODUCT]
    assert (line.refunded_quantity, line.refunded) == (1, Money(9900))
    assert [(each.amount, each.reason) for each in order.refunds] == [(Money(9900), "")]
    assert order.state is RemoteState.COMPLETED


def _change(name: str, value: object) -> Callable[[Row], None]:
    return lambda order: order.__setitem__(name, value)


def _item(name: str, value: object) -> Callable[[Row], None]:
    return lambda order: order["items"][0].__setitem__(name, value)


@pytest.mark.parametrize(
    "spoil",
    [
        _change("grand_total", None), _change("grand_total", "abc"), _change("grand_total", 209),
        _change("grand_total", -1), _change("created_at", "hier"), _change("items", {"a": 1}),
        _change("status", ""), _change("entity_id", 0), _change("order_currency_code", None),
        _change("billing_address", "Lyon"), _item("qty_ordered", 0), _item("qty_ordered", 1.5),
        _item("qty_ordered", -2), _item("row_total", "x"), _item("row_total", -198),
        _item("item_id", None), _change("extension_attributes", [1]),
    ],
)  # fmt: skip
def test_an_order_that_is_not_whole_is_parked_with_its_number(
    spoil: Callable[[Row], None],
) -> None:
    order = _order(state="new")
    spoil(order)
    if order.get("status") == "":
        order["state"] = ""

    with pytest.raises(RemoteDataError) as refused:
        read_order(_body(order))

    assert "000000002" in refused.value.title
    assert refused.value.advice


def test_a_discount_on_prices_with_tax_adds_up_by_rate() -> None:
    # 120 € with tax less 10 %, and 21.10 € at 5.5 %: tax is counted after the discount
    lines: list[Row] = [
        {"item_id": 1, "sku": "A", "name": "A", "qty_ordered": 1, "row_total": 100,
         "row_total_incl_tax": 120, "tax_amount": 18, "discount_amount": 12,
         "discount_tax_compensation_amount": 2, "tax_percent": 20},
        {"item_id": 2, "sku": "B", "name": "B", "qty_ordered": 2, "row_total": "20.0000",
         "row_total_incl_tax": 21.1, "tax_amount": 1.1, "tax_percent": 5.5},
    ]  # fmt: skip
    order = read_order(_body(_order(items=lines, grand_total=139.1, coupon_code="NOEL")))

    goods = [each for each in order.lines if each.kind is LineKind.PRODUCT]
    assert [(each.total, each.vat, each.discount, each.rate_bp) for each in goods] == [
        (Money(10800), Money(1800), Money(1200), 2000),
        (Money(2110), Money(110), Money(0), 550),
    ]
    assert order.coupon_codes == ("NOEL",)


def test_the_cent_is_in_the_sum_of_four_decimals() -> None:
    line = {"item_id": 1, "sku": "A", "name": "A", "qty_ordered": 1, "row_total": "5.7450",
            "row_total_incl_tax": "6.9000", "tax_amount": "1.1550", "tax_percent": 20}  # fmt: skip

    order = read_order(_body(_order(items=[line], grand_total=16.9)))

    assert (order.lines[0].total, order.lines[0].discount) == (Money(690), Money(0))


def test_a_page_of_ids_that_nobody_can_read_does_not_hold_the_pull() -> None:
    moment = datetime(2026, 11, 21, 9, tzinfo=UTC)
    page = [Seen(0, moment)] * PAGE

    first, _finished = next_position(Position(moment, 0), page, moment)

    assert first == Position(moment + timedelta(seconds=1))


def test_a_whole_discount_leaves_an_order_of_nothing() -> None:
    items = copy.deepcopy(_order()["items"])
    items[0]["discount_amount"] = 198
    order = read_order(
        _body(_order(items=items, grand_total=0, shipping_discount_amount=10, total_due=0))
    )

    assert (order.total, order.lines[0].discount) == (Money(0), Money(19800))
    assert total(each.total for each in order.lines) == Money(0)
    assert order.paid_at is not None


def test_an_order_of_two_thousand_lines_is_understood() -> None:
    line = {"sku": "A", "name": "A", "qty_ordered": 1, "row_total": 1, "row_total_incl_tax": 1}
    lines = [{**line, "item_id": each} for each in range(1, 2001)]

    assert len(read_order(_body(_order(items=lines, grand_total=2010))).lines) == 2001


def test_the_parts_of_a_bundle_are_the_lines_where_they_bear_the_price() -> None:
    bundle: Row = {"item_id": 1, "sku": "LOT", "name": "Lot", "qty_ordered": 1, "row_total": 30,
                   "product_type": "bundle"}  # fmt: skip
    part = {"parent_item_id": 1, "qty_ordered": 1, "name": "P", "row_total": 15}
    parts = [{**part, "item_id": 2, "sku": "P1"}, {**part, "item_id": 3, "sku": "P2"}]
    free = [{**each, "row_total": 0} for each in parts]

    dynamic = read_order(_body(_order(items=[bundle, *parts], grand_total=40)))
    fixed = read_order(_body(_order(items=[bundle, *free], grand_total=40)))

    assert [each.sku for each in dynamic.lines[:-1]] == ["P1", "P2"]
    assert [each.sku for each in fixed.lines[:-1]] == ["LOT"]


@pytest.mark.parametrize(
    ("method", "more", "delivery", "relay"),
    [
        ("instore_pickup", {"pickup_location_code": "boutique"}, Delivery.COLLECT, "boutique"),
        ("mondialrelay_pickup", {"mondialrelay_pickup_id": "FR-12345"}, Delivery.RELAY, "FR-12345"),
        ("colissimo_pickup", {"lpc_relay_id": "012345"}, Delivery.RELAY, "012345"),
        ("chronorelais_chronorelais", {}, Delivery.RELAY, ""),
        ("flatrate_flatrate", {}, Delivery.HOME, ""),
    ],
)
def test_the_way_the_goods_go_is_recognised(
    method: str, more: Row, delivery: Delivery, relay: str
) -> None:
    order = _order(shipping_description="")
    order["extension_attributes"] |= more
    order["extension_attributes"]["shipping_assignments"][0]["shipping"]["method"] = method

    read = read_order(_body(order))

    assert (read.delivery, read.relay_id) == (delivery, relay)


def test_the_recorded_product_is_understood() -> None:
    product = read_product(_product(), EAN_CODES, ())

    assert (product.sku, product.price, product.sale_price) == ("VELO-1", Money(12000), Money(9900))
    assert (product.stock, product.weight_g) == (9, 2268)
    assert product.sale_to is not None


@pytest.mark.parametrize("code", ["ean", "gtin", "barcode"])
def test_the_code_is_looked_for_where_modules_keep_it(code: str) -> None:
    told = {"custom_attributes": [{"attribute_code": code, "value": "3 760001-000012"}]}

    assert read_product(_product(told), EAN_CODES, ()).ean == "3760001000012"
    assert read_product(_product(told), ("my_code",), ()).ean == ""


@pytest.mark.parametrize(
    "told",
    [{"id": None}, {"name": ""}, {"price": "cher"}, {"price": -1}, {"updated_at": 3},
     {"custom_attributes": "ean"}],
)  # fmt: skip
def test_a_product_that_is_not_whole_is_parked(told: Row) -> None:
    with pytest.raises(RemoteDataError):
        read_product(_product(told), EAN_CODES, ())


def test_an_empty_code_and_no_stock_are_no_trouble() -> None:
    product = read_product(_product({"sku": ""}, stock=None, on_sale=False), EAN_CODES, ())

    assert (product.sku, product.stock, product.sale_price) == ("", None, None)


@pytest.mark.parametrize("kept", ["", "x", "[]", '{"at": 3}', '{"at": "hier"}', '{"after": "x"}'])
def test_a_position_that_cannot_be_read_begins_anew(kept: str) -> None:
    assert read_position(kept) == Position()
    assert PAGE == 100
