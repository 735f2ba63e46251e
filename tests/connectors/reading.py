"""What the contract suite reads from a shop through its connector: whole pulls, whole lists."""

from collections.abc import Callable
from datetime import datetime

import pytest

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.capabilities import Can
from merchant_desk.sync.connector import Page, RawRecord
from merchant_desk.sync.intents import Outcome, PushResult
from merchant_desk.values.money import Money
from merchant_desk.values.remote import (
    LineKind,
    RemoteLevel,
    RemoteLine,
    RemoteOrder,
    RemoteProduct,
)
from tests.storefronts.backend import ARTICLES, Article, Backend
from tests.storefronts.fake_server import Failure

NEVER_WAS = "999999999"
MANY_PAGES = 400


def pulled(pull: Callable[[str], Page], position: str = "") -> tuple[list[RawRecord], str]:
    """Pull until the end; return the records and the last position."""
    records: list[RawRecord] = []
    for _page in range(MANY_PAGES):
        page = pull(position)
        records += page.records
        position = page.next_position
        if page.finished:
            return records, position
    raise AssertionError("the pull never ends")


def new_orders(backend: Backend, since: list[RawRecord], position: str) -> dict[str, RemoteOrder]:
    """Return the orders that came as a version which was not there before."""
    known = {(each.remote_id, each.version) for each in since}
    records, _position = pulled(backend.connector.pull_orders, position)
    fresh = [each for each in records if (each.remote_id, each.version) not in known]
    return {each.remote_id: backend.connector.read_order(each.body) for each in fresh}


def order_now(backend: Backend, order_id: str) -> RemoteOrder:
    """Return one order as the connector sees it now."""
    record = backend.connector.fetch_order(order_id)
    assert record is not None
    assert record.remote_id == order_id
    return backend.connector.read_order(record.body)


def goods(order: RemoteOrder, sku: str) -> RemoteLine:
    """Return the line of this article."""
    (line,) = [each for each in order.lines if each.kind is LineKind.PRODUCT and each.sku == sku]
    return line


def carriage(order: RemoteOrder) -> Money:
    """Return what the carriage costs, tax included."""
    lines = [each.total.cents for each in order.lines if each.kind is LineKind.SHIPPING]
    return Money(sum(lines))


def sold(backend: Backend) -> dict[str, RemoteProduct]:
    """Return everything that can be sold, by its code, as a first pull brings it."""
    records, _position = pulled(backend.connector.pull_products)
    products = [backend.connector.read_product(each.body) for each in records]
    return {each.sku: each for each in products if each.sellable and not each.deleted}


def levels(backend: Backend) -> dict[str, RemoteLevel]:
    """Return what the list of levels shows now, by remote id."""
    found: dict[str, RemoteLevel] = {}
    position = ""
    for _page in range(MANY_PAGES):
        page = backend.connector.list_levels(position)
        found |= {each.remote_id: each for each in page.levels}
        position = page.next_position
        if not position:
            return found
    raise AssertionError("the list never ends")


def living(backend: Backend, since: datetime) -> set[str]:
    """Return the ids of the orders placed since then that are still there."""
    found: set[str] = set()
    position = ""
    for _page in range(MANY_PAGES):
        page = backend.connector.list_orders(since, position)
        found |= set(page.remote_ids)
        position = page.next_position
        if not position:
            return found
    raise AssertionError("the list never ends")


def article(sku: str) -> Article:
    """Return what every backend sells under this code."""
    return next(each for each in ARTICLES if each.sku == sku)


def needs(backend: Backend, can: Can) -> None:
    """Leave a test that is about something this platform cannot do: it says so itself."""
    if can not in backend.connector.capabilities.can:
        pytest.skip(f"{backend.connector.title} does not declare {can}")


def needs_failures(backend: Backend) -> None:
    """Leave a test that needs a network which fails on demand."""
    if not backend.fail():
        pytest.skip("this server's network cannot be made to fail")


def answer_lost(backend: Backend, at: int, push: Callable[[], object]) -> bool:
    """Push while the answer to the call ``at`` is lost; tell whether there was such a call."""
    before = backend.http.spent
    backend.fail(*[Failure.NONE] * at, Failure.DONE_THEN_CUT)
    try:
        push()
    except UnavailableError:
        return True
    finally:
        backend.fail()
    return backend.http.spent - before > at


def outcomes(results: list[PushResult]) -> list[Outcome]:
    """Return what became of each."""
    return [each.outcome for each in results]


def is_explained_refusal(result: PushResult) -> bool:
    """Tell whether a push was refused in words she can read."""
    return result.outcome is Outcome.REFUSED and " " in result.reason
