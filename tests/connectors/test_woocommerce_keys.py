"""How a WooCommerce shop is reached: address, keys, clocks."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from merchant_desk.connectors.woocommerce.calls import shop_address
from merchant_desk.connectors.woocommerce.connector import WooCommerce
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpClient
from tests.connectors.shops import Shop, open_shop
from tests.sync.wire import self_signed


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop("woocommerce", orders=()) as running:
        yield running


@contextmanager
def secure_shop(
    folder: Path, account_key: str = DEMO_KEY
) -> Iterator[tuple[Storefront, WooCommerce]]:
    """Run the shop over TLS, with a client that trusts its certificate."""
    certificate = self_signed(folder)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    http = HttpClient(ssl_context=ssl.create_default_context(cafile=str(certificate)))
    with Storefront(tls=serving) as front:
        yield front, WooCommerce(ShopAccount(front.url, account_key, DEMO_SECRET), http)
        http.close()


def test_over_tls_the_keys_travel_in_the_header(tmp_path: Path) -> None:
    with secure_shop(tmp_path) as (front, connector):
        connector.pull_orders("")

        assert "consumer_secret" not in front.requests[-1].query


def test_a_host_that_strips_the_header_gets_the_keys_in_the_address(tmp_path: Path) -> None:
    with secure_shop(tmp_path) as (front, connector):
        front.keys.strips_header = True

        connector.pull_orders("")
        connector.pull_orders("")

        assert [each.status for each in front.requests] == [401, 200, 200]
        assert "consumer_secret" in front.requests[-1].query


def test_an_unknown_key_over_tls_is_refused_and_said(tmp_path: Path) -> None:
    with (
        secure_shop(tmp_path, "ck_inconnue") as (_front, connector),
        pytest.raises(ShopRejectedCredentialsError, match="clés d’accès"),
    ):
        connector.pull_orders("")


def test_on_plain_http_the_secret_never_travels(shop: Shop) -> None:
    shop.connector.pull_orders("")

    assert "oauth_signature" in shop.front.requests[-1].query
    assert DEMO_SECRET not in shop.front.requests[-1].query


def test_a_wrong_secret_is_refused_and_said(shop: Shop) -> None:
    connector = WooCommerce(ShopAccount(shop.front.url, DEMO_KEY, "cs_faux"), shop.http)

    with pytest.raises(ShopRejectedCredentialsError, match="clés d’accès"):
        connector.pull_orders("")


def test_a_key_that_only_reads_is_found_out_by_the_probe(shop: Shop) -> None:
    shop.front.keys.read_only = True

    facts = shop.connector.probe()

    assert not facts.can_write
    assert "ne font que lire" in facts.problems[0]


def test_a_wrong_clock_is_told_and_the_calls_go_by_the_shops_own(shop: Shop) -> None:
    shop.front.set_clock_ahead(timedelta(hours=3))

    facts = shop.connector.probe()

    assert facts.clock_skew_s == 3 * 3600
    assert "180 minutes" in facts.problems[0]


def test_a_clock_that_is_wrong_at_the_first_call_is_corrected_at_once(shop: Shop) -> None:
    shop.front.set_clock_ahead(timedelta(hours=-3))

    page = shop.connector.pull_orders("")

    assert page.records == ()
    assert [each.status for each in shop.front.requests] == [401, 200]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("maboutique.fr", "https://maboutique.fr"),
        (" https://maboutique.fr/ ", "https://maboutique.fr"),
        ("https://maboutique.fr/shop/wp-json/wc/v3/", "https://maboutique.fr/shop"),
        ("http://127.0.0.1:8080/wp-json", "http://127.0.0.1:8080"),
    ],
)
def test_an_address_is_understood_as_typed(typed: str, address: str) -> None:
    assert shop_address(typed) == address


def test_an_address_without_woocommerce_is_said(shop: Shop) -> None:
    account = ShopAccount(f"{shop.front.url}/blog", DEMO_KEY, DEMO_SECRET)

    with pytest.raises(UnavailableError, match="page web"):
        WooCommerce(account, shop.http).pull_orders("")
