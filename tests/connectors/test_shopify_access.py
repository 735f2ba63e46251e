"""Getting into a Shopify shop: tokens of a day, lasting ones, rights that lack, its places."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from merchant_desk.connectors.shopify.calls import shop_address
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from tests.connectors.reading import levels, pulled
from tests.storefronts.shopify import LASTING, ShopifyShop
from tests.storefronts.shopify_backend import ShopifyBackend, open_older_shopify, opened
from tests.storefronts.shopify_goods import CLOSED_PLACE, SHOP_PLACE, STORE_PLACE

HOUR = 3600


@pytest.fixture
def backend() -> Iterator[ShopifyBackend]:
    with opened(ShopifyShop()) as running:
        yield running


def test_a_token_serves_until_four_fifths_of_its_day(backend: ShopifyBackend) -> None:
    backend.connector.pull_orders("")
    backend.forward(19 * HOUR)
    backend.connector.pull_orders("")
    before = backend.shop.tokens_given

    backend.forward(HOUR)
    backend.connector.pull_orders("")

    assert (before, backend.shop.tokens_given) == (1, 2)


def test_a_token_revoked_in_the_middle_of_a_pull_is_replaced(backend: ShopifyBackend) -> None:
    numbers = {backend.order(("SAV-01", 1)) for _each in range(40)}
    first = backend.connector.pull_orders("")
    backend.shop.tokens.clear()

    rest, _position = pulled(backend.connector.pull_orders, first.next_position)

    assert numbers == {each.remote_id for each in (*first.records, *rest)}
    assert backend.shop.tokens_given == 2


def test_a_lasting_token_that_was_revoked_is_named_as_the_reason() -> None:
    with open_older_shopify() as backend:
        first = backend.connector.pull_orders("")
        backend.shop.lasting_lives = False

        with pytest.raises(ShopRejectedCredentialsError):
            backend.connector.pull_orders(first.next_position)

        assert backend.shop.tokens_given == 0


def test_an_app_of_another_organisation_is_named_as_the_reason(backend: ShopifyBackend) -> None:
    backend.shop.organised = False

    with pytest.raises(ShopRejectedCredentialsError) as refused:
        backend.connector.probe()

    assert "organisation" in refused.value.advice


@pytest.mark.parametrize(
    "typed",
    ["ma-boutique", "ma-boutique.myshopify.com", " https://ma-boutique.myshopify.com/ ",
     "https://ma-boutique.myshopify.com/admin", "ma-boutique.myshopify.com/admin/products?x"],
)  # fmt: skip
def test_an_address_is_made_whole(typed: str) -> None:
    assert shop_address(typed) == "https://ma-boutique.myshopify.com"


def test_an_address_that_is_no_shop_is_said_so() -> None:
    with opened(ShopifyShop()) as backend:
        account = backend.account
        elsewhere = backend.reopened(type(account)(f"{account.url}/ailleurs", "", LASTING))

        with pytest.raises(UnavailableError) as refused:
            elsewhere.pull_orders("")

        assert "Not Found" in refused.value.title


def test_a_missing_right_is_named_by_the_probe(backend: ShopifyBackend) -> None:
    backend.shop.scopes -= {"read_all_orders", "write_inventory"}

    facts = backend.connector.probe()

    assert facts.rights_missing[:2] == (
        "lire le stock (read_inventory)",
        "changer le stock (write_inventory)",
    )
    assert "60 jours" in facts.rights_missing[2]
    assert facts.can_write is False


def test_a_right_that_lacks_is_named_where_it_is_needed(backend: ShopifyBackend) -> None:
    backend.shop.scopes -= {"write_products"}

    with pytest.raises(UnavailableError) as refused:
        levels(backend)

    assert "read_products" in refused.value.title
    assert "Dev Dashboard" in refused.value.advice


def test_without_the_right_to_old_orders_those_of_sixty_days_come(backend: ShopifyBackend) -> None:
    old = backend.order(("SAV-01", 1))
    backend.shop.at += timedelta(days=61)
    new = backend.order(("SAV-01", 1))
    backend.shop.sales.sees_old = False

    records, _position = pulled(backend.connector.pull_orders)

    assert [each.remote_id for each in records] == [new]
    assert backend.connector.fetch_order(old) is None
    assert backend.connector.count_orders(None) == 1
    assert backend.connector.capabilities.order_days == 60


def test_orders_come_without_the_people_that_the_app_may_not_see(backend: ShopifyBackend) -> None:
    number = backend.order(("SAV-01", 1))
    backend.shop.rows.denied = {"email", "customer", "shippingAddress", "billingAddress"}

    facts = backend.connector.probe()
    (record,) = backend.connector.pull_orders("").records
    order = backend.connector.read_order(record.body)

    assert record.remote_id == number
    assert (order.customer.email, order.shipping.city) == ("", "")
    assert any("Protected customer data" in each for each in facts.rights_missing)


def test_customers_are_not_asked_for_without_the_right(backend: ShopifyBackend) -> None:
    backend.order(("SAV-01", 1))
    backend.shop.scopes -= {"read_customers"}
    backend.shop.rows.denied = {"customer"}

    (record,) = backend.connector.pull_orders("").records

    assert backend.connector.read_order(record.body).customer.remote_id == ""


def test_the_first_open_place_that_serves_the_web_is_taken(backend: ShopifyBackend) -> None:
    facts = backend.connector.probe()

    assert [each.remote_id for each in facts.locations] == [str(STORE_PLACE), str(SHOP_PLACE)]
    backend.shop.goods.by_sku("SAV-01")["levels"][STORE_PLACE] = 3
    assert levels(backend)[backend.article("SAV-01")].stock == 40


def test_the_place_she_chose_is_read() -> None:
    with opened(ShopifyShop(), location=str(STORE_PLACE)) as backend:
        backend.shop.goods.by_sku("SAV-01")["levels"][STORE_PLACE] = 3

        assert levels(backend)[backend.article("SAV-01")].stock == 3
        assert levels(backend)[backend.article("BOU-02")].stock == 0


def test_a_place_that_closed_is_a_problem_the_probe_tells() -> None:
    with opened(ShopifyShop(), location=str(CLOSED_PLACE)) as backend:
        assert len(backend.connector.probe().problems) == 1


def test_a_shop_in_another_currency_or_zone_says_so(backend: ShopifyBackend) -> None:
    backend.shop.currency, backend.shop.zone = "CHF", "America/New_York"

    facts = backend.connector.probe()

    assert (facts.currency, facts.time_zone) == ("CHF", "America/New_York")
    assert len(facts.problems) == 1
