"""Returns asked for on a storefront come with their order, where the platform tells them."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from merchant_desk.connectors.magento.positions import Position, read_position
from merchant_desk.connectors.magento.return_changes import ReturnsSeen, read_seen
from merchant_desk.sync.capabilities import Returns
from merchant_desk.values.remote import RemoteReturnLine, RemoteReturnState
from tests.connectors.reading import goods, new_orders, order_now, pulled
from tests.storefronts import magento_backend, shopify_backend
from tests.storefronts.magento import MagentoShop
from tests.storefronts.magento_backend import MagentoBackend
from tests.storefronts.shopify import ShopifyShop
from tests.storefronts.shopify_backend import ShopifyBackend


@pytest.fixture
def shopify() -> Iterator[ShopifyBackend]:
    with shopify_backend.opened(ShopifyShop()) as running:
        yield running


@pytest.fixture
def commerce() -> Iterator[MagentoBackend]:
    with magento_backend.opened(MagentoShop(commerce=True)) as running:
        yield running


@pytest.fixture
def free() -> Iterator[MagentoBackend]:
    with magento_backend.opened(MagentoShop()) as running:
        yield running


@pytest.mark.parametrize(
    ("handle", "reason"),
    [
        ("too-tight", "too_small"),
        ("size-too-large", "too_large"),
        ("arrived-late", "late"),
        ("damaged", "damaged"),
        ("quality", "defect"),
        ("wrong-item", "wrong_item"),
        ("changed-my-mind", "changed_mind"),
        ("not-as-described", "not_as_described"),
        ("a-reason-of-tomorrow", "other"),
    ],
)
def test_a_return_asked_for_on_shopify_comes_with_its_order(
    shopify: ShopifyBackend, handle: str, reason: str
) -> None:
    # given an order that was pulled
    number = shopify.order(("SAV-01", 2))
    records, position = pulled(shopify.connector.pull_orders)
    shopify.forward(60)

    # when its customer asks to send one unit back
    asked = shopify.ask_return(number, ("SAV-01", 1, handle))

    # then the order comes again, with the return
    order = new_orders(shopify, records, position)[number]
    (told,) = order.returns
    assert (told.remote_id, told.number) == (asked, "#1001-R1")
    assert told.state is RemoteReturnState.EXPECTED
    assert told.note == "Trop juste aux épaules"
    assert told.lines == (RemoteReturnLine(goods(order, "SAV-01").remote_id, 1, reason),)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("OPEN", RemoteReturnState.EXPECTED),
        ("CLOSED", RemoteReturnState.OVER),
        ("DECLINED", RemoteReturnState.GIVEN_UP),
        ("CANCELED", RemoteReturnState.GIVEN_UP),
    ],
)
def test_the_state_of_a_return_is_followed(
    shopify: ShopifyBackend, status: str, state: RemoteReturnState
) -> None:
    number = shopify.order(("SAV-01", 1))
    shopify.ask_return(number, ("SAV-01", 1, "other"))
    shopify.ask_return(number, ("SAV-01", 1, "other"), status=status)

    assert order_now(shopify, number).returns[1].state is state


def test_without_the_right_to_read_returns_orders_still_come(shopify: ShopifyBackend) -> None:
    shopify.shop.scopes -= {"read_returns"}
    number = shopify.order(("SAV-01", 1))
    shopify.ask_return(number, ("SAV-01", 1, "other"))

    assert order_now(shopify, number).returns == ()
    missing = shopify.connector.probe().rights_missing
    assert any("lire les demandes de retour" in each for each in missing)


def test_an_order_that_nobody_sends_back_costs_no_further_question(shopify: ShopifyBackend) -> None:
    number = shopify.order(("SAV-01", 1))
    shopify.connector.probe()
    before = shopify.spent()

    order_now(shopify, number)

    assert shopify.spent() == before + 1


def _rma(
    backend: MagentoBackend, order_id: str, status: str, number: int = 7, *, touch: bool = True
) -> None:
    order = backend.shop.sales.order(order_id)
    for line in order["items"]:
        line["qty_shipped"] = line["qty_ordered"]
    backend.shop.sales.returns.append({
        "entity_id": number, "increment_id": f"{number:09d}", "order_id": order["entity_id"],
        "date_requested": backend.shop.goods.stamp(), "status": status,
        "items": [{
            "entity_id": 9, "rma_entity_id": number, "order_item_id": order["items"][0]["item_id"],
            "qty_requested": 1, "reason": "1001", "status": status,
        }],
    })  # fmt: skip
    if touch:
        backend.shop.sales.touch(order)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("pending", RemoteReturnState.EXPECTED),
        ("authorized", RemoteReturnState.EXPECTED),
        ("received", RemoteReturnState.EXPECTED),
        ("processed_closed", RemoteReturnState.OVER),
        ("denied", RemoteReturnState.GIVEN_UP),
        ("closed", RemoteReturnState.GIVEN_UP),
    ],
)
def test_a_return_of_adobe_commerce_comes_with_its_order(
    commerce: MagentoBackend, status: str, state: RemoteReturnState
) -> None:
    number = commerce.order(("SAV-01", 2))
    _rma(commerce, number, status)

    order = order_now(commerce, number)

    (told,) = order.returns
    assert (told.number, told.state) == ("000000007", state)
    assert told.lines == (RemoteReturnLine(goods(order, "SAV-01").remote_id, 1, "other"),)
    assert isinstance(told.declared_at, datetime)


def _told(backend: MagentoBackend, position: str) -> tuple[dict[str, list[str]], str]:
    """Return the returns of each order that a pull brings, and where the next begins."""
    records, after = pulled(backend.connector.pull_orders, position)
    orders = [backend.connector.read_order(each.body) for each in records]
    return {each.remote_id: [one.state.value for one in each.returns] for each in orders}, after


def test_a_return_comes_although_nothing_touches_its_order(commerce: MagentoBackend) -> None:
    # given orders that were pulled, one of which was sent back before
    first, other = commerce.order(("SAV-01", 2)), commerce.order(("SAV-01", 1))
    _rma(commerce, other, "closed")
    _known, position = _told(commerce, "")
    commerce.forward(600)
    _nothing, position = _told(commerce, position)

    # when a return is asked for, then allowed, then received and closed
    states = []
    for status in ("pending", "authorized", "authorized", "processed_closed", "processed_closed"):
        commerce.forward(600)
        commerce.shop.sales.returns[1:] = []
        _rma(commerce, first, status, number=8, touch=False)
        found, position = _told(commerce, position)
        states.append(found)

    # then its order comes with it each time it stands elsewhere, and not once it is over
    assert states == [
        {first: ["expected"]}, {first: ["expected"]}, {}, {first: ["over"]}, {},
    ]  # fmt: skip


def test_what_was_seen_of_returns_is_kept_and_begins_anew_when_it_cannot_be_read() -> None:
    seen = ReturnsSeen(8, {"7": "pending"})

    assert read_position(Position(returns=seen).text()).returns == seen
    for kept in (None, [], [1], ["1", {}], [1, []], {"last": 1}):
        assert read_seen(kept) is None


def test_the_free_edition_is_asked_once_whether_it_knows_returns(free: MagentoBackend) -> None:
    number = free.order(("SAV-01", 1))
    _rma(free, number, "pending")
    assert order_now(free, number).returns == ()
    before = free.spent()

    order_now(free, number)

    asked = [path for _method, path in free.server.calls[before:]]
    assert not any(path.endswith("/returns") for path in asked)


def test_a_right_that_lacks_stops_no_order(commerce: MagentoBackend) -> None:
    commerce.shop.rights_missing = {"Magento_Rma::magento_rma"}
    number = commerce.order(("SAV-01", 1))
    _rma(commerce, number, "pending")

    assert order_now(commerce, number).returns == ()


def test_a_return_that_cannot_be_read_leaves_its_order_readable(commerce: MagentoBackend) -> None:
    number = commerce.order(("SAV-01", 1))
    _rma(commerce, number, "pending")
    commerce.shop.sales.returns[0]["date_requested"] = "hier"

    assert order_now(commerce, number).returns == ()


def test_the_platforms_say_whether_they_tell_returns(
    shopify: ShopifyBackend, free: MagentoBackend
) -> None:
    assert shopify.connector.capabilities.returns is Returns.WITH_ORDER
    assert free.connector.capabilities.returns is Returns.PAID_EDITION
