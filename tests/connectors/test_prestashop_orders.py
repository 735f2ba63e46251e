"""PrestaShop's orders as they come: split, discounted, taxed apart, given back, in odd states."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from merchant_desk.errors import RemoteDataError
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind, RemoteOrder
from tests.connectors.reading import carriage, goods, order_now, pulled
from tests.storefronts.prestashop_backend import PrestaShopBackend, opened
from tests.storefronts.prestashop_orders import place_order
from tests.storefronts.prestashop_words import Row


@pytest.fixture
def backend() -> Iterator[PrestaShopBackend]:
    with opened() as backend:
        yield backend


def _row(backend: PrestaShopBackend, resource: str, number: object) -> Row:
    row = backend.shop.tables.get(resource, number)
    assert row is not None
    return row


def _lines(backend: PrestaShopBackend, number: str) -> list[Row]:
    return backend.shop.tables.where("order_details", id_order=number)


def _voucher(
    backend: PrestaShopBackend, number: str, cents: int, *, carriage: bool = False
) -> None:
    """Take a voucher off an order as PrestaShop does: one sum, and a lower total."""
    order = _row(backend, "orders", number)
    left = round(float(order["total_paid"]) * 100) - cents
    order["total_discounts_tax_incl"] = order["total_discounts"] = f"{cents / 100:.6f}"
    order["total_discounts_tax_excl"] = f"{cents / 120:.6f}"
    for name in ("total_paid", "total_paid_tax_incl", "total_paid_real"):
        order[name] = f"{left / 100:.6f}"
    order["total_paid_tax_excl"] = f"{left / 120:.6f}"
    backend.shop.tables.add(
        "order_cart_rules", id_order=number, id_cart_rule="1", name="BIENVENUE",
        value=f"{cents / 100:.6f}", free_shipping="1" if carriage else "0",
    )  # fmt: skip
    for payment in backend.shop.tables.where("order_payments"):
        payment["amount"] = order["total_paid"]


def _adds_up(order: RemoteOrder) -> bool:
    return total(each.total for each in order.lines) == order.total


def test_orders_split_from_one_basket_share_a_reference_and_keep_their_own_numbers(
    backend: PrestaShopBackend,
) -> None:
    first = place_order(backend.shop, ("SAV-01", 1), reference="PANIER")
    second = place_order(backend.shop, ("BOU-02", 1), reference="PANIER")

    orders = [order_now(backend, each) for each in (first, second)]

    assert [each.number for each in orders] == ["PANIER", "PANIER-2"]
    assert [each.payments for each in orders] == [(), ()]
    assert all(each.paid_at for each in orders)


def test_a_payment_of_a_part_is_told_as_a_payment(backend: PrestaShopBackend) -> None:
    number = backend.order(("SAV-01", 2))
    (payment,) = backend.shop.tables.where("order_payments")
    payment["amount"] = "5.000000"

    order = order_now(backend, number)

    assert [each.amount for each in order.payments] == [Money(500)]
    assert order.total == Money(1870)


def test_a_voucher_is_shared_over_the_goods(backend: PrestaShopBackend) -> None:
    number = backend.order(("SAV-01", 2), ("BOU-02", 1))
    _voucher(backend, number, 1000)

    order = order_now(backend, number)

    assert _adds_up(order)
    assert carriage(order) == Money(490)
    assert [each.discount for each in order.lines if each.kind is LineKind.PRODUCT] == [
        Money(409),
        Money(591),
    ]
    assert goods(order, "SAV-01").vat == Money(971).part(2000, 12000)
    assert order.coupon_codes == ("BIENVENUE",)


def test_the_vat_of_an_order_with_a_voucher_is_that_of_the_shop_to_the_cent(
    backend: PrestaShopBackend,
) -> None:
    number = backend.order(("SAV-01", 3), ("BOU-02", 1), ("CAR-09", 1))
    _voucher(backend, number, 777)
    told = _row(backend, "orders", number)

    order = order_now(backend, number)

    vat = total(each.vat for each in order.lines).cents
    assert vat == round(
        (float(told["total_paid_tax_incl"]) - round(float(told["total_paid_tax_excl"]), 2)) * 100
    )
    assert _adds_up(order)


def test_a_voucher_that_offers_the_carriage_comes_off_the_carriage(
    backend: PrestaShopBackend,
) -> None:
    number = backend.order(("SAV-01", 1))
    _voucher(backend, number, 490, carriage=True)

    order = order_now(backend, number)

    assert (carriage(order), goods(order, "SAV-01").total) == (ZERO, Money(690))
    assert _adds_up(order)


def test_an_order_that_costs_nothing_after_its_voucher_is_understood(
    backend: PrestaShopBackend,
) -> None:
    number = backend.order(("SAV-01", 1))
    _voucher(backend, number, 690 + 490)

    order = order_now(backend, number)

    assert (order.total, _adds_up(order)) == (ZERO, True)
    assert goods(order, "SAV-01").discount == Money(690)


def test_two_rates_in_one_order_are_told_line_by_line(backend: PrestaShopBackend) -> None:
    number = backend.order(("SAV-01", 1), ("CAR-09", 2))
    book = _lines(backend, number)[1]
    book |= {"total_price_tax_excl": "23.696682", "associations": {"taxes": [{"id": "2"}]}}

    order = order_now(backend, number)

    assert [goods(order, sku).rate_bp for sku in ("SAV-01", "CAR-09")] == [2000, 550]
    assert goods(order, "CAR-09").vat == Money(130)


def test_a_rate_that_no_tax_tells_is_found_from_the_amounts(backend: PrestaShopBackend) -> None:
    number = backend.order(("SAV-01", 1))
    _lines(backend, number)[0]["associations"] = {"taxes": []}

    assert goods(order_now(backend, number), "SAV-01").rate_bp == 2000


def test_amounts_of_six_decimals_leave_no_cent_behind(backend: PrestaShopBackend) -> None:
    number = backend.order(("SAV-01", 3), ("CAR-09", 3))
    for line, gross in zip(_lines(backend, number), ("20.695000", "37.504999"), strict=True):
        line["total_price_tax_incl"] = gross

    order = order_now(backend, number)

    assert _adds_up(order)
    assert order.total == Money(2070 + 3750 + 490)


def test_a_total_that_its_lines_do_not_make_is_refused_with_both(
    backend: PrestaShopBackend,
) -> None:
    number = backend.order(("SAV-01", 1))
    _row(backend, "orders", number)["total_paid_tax_incl"] = "99.000000"

    with pytest.raises(RemoteDataError) as refused:
        order_now(backend, number)

    assert "99,00" in refused.value.title
    assert "11,80" in refused.value.title


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("id_currency", "2", "USD"),
        ("total_paid_tax_incl", "abc", "total_paid_tax_incl"),
        ("date_add", "0000-00-00 00:00:00", "date_add"),
        ("total_discounts_tax_incl", "-3.000000", "remise"),
        ("total_discounts_tax_incl", "300.000000", "remise"),
        ("total_shipping_tax_incl", "-1.000000", "négatifs"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_with_the_reason(
    backend: PrestaShopBackend, name: str, value: str, words: str
) -> None:
    number = backend.order(("SAV-01", 1))
    _row(backend, "orders", number)[name] = value

    with pytest.raises(RemoteDataError, match=words):
        order_now(backend, number)


@pytest.mark.parametrize("quantity", ["0", "-1", "1.5", "", "99999999"])
def test_a_quantity_that_makes_no_sense_is_refused(
    backend: PrestaShopBackend, quantity: str
) -> None:
    number = backend.order(("SAV-01", 1))
    _lines(backend, number)[0]["product_quantity"] = quantity

    with pytest.raises(RemoteDataError, match="REF000001"):
        order_now(backend, number)


def test_an_order_of_two_thousand_lines_is_read(backend: PrestaShopBackend) -> None:
    backend.set_stock("SAV-01", 5000)
    number = backend.order(*(("SAV-01", 1) for _each in range(2000)))

    order = order_now(backend, number)

    assert len(order.lines) == 2001
    assert order.total == Money(2000 * 690 + 490)


def test_a_line_of_a_product_that_is_gone_keeps_its_name_and_reference(
    backend: PrestaShopBackend,
) -> None:
    number = backend.order(("CAR-09", 1))
    backend.delete_article("CAR-09")

    assert goods(order_now(backend, number), "CAR-09").name == "Carnet ligné & broché"


def test_a_combination_is_told_from_its_product_name(backend: PrestaShopBackend) -> None:
    line = goods(order_now(backend, backend.order(("TAB-S", 1))), "TAB-S")

    assert (line.name, line.option_text) == ("Tablier en lin", "Taille : S")


def test_what_slips_gave_back_is_told_by_line(backend: PrestaShopBackend) -> None:
    number = backend.order(("SAV-01", 3))
    (line,) = _lines(backend, number)
    slip = backend.shop.tables.add(
        "order_slip", id_order=number, amount="6.90", total_products_tax_incl="6.90",
        total_shipping_tax_incl="4.90",
    )  # fmt: skip
    slip["associations"] = {
        "order_slip_details": [
            {"id_order_detail": line["id"], "product_quantity": "1", "amount_tax_incl": "6.900000"}
        ]
    }

    order = order_now(backend, number)

    told = goods(order, "SAV-01")
    assert (told.refunded_quantity, told.refunded) == (1, Money(690))
    assert [each.amount for each in order.refunds] == [Money(1180)]
    assert next(x.refunded for x in order.lines if x.kind is LineKind.SHIPPING) == Money(490)


def test_wrapping_is_a_fee(backend: PrestaShopBackend) -> None:
    number = backend.order(("SAV-01", 1))
    order = _row(backend, "orders", number)
    order |= {"total_wrapping_tax_incl": "2.400000", "total_wrapping_tax_excl": "2.000000"}
    order["total_paid_tax_incl"] = "14.200000"

    (fee,) = [each for each in order_now(backend, number).lines if each.kind is LineKind.FEE]

    assert (fee.total, fee.vat, fee.rate_bp) == (Money(240), Money(40), 2000)


@pytest.mark.parametrize("value", [None, 5, True, [], {}, "x", [[]], {"id": {}}])
@pytest.mark.parametrize("name", ["order", "details", "slips", "payments", "customer", "desk"])
def test_a_rotten_part_is_refused_or_left_never_a_crash(
    backend: PrestaShopBackend, name: str, value: Any
) -> None:
    backend.order(("SAV-01", 1))
    (record,), _position = pulled(backend.connector.pull_orders)
    body = json.loads(record.body) | {name: value}

    try:
        order = backend.connector.read_order(json.dumps(body))
    except RemoteDataError:
        return
    assert _adds_up(order)
