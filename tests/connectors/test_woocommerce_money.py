"""Refunds, discounts and taxes of a WooCommerce order are read to the cent and the rate."""

from typing import Any

import pytest

from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind, RemoteLine
from tests.connectors.test_woocommerce import read, recorded

TAX_20, TAX_55 = 1, 2


def _back(item: int | str, cents: str, tax: str, quantity: int = 0) -> dict[str, Any]:
    about = [{"key": "_refunded_item_id", "value": str(item)}]
    return {"quantity": quantity, "total": cents, "total_tax": tax, "meta_data": about}


def _others(**changes: object) -> list[RemoteLine]:
    return [line for line in read(**changes).lines if line.kind is not LineKind.PRODUCT]


def test_carriage_given_back_is_read_from_the_refund() -> None:
    carriage = recorded("order.json")["shipping_lines"][0]["id"]
    details = [{"line_items": [], "shipping_lines": [_back(carriage, "-3.75", "-0.75")]}]

    shipping, fee = _others(_refund_details=details)

    assert (shipping.refunded, fee.refunded) == (Money(450), None)


def test_several_refunds_of_one_line_add_up() -> None:
    item = recorded("order.json")["line_items"][0]["id"]
    back = {"line_items": [_back(item, "-1.00", "-0.20", quantity=-1)]}

    line = read(_refund_details=[back, back]).lines[0]

    assert (line.refunded, line.refunded_quantity) == (Money(240), 2)


def test_a_refund_of_an_amount_without_units_keeps_the_units_due() -> None:
    item = recorded("order.json")["line_items"][0]["id"]

    line = read(_refund_details=[{"line_items": [_back(item, "-5.00", "-1.00")]}]).lines[0]

    assert (line.refunded, line.refunded_quantity) == (Money(600), 0)


def _discount(*taxes: tuple[int, str], net: str, tax: str) -> list[dict[str, Any]]:
    told = [{"id": number, "total": amount} for number, amount in taxes]
    return [{"id": 9, "name": "Remise", "total": net, "total_tax": tax, "taxes": told}]


def test_a_discount_fee_taxed_as_the_goods_it_lessens_becomes_a_line_a_rate() -> None:
    fees = _discount((TAX_20, "-1.00"), (TAX_55, "-0.55"), net="-15.00", tax="-1.55")

    lines = [line for line in _others(fee_lines=fees, total="17.55") if line.name == "Remise"]

    assert [(line.rate_bp, line.total) for line in lines] == [
        (2000, Money(-600)),
        (550, Money(-1055)),
    ]
    assert len({line.remote_id for line in lines}) == 2


def test_a_tax_that_comes_to_nothing_does_not_change_the_rate() -> None:
    fees = _discount((TAX_20, "-1.00"), (TAX_55, "0.00"), net="-5.00", tax="-1.00")

    lines = [line for line in _others(fee_lines=fees, total="28.10") if line.name == "Remise"]

    assert [(line.rate_bp, line.total) for line in lines] == [(2000, Money(-600))]


def test_the_lines_of_a_split_discount_are_the_discount_to_the_cent() -> None:
    fees = _discount((TAX_20, "-0.33"), (TAX_55, "-0.17"), net="-4.71", tax="-0.50")

    lines = [line for line in _others(fee_lines=fees, total="28.89") if line.name == "Remise"]

    assert total(line.total for line in lines) == Money(-521)


@pytest.mark.parametrize(
    ("code", "countries"),
    [("FR-TVA-20", ("FR",)), ("BE-TVA 21-1", ("BE",)), ("TVA-1", ()), ("", ()), (None, ())],
)
def test_the_country_whose_vat_was_charged_is_read_from_the_rate(
    code: str | None, countries: tuple[str, ...]
) -> None:
    taxes = [{**recorded("order.json")["tax_lines"][0], "rate_code": code}]

    assert read(tax_lines=taxes).tax_countries == countries


def test_a_rate_that_was_not_charged_names_no_country() -> None:
    charged, other = recorded("order.json")["tax_lines"]
    free = {**other, "rate_code": "BE-TVA-21", "tax_total": "0.00", "shipping_tax_total": "0.00"}

    assert read(tax_lines=[charged, free]).tax_countries == ("FR",)


def test_an_order_without_refunds_gives_nothing_back() -> None:
    assert all((line.refunded or ZERO) == ZERO for line in read(refunds=[]).lines)
