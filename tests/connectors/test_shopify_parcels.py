"""Parcels that left for customers of a Shopify shop: told once each, from every place."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.intents import Effect, Outcome, ShipIntent, ShipLine
from tests.connectors.reading import answer_lost, goods, is_explained_refusal, order_now
from tests.storefronts.shopify import ShopifyShop
from tests.storefronts.shopify_backend import ShopifyBackend, opened
from tests.storefronts.shopify_goods import STORE_PLACE


@pytest.fixture
def backend() -> Iterator[ShopifyBackend]:
    with opened(ShopifyShop()) as running:
        yield running


def parcel(
    backend: ShopifyBackend, order: str, key: str, units: int = 1, tracking: str = ""
) -> ShipIntent:
    line = goods(order_now(backend, order), "SAV-01")
    lines = (ShipLine(line.remote_id, units, "SAV-01"),)
    return ShipIntent(order, key, tracking, "Colissimo", partial=True, lines=lines)


def two_places(backend: ShopifyBackend) -> str:
    order = backend.shop.sales.place([("SAV-01", 1), ("BOU-02", 2)], places={"BOU-02": STORE_PLACE})
    backend.shop.sales.pay(order)
    return str(order["number"])


def test_a_parcel_of_goods_from_two_places_is_a_fulfilment_for_each(
    backend: ShopifyBackend,
) -> None:
    order = two_places(backend)
    intent = ShipIntent(order, "colis-1", "6A1", "Colissimo")

    first = backend.connector.push_shipment(intent)
    again = backend.connector.push_shipment(intent)

    assert (first.outcome, again.outcome) == (Outcome.DONE, Outcome.ALREADY)
    assert [each.tracking for each in backend.shipments(order)] == ["6A1", "6A1"]
    assert backend.is_complete(order)


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("tracking", ["", "6A1"])
def test_goods_from_two_places_leave_once_whatever_is_lost(
    backend: ShopifyBackend, at: int, tracking: str
) -> None:
    order = two_places(backend)
    told = order_now(backend, order)
    lines = tuple(
        ShipLine(goods(told, sku).remote_id, units, sku)
        for sku, units in (("SAV-01", 1), ("BOU-02", 2))
    )
    intent = ShipIntent(order, "colis-1", tracking, lines=lines)

    answer_lost(backend, at, lambda: backend.connector.push_shipment(intent))
    again = backend.connector.push_shipment(intent)

    assert again.outcome in {Outcome.DONE, Outcome.ALREADY}
    assert sorted(each.units or 0 for each in backend.shipments(order)) == [1, 2]
    assert backend.connector.find_effect(intent) is Effect.FOUND


def test_two_parcels_alike_and_without_a_number_are_two(backend: ShopifyBackend) -> None:
    order = backend.order(("SAV-01", 3))
    first, second = parcel(backend, order, "colis-1"), parcel(backend, order, "colis-2")

    sent = [backend.connector.push_shipment(each).outcome for each in (first, second)]
    again = [backend.connector.push_shipment(each).outcome for each in (first, second)]

    assert sent == [Outcome.DONE, Outcome.DONE]
    assert again == [Outcome.ALREADY, Outcome.ALREADY]
    assert [each.units for each in backend.shipments(order)] == [1, 1]


def test_a_number_that_comes_later_is_added_to_its_parcel(backend: ShopifyBackend) -> None:
    order = backend.order(("SAV-01", 2))
    backend.connector.push_shipment(parcel(backend, order, "colis-1"))
    backend.connector.push_shipment(parcel(backend, order, "colis-2"))

    result = backend.connector.push_shipment(parcel(backend, order, "colis-1", tracking="6A1"))

    assert result.outcome is Outcome.ALREADY
    assert [each.tracking for each in backend.shipments(order)] == ["6A1", ""]


def test_a_parcel_refused_once_is_sent_when_the_order_is_free_again(
    backend: ShopifyBackend,
) -> None:
    order = backend.order(("SAV-01", 1))
    intent = parcel(backend, order, "colis-1")
    backend.shop.sales.order(order)["held"] = True
    refused = backend.connector.push_shipment(intent)
    backend.shop.sales.order(order)["held"] = False

    sent = backend.connector.push_shipment(intent)

    assert is_explained_refusal(refused)
    assert sent.outcome is Outcome.DONE


@pytest.mark.parametrize("written", ["", "x", "[]", '{"colis-1": 3}', "null", '{"colis-9": ["7"]}'])
def test_what_another_app_wrote_in_our_place_stops_nothing(
    backend: ShopifyBackend, written: str
) -> None:
    order = backend.order(("SAV-01", 1))
    backend.shop.sales.order(order)["fields"]["merchant_desk.parcels"] = written
    intent = parcel(backend, order, "colis-1")

    first = backend.connector.push_shipment(intent)
    again = backend.connector.push_shipment(intent)

    assert (first.outcome, again.outcome) == (Outcome.DONE, Outcome.ALREADY)


def test_more_units_than_are_left_are_not_sent(backend: ShopifyBackend) -> None:
    order = backend.order(("SAV-01", 2))

    result = backend.connector.push_shipment(parcel(backend, order, "colis-1", 3))

    assert is_explained_refusal(result)
    assert list(backend.shipments(order)) == []


@pytest.mark.parametrize("notify", [True, False])
def test_the_customer_is_told_if_asked(backend: ShopifyBackend, *, notify: bool) -> None:
    order = backend.order(("SAV-01", 1))

    backend.connector.push_shipment(replace(parcel(backend, order, "colis-1"), notify=notify))

    assert backend.shop.sales.order(order)["parcels"][0]["told"] is notify


def test_a_parcel_of_two_thousand_lines_leaves_whole(backend: ShopifyBackend) -> None:
    order = backend.shop.sales.place([("SAV-01", 1)])
    for _each in range(399):
        backend.shop.sales.add_line(order, "CAR-09", 1)
    number = str(order["number"])

    result = backend.connector.push_shipment(ShipIntent(number, "colis-1", "6A1"))

    assert result.outcome is Outcome.DONE
    assert backend.is_complete(number)


def test_a_parcel_that_the_app_may_not_tell_of_is_refused_with_the_right(
    backend: ShopifyBackend,
) -> None:
    order = backend.order(("SAV-01", 1))
    intent = parcel(backend, order, "colis-1")
    backend.shop.scopes -= {"write_merchant_managed_fulfillment_orders"}

    result = backend.connector.push_shipment(intent)

    assert is_explained_refusal(result)
    assert "write_merchant_managed_fulfillment_orders" in result.reason


def test_a_shop_that_breaks_down_while_it_writes_is_no_refusal(backend: ShopifyBackend) -> None:
    order = backend.order(("SAV-01", 1))
    intent = parcel(backend, order, "colis-1")

    def break_down(name: str) -> None:
        backend.shop.breaks = name == "Ship"

    backend.shop.before_answering = break_down
    with pytest.raises(UnavailableError):
        backend.connector.push_shipment(intent)
    backend.shop.before_answering = lambda _name: None
    backend.shop.breaks = False

    assert backend.connector.push_shipment(intent).outcome is Outcome.DONE
