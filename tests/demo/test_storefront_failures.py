"""The sample storefront fails on demand, stops, and comes back with everything."""

from collections.abc import Iterator
from http.client import HTTPException

import pytest

from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.demo.storefront import Storefront
from tests.demo.calls import API, Clock, call, order


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shop(clock: Clock) -> Iterator[Storefront]:
    with Storefront(now=clock) as running:
        yield running


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (Failure.UNAUTHORISED, 401),
        (Failure.BUSY, 429),
        (Failure.BROKEN, 500),
        (Failure.MAINTENANCE, 503),
        (Failure.HTML, 200),
    ],
)
def test_it_fails_once_when_told_to(shop: Storefront, failure: Failure, status: int) -> None:
    shop.fail(Trouble(failure, retry_after="3"))

    failed = call(shop, f"{API}/orders")
    fine = call(shop, f"{API}/orders")

    assert (failed.status, failed.headers["Retry-After"]) == (status, "3")
    assert (fine.status, fine.body) == (200, [])


def test_it_cuts_the_connection_when_told_to(shop: Storefront) -> None:
    shop.fail(Trouble(Failure.CUT))

    with pytest.raises((HTTPException, OSError)):
        call(shop, f"{API}/orders")


def test_it_can_do_what_was_asked_and_lose_the_answer(shop: Storefront) -> None:
    number = shop.place_order(order())["id"]
    shop.fail(Trouble(Failure.DONE_THEN_CUT))

    with pytest.raises((HTTPException, OSError)):
        call(shop, f"{API}/orders/{number}", method="PUT", payload={"status": "completed"})

    assert shop.order(number)["status"] == "completed"


def test_stopped_and_started_again_it_has_its_port_and_its_orders(shop: Storefront) -> None:
    shop.place_order(order())
    address = shop.url
    shop.stop()

    with pytest.raises(OSError, match=r"refused|10061"):
        call(shop, "/wp-json/")

    shop.start()
    assert shop.url == address
    assert len(call(shop, f"{API}/orders").body) == 1


def test_every_call_is_remembered(shop: Storefront) -> None:
    call(shop, f"{API}/orders", {"page": "1"})

    seen = shop.requests[-1]
    assert (seen.method, seen.path, seen.query, seen.status) == (
        "GET", f"{API}/orders", "page=1", 200,
    )  # fmt: skip


def test_it_cannot_be_steered_over_http_unless_allowed(shop: Storefront) -> None:
    refused = call(shop, "/__control", method="POST", payload={"failure": "429"})
    with Storefront(controlled_over_http=True) as steered:
        accepted = call(steered, "/__control", method="POST", payload={"failure": "429"})
        failed = call(steered, f"{API}/orders")

    assert refused.status == 404
    assert (accepted.status, failed.status) == (200, 429)
