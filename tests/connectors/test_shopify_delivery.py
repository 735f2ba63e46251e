"""How goods of a Shopify shop reach the customer, and what apps wrote beside an order."""

from collections.abc import Iterator
from typing import Any

import pytest

from merchant_desk.values.remote import Delivery, RemoteOrder
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


@pytest.mark.parametrize(
    ("method", "carrier", "delivery"),
    [
        ("SHIPPING", "Colissimo", Delivery.HOME),
        ("LOCAL", "Livraison locale", Delivery.HOME),
        ("PICK_UP", "Boutique", Delivery.COLLECT),
        ("PICKUP_POINT", "Mondial Relay", Delivery.RELAY),
        ("NONE", "", Delivery.NONE),
    ],
)
def test_the_way_of_the_goods_is_told(
    backend: ShopifyBackend, method: str, carrier: str, delivery: Delivery
) -> None:
    order = placed(backend, method=method, carrier=carrier, carriage=490 if carrier else 0)
    backend.shop.sales.pay(order)

    assert read(backend, order).delivery is delivery


def test_without_the_right_to_parcels_the_carriage_tells_the_way(backend: ShopifyBackend) -> None:
    backend.shop.scopes -= {"write_merchant_managed_fulfillment_orders"}
    relay = placed(backend, carrier="Point Relais Mondial Relay")
    collect = placed(backend, carrier="Click & Collect")
    backend.shop.sales.pay(collect)
    nothing = placed(backend, method="NONE", carriage=0)

    ways = [read(backend, each).delivery for each in (relay, collect, nothing)]

    assert ways == [Delivery.RELAY, Delivery.COLLECT, Delivery.NONE]


def test_goods_paid_at_the_counter_are_reserved(backend: ShopifyBackend) -> None:
    order = placed(backend, method="PICK_UP", gateways=["Paiement en magasin"])

    assert read(backend, order).delivery is Delivery.RESERVED


def test_what_apps_write_into_the_notes_is_found(backend: ShopifyBackend) -> None:
    order = placed(backend, method="PICKUP_POINT", note="Sonner deux fois")
    order["attributes"] = {
        "Relay ID": "FR-066974", "Gift message": "Bon anniversaire\nLéa",
        "siret": "732 829 320 00074", "pickup_date": "2026-11-28", "VAT number": "FR40303265045",
    }  # fmt: skip

    seen = read(backend, order)

    assert (seen.relay_id, seen.pickup_slot) == ("FR-066974", "2026-11-28")
    assert seen.gift_note.startswith("Bon anniversaire")
    assert (seen.customer.siren, seen.customer.vat_number) == ("732829320", "FR40303265045")
    assert seen.note == "Sonner deux fois"


def test_words_to_engrave_come_with_the_variation(backend: ShopifyBackend) -> None:
    order = placed(backend, ("TAB-S", 1))
    order["lines"][0]["attributes"] = {"Gravure": "Léa", "_interne": "x"}

    assert goods(read(backend, order), "TAB-S").option_text == "S, Gravure\u00a0: Léa"
