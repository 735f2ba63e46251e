"""``shop add|keys`` where a shop has several places of stock, several views, several secrets."""

from collections.abc import Iterator

import pytest

from tests.cli.test_shops import Answer, Say, keys, say
from tests.storefronts.magento import MagentoShop
from tests.storefronts.magento_access import CONSUMER, CONSUMER_SECRET, TOKEN, TOKEN_SECRET
from tests.storefronts.magento_backend import MagentoBackend
from tests.storefronts.magento_backend import opened as open_magento
from tests.storefronts.shopify import CLIENT, SECRET, ShopifyShop
from tests.storefronts.shopify_backend import ShopifyBackend
from tests.storefronts.shopify_backend import opened as open_shopify
from tests.storefronts.shopify_goods import STORE_PLACE

__all__ = ["keys", "say"]
_SECRETS = f"{CONSUMER_SECRET}\n{TOKEN}\n{TOKEN_SECRET}\n"
_MORE = ("--more", "token", "--more", "token_secret")


@pytest.fixture
def shopify() -> Iterator[ShopifyBackend]:
    with open_shopify(ShopifyShop()) as backend:
        yield backend


@pytest.fixture
def magento() -> Iterator[MagentoBackend]:
    with open_magento(MagentoShop()) as backend:
        yield backend


def _add_shopify(say: Say, backend: ShopifyBackend, *more: str) -> Answer:
    words = ("--platform", "shopify", "--key", CLIENT, *more)
    return say("shop", "add", backend.account.url, *words, stdin=f"{SECRET}\n")


def _add_magento(say: Say, backend: MagentoBackend, *more: str) -> Answer:
    words = ("--platform", "magento", "--key", CONSUMER, *_MORE, *more)
    return say("shop", "add", backend.account.url, *words, stdin=_SECRETS)


def _asked_in(backend: MagentoBackend, store: str) -> list[str]:
    return [path for _method, path in backend.server.calls if path.startswith(f"/rest/{store}/")]


def test_a_shop_with_several_places_is_added_only_with_one_named(
    say: Say, shopify: ShopifyBackend
) -> None:
    places = shopify.connector.probe().locations

    code, _facts, said = _add_shopify(say, shopify)
    unknown = _add_shopify(say, shopify, "--location", "Saturne")

    assert (code, unknown[0]) == (2, 2)
    assert all(each.name in said for each in places)
    assert say("shop", "list")[1] == []


@pytest.mark.parametrize("named", ["name", "number"])
def test_the_place_named_is_the_one_whose_stock_is_read(
    say: Say, shopify: ShopifyBackend, named: str
) -> None:
    shopify.shop.goods.by_sku("SAV-01")["levels"][STORE_PLACE] = 3
    (place,) = (
        each for each in shopify.connector.probe().locations if each.remote_id == str(STORE_PLACE)
    )
    word = place.name if named == "name" else place.remote_id
    masters = ("--stock-master", "desk", "--price-master", "shop", "--opening", "shop")

    code, facts, _said = _add_shopify(say, shopify, "--location", word, *masters)

    assert (code, facts["opening_units"]) == (0, 3)


def test_every_secret_of_a_platform_can_be_given(say: Say, magento: MagentoBackend) -> None:
    code, facts, said = _add_magento(say, magento)

    assert (code, said) == (0, "")
    assert facts["can_write"] is True


def test_new_keys_keep_the_view_of_the_shop_unless_another_is_named(
    say: Say, magento: MagentoBackend
) -> None:
    _add_magento(say, magento, "--store", "default", "--name", "Mage")
    magento.server.calls.clear()

    words = ("shop", "keys", "Mage", "--key", CONSUMER, *_MORE)
    kept = say(*words, stdin=_SECRETS)
    in_view = _asked_in(magento, "default")
    magento.server.calls.clear()
    every = say(*words, "--store", "", stdin=_SECRETS)
    say("sync", "--once")

    assert (kept[0], every[0]) == (0, 0)
    assert in_view
    assert _asked_in(magento, "default") == []
