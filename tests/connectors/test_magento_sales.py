"""Orders of a Magento shop, their parcels and their money, where they are not what they seem."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.intents import (
    Effect,
    Outcome,
    RefundIntent,
    RefundLine,
    ShipIntent,
    ShipLine,
)
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind, RemoteState
from tests.connectors.reading import carriage, goods, order_now
from tests.storefronts.magento import MagentoShop
from tests.storefronts.magento_backend import MagentoBackend, opened

WINTER_END = datetime(2026, 12, 24, 23, 0, tzinfo=UTC)  # midnight of the 24th in Paris


@pytest.fixture
def backend() -> Iterator[MagentoBackend]:
    with opened(MagentoShop(), ean="ean") as running:
        yield running


def test_a_variation_is_one_line_although_the_shop_sends_two(backend: MagentoBackend) -> None:
    number = backend.order(("TAB-S", 2))

    order = order_now(backend, number)

    (line,) = [each for each in order.lines if each.kind is LineKind.PRODUCT]
    parent = str(backend.shop.goods.by_sku("TAB")["id"])
    assert (line.quantity, line.total, line.sku) == (2, Money(6980), "TAB-S")
    assert (line.product_remote_id, line.variation_remote_id) == (parent, backend.article("TAB-S"))


def test_a_variation_shipped_and_given_back_is_named_by_its_parent_line(
    backend: MagentoBackend,
) -> None:
    number = backend.order(("TAB-S", 2))
    line = goods(order_now(backend, number), "TAB-S").remote_id

    backend.connector.push_shipment(ShipIntent(number, "colis", lines=(ShipLine(line, 2),)))
    back = RefundLine(line, 1, Money(3490))
    result = backend.connector.push_refund(
        RefundIntent(number, "avoir", Money(3490), (back,), restock=True)
    )

    assert result.outcome is Outcome.DONE
    assert backend.stock("TAB-S") == 5 - 2 + 1
    assert goods(order_now(backend, number), "TAB-S").refunded == Money(3490)


def test_a_refund_needs_an_invoice(backend: MagentoBackend) -> None:
    number = backend.order(("SAV-01", 1), paid=False)
    line = goods(order_now(backend, number), "SAV-01").remote_id
    back = (RefundLine(line, 0, Money(100)),)

    result = backend.connector.push_refund(RefundIntent(number, "avoir", Money(100), back))

    assert result.outcome is Outcome.REFUSED
    assert "facturez" in result.reason


@pytest.mark.parametrize("cents", [1, 689, 500])
def test_an_amount_that_is_no_whole_unit_is_given_back_to_the_cent(
    backend: MagentoBackend, cents: int
) -> None:
    number = backend.order(("SAV-01", 3))
    line = goods(order_now(backend, number), "SAV-01").remote_id
    back = (RefundLine(line, 1, Money(cents)),)

    result = backend.connector.push_refund(RefundIntent(number, "avoir", Money(cents), back))

    assert (result.outcome, result.reason) == (Outcome.DONE, "")
    assert list(backend.refunds(number)) == [cents]
    assert goods(order_now(backend, number), "SAV-01").refunded_quantity == 1


def test_carriage_alone_gives_no_article_back(backend: MagentoBackend) -> None:
    number = backend.order(("SAV-01", 2))
    for key, part in (("un", Money(400)), ("deux", Money(100))):
        result = backend.connector.push_refund(RefundIntent(number, key, part, carriage=part))
        assert result.outcome is Outcome.DONE

    order = order_now(backend, number)
    assert list(backend.refunds(number)) == [400, 100]
    assert goods(order, "SAV-01").refunded_quantity == 0
    whole = RefundIntent(number, "trois", carriage(order), carriage=carriage(order))
    assert backend.connector.push_refund(whole).outcome is Outcome.DONE
    assert order_now(backend, number).state is RemoteState.READY


def test_money_that_may_have_moved_is_not_taken_for_unmoved(backend: MagentoBackend) -> None:
    number = backend.order(("SAV-01", 1))
    line = goods(order_now(backend, number), "SAV-01").remote_id
    intent = RefundIntent(
        number, "avoir", Money(690), (RefundLine(line, 1, Money(690)),), move_money=True
    )

    refused = backend.connector.push_refund(intent)
    before = backend.connector.find_effect(intent)
    backend.shop.sales.online = True
    done = backend.connector.push_refund(intent)

    assert (refused.outcome, before) == (Outcome.REFUSED, Effect.UNKNOWN)
    assert (done.outcome, backend.connector.find_effect(intent)) == (Outcome.DONE, Effect.FOUND)


def test_what_was_paid_by_gift_card_is_paid(backend: MagentoBackend) -> None:
    number = backend.order(("SAV-01", 2))
    order = backend.shop.sales.order(number)
    order["grand_total"] -= 5
    order["extension_attributes"]["gift_cards_amount"] = 5
    backend.shop.sales.invoices[-1]["grand_total"] -= 5

    told = order_now(backend, number)

    assert told.total == Money(2380)
    assert sorted(each.amount.cents for each in told.payments) == [500, 1880]


def test_cash_on_delivery_is_prepared_before_it_is_paid(backend: MagentoBackend) -> None:
    number = backend.order(("SAV-01", 1), paid=False)
    backend.shop.sales.order(number)["payment"]["method"] = "cashondelivery"

    told = order_now(backend, number)
    backend.connector.push_shipment(ShipIntent(number, "colis"))

    assert (told.state, told.paid_at) == (RemoteState.READY, None)
    assert order_now(backend, number).state is RemoteState.COMPLETED


def test_an_order_in_another_currency_is_parked_whatever_the_books_are_in(
    backend: MagentoBackend,
) -> None:
    number = backend.order(("SAV-01", 1))
    order = backend.shop.sales.order(number)
    order["base_currency_code"] = "USD"
    assert total(each.total for each in order_now(backend, number).lines) == Money(1690)
    order["order_currency_code"] = "GBP"

    with pytest.raises(RemoteDataError, match="GBP"):
        order_now(backend, number)


def test_nothing_to_give_back_is_refused(backend: MagentoBackend) -> None:
    number = backend.order(("SAV-01", 1))

    assert backend.connector.push_refund(RefundIntent(number, "a", ZERO)).outcome is Outcome.REFUSED


@pytest.mark.parametrize(("soaps", "outcome"), [(2, Outcome.DONE), (1, Outcome.REFUSED)])
def test_a_bundle_that_leaves_as_one_thing_is_shipped_when_all_its_parts_are_packed(
    backend: MagentoBackend, soaps: int, outcome: Outcome
) -> None:
    number = backend.order(("BOU-02", 1), ("SAV-01", 2), ("CAR-09", 1))
    bundle, soap, other = backend.shop.sales.order(number)["items"]
    bundle["product_type"] = "bundle"
    soap["parent_item_id"] = bundle["item_id"]
    lines = (ShipLine(str(soap["item_id"]), soaps), ShipLine(str(other["item_id"]), 1))

    result = backend.connector.push_shipment(ShipIntent(number, "colis", "6A1", lines=lines))

    assert result.outcome is outcome
    shipped = (bundle["qty_shipped"], soap["qty_shipped"], other["qty_shipped"])
    assert shipped == ((1, 0, 1) if outcome is Outcome.DONE else (0, 0, 0))
