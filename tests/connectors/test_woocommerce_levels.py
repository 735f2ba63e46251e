"""Sweeping a WooCommerce shop: every article, few requests, and nothing hidden by a deletion."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from merchant_desk.connectors.woocommerce.connector import WooCommerce
from merchant_desk.connectors.woocommerce.listing import Place, read_place
from merchant_desk.demo.catalogue import DemoProduct
from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.http import HttpClient
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteLevel
from tests.connectors.shops import NOW, an_order, everything, open_shop

FEW = 0.06


@contextmanager
def sweeping(catalogue: Sequence[DemoProduct]) -> Iterator[tuple[Storefront, WooCommerce]]:
    with Storefront(catalogue=catalogue, now=lambda: NOW) as front:
        http = HttpClient()
        yield front, WooCommerce(ShopAccount(front.url, DEMO_KEY, DEMO_SECRET), http)
        http.close()


def simple(count: int) -> list[DemoProduct]:
    return [_article(f"S-{n:05d}") for n in range(count)]


def _article(sku: str, parent: str = "") -> DemoProduct:
    options = (("Taille", sku),) if parent else ()
    return DemoProduct(
        sku, sku, "", Money(1000), 2000, 5, "A1-01", 10, "Divers", parent, parent, options
    )


def all_levels(connector: WooCommerce) -> dict[str, RemoteLevel]:
    found: dict[str, RemoteLevel] = {}
    page = connector.list_levels("")
    for _page in range(1000):
        found |= {each.remote_id: each for each in page.levels}
        if not page.next_position:
            return found
        page = connector.list_levels(page.next_position)
    raise AssertionError("the list never ends")


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 199, 200, 1000])
def test_every_article_is_listed_once_for_few_requests(count: int) -> None:
    with sweeping(simple(count)) as (front, connector):
        connector.list_levels("")
        before = len(front.requests)

        found = all_levels(connector)

        assert len(found) == count
        assert len(front.requests) - before <= count // 99 + 1


def test_a_third_in_variations_stays_within_the_budget_of_an_older_shop() -> None:
    parts = [_article(f"V{n}-{size}", f"V{n}") for n in range(50) for size in range(6)]
    with sweeping([*simple(700), *parts]) as (front, connector):
        connector.count_orders(None)
        before = len(front.requests)

        found = all_levels(connector)

        assert len(found) == 1000
        assert len(front.requests) - before <= FEW * 1000 + 7  # and the settings of the shop


def test_a_newer_shop_lists_all_variations_together() -> None:
    parts = [_article(f"V{n}-{size}", f"V{n}") for n in range(100) for size in range(3)]
    with sweeping(parts) as (front, connector):
        front.list_variations()
        connector.list_levels("")
        before = len(front.requests)

        found = all_levels(connector)

        assert len(found) == 300
        assert all(each.parent_remote_id for each in found.values())
        assert len(front.requests) - before <= 8


def test_an_answer_nobody_understands_teaches_nothing_about_how_an_older_shop_lists() -> None:
    parts = [_article(f"V-{size}", "V") for size in range(3)]
    with sweeping(parts) as (front, connector):
        connector.pull_products("")  # the settings are known now: products are asked, then that
        front.fail(Trouble(Failure.SLOW), Trouble(Failure.GARBAGE))
        with pytest.raises(UnavailableError, match="les données sont abîmées"):
            all_levels(connector)
        assert front.requests[-1].path.endswith("/variations")

        found = all_levels(connector)

        assert sorted(each.sku for each in found.values() if each.parent_remote_id) == [
            "V-0",
            "V-1",
            "V-2",
        ]


def test_a_shop_that_no_longer_lists_variations_together_is_asked_for_those_of_each() -> None:
    parts = [_article(f"V-{size}", "V") for size in range(3)]
    with sweeping(parts) as (front, connector):
        front.list_variations()
        all_levels(connector)
        front.list_variations(together=False)
        with pytest.raises(UnavailableError):
            all_levels(connector)

        found = all_levels(connector)

        assert len([each for each in found.values() if each.parent_remote_id]) == 3


def test_a_product_with_three_hundred_variations_is_whole() -> None:
    with sweeping([_article(f"V-{size:03d}", "V") for size in range(300)]) as (_front, connector):
        records, _position, _pages = everything(connector.pull_products)

        assert len(all_levels(connector)) == 300
        read = [connector.read_product(each.body) for each in records]
        assert len([each for each in read if each.sellable]) == 300


def test_what_is_deleted_while_the_list_is_read_hides_nothing_else() -> None:
    with sweeping(simple(450)) as (front, connector):
        first = connector.list_levels("")
        for number in range(150):
            front.delete_product(f"S-{number:05d}")

        found = {each.remote_id for each in first.levels}
        position = first.next_position
        while position:
            page = connector.list_levels(position)
            found |= {each.remote_id for each in page.levels}
            position = page.next_position

        left = {str(front.product(f"S-{number:05d}")["id"]) for number in range(150, 450)}
        assert left <= found


def test_a_product_that_is_not_counted_or_not_readable_is_listed_all_the_same() -> None:
    with sweeping(simple(3)) as (front, connector):
        front.change_product("S-00000", manage_stock=False)
        front.change_product("S-00001", manage_stock="parent")
        front.change_product("S-00002", regular_price="gratuit")

        found = {each.sku: each for each in all_levels(connector).values()}

    assert [found[sku].stock for sku in sorted(found)] == [None, None, 5]
    assert found["S-00002"].price is None


def test_the_trash_is_not_listed() -> None:
    with open_shop("woocommerce", orders=(an_order(), an_order())) as shop:
        kept, gone = (str(each["id"]) for each in shop.front.orders)
        soap = str(shop.front.product("SAV-05")["id"])
        shop.front.trash_order(gone)
        shop.front.trash_product("SAV-05")

        numbers = shop.connector.list_orders(datetime(2026, 1, 1, tzinfo=UTC), "").remote_ids

        assert numbers == (kept,)
        page = shop.connector.list_levels("")
        assert soap not in {each.remote_id for each in page.levels}


@pytest.mark.parametrize("kept", ["", "abîmé", "{}", "null", "[1, 2]", '["products", "x", 1]'])
def test_a_place_that_cannot_be_read_begins_anew(kept: str) -> None:
    assert read_place(kept) == Place()


def test_a_place_survives_being_handed_out() -> None:
    place = Place("variations", 99, 1234)

    assert read_place(place.text()) == place
