"""What every connector owes the desk: the shop is told apart, orders come whole and once."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from merchant_desk.connectors import CONNECTORS
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.capabilities import Can, StockMeaning
from merchant_desk.sync.connector import RecordKind
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import LineKind, RemoteState
from tests.connectors.reading import (
    NEVER_WAS,
    carriage,
    goods,
    living,
    new_orders,
    order_now,
    pulled,
)
from tests.storefronts.backend import Backend


def test_the_connector_is_listed_and_says_how_to_sign_in(backend: Backend) -> None:
    connector = backend.connector

    assert CONNECTORS[connector.key] is type(connector)
    assert connector.title
    assert Can.ORDERS in connector.capabilities.can
    assert any(each.secret for each in connector.sign_in.fields)
    assert connector.sign_in.help_page


def test_no_key_shows_when_an_account_is_written_out(backend: Backend) -> None:
    account = backend.account

    shown = f"{account!r} {backend.connector!r}"

    secrets = [account.key, account.secret, *account.more.values()]
    assert not [each for each in secrets if each and each in shown]


def test_a_probe_tells_who_the_shop_is_and_writes_nothing(backend: Backend) -> None:
    order = backend.order(("SAV-01", 1))
    before, _position = pulled(backend.connector.pull_orders)
    products, _position = pulled(backend.connector.pull_products)

    facts = backend.connector.probe()

    assert facts.currency == "EUR"
    assert ZoneInfo(facts.time_zone).key == facts.time_zone
    assert facts.name
    assert facts.identity
    assert (facts.can_write, facts.rights_missing, facts.problems) == (True, (), ())
    assert abs(facts.clock_skew_s) <= 2
    assert backend.shipments(order) == []
    assert pulled(backend.connector.pull_orders)[0] == before
    assert pulled(backend.connector.pull_products)[0] == products


def test_a_second_connector_finds_the_same_shop(backend: Backend) -> None:
    assert backend.reopened().probe().identity == backend.connector.probe().identity


def test_every_state_that_an_order_has_is_told_by_the_probe(backend: Backend) -> None:
    orders = [backend.order(("SAV-01", 1)), backend.order(("SAV-01", 1), paid=False)]
    backend.cancel(backend.order(("SAV-01", 1)))

    states = backend.connector.probe().order_states

    words = [each.word for each in states]
    assert len(set(words)) == len(words)
    assert all(each.label for each in states)
    assert {order_now(backend, each).state_word for each in orders} <= set(words)


def test_an_order_comes_whole(backend: Backend) -> None:
    number = backend.order(("SAV-01", 2), ("TAB-M", 1))

    order = order_now(backend, number)

    line = goods(order, "SAV-01")
    assert (line.quantity, line.total, line.vat, line.rate_bp) == (2, Money(1380), Money(230), 2000)
    assert goods(order, "TAB-M").total == Money(3490)
    assert total(each.total for each in order.lines) == order.total == Money(4870) + carriage(order)
    assert [each.kind for each in order.lines].count(LineKind.SHIPPING) <= 1
    assert order.state is RemoteState.READY
    assert order.number
    assert order.customer.email
    assert order.shipping.city
    assert abs(order.placed_at - backend.now()) < timedelta(minutes=2)


def test_an_article_of_an_order_is_named_as_its_product_is(backend: Backend) -> None:
    order = order_now(backend, backend.order(("SAV-01", 1), ("TAB-S", 1)))

    for sku in ("SAV-01", "TAB-S"):
        line = goods(order, sku)
        assert (line.variation_remote_id or line.product_remote_id) == backend.article(sku)


def test_what_was_paid_is_told_from_what_was_not(backend: Backend) -> None:
    paid = order_now(backend, backend.order(("SAV-01", 1)))
    unpaid = order_now(backend, backend.order(("SAV-01", 1), paid=False))

    assert paid.paid_at is not None
    assert paid.payments == () or total(each.amount for each in paid.payments) == paid.total
    assert unpaid.paid_at is None
    assert unpaid.payments == ()
    assert unpaid.state in {RemoteState.UNPAID, RemoteState.ON_HOLD}


def test_receiving_again_brings_the_same_versions(backend: Backend) -> None:
    backend.order(("SAV-01", 1))

    first, _position = pulled(backend.connector.pull_orders)
    second, _position = pulled(backend.reopened().pull_orders)

    assert {(r.remote_id, r.version) for r in first} == {(r.remote_id, r.version) for r in second}
    assert {each.kind for each in first} == {RecordKind.ORDER}


def test_one_order_fetched_is_the_order_that_was_pulled(backend: Backend) -> None:
    number = backend.order(("SAV-01", 1))
    records, _position = pulled(backend.connector.pull_orders)

    fetched = backend.connector.fetch_order(number)

    assert fetched in records
    assert backend.connector.fetch_order(NEVER_WAS) is None


def test_an_edit_comes_as_a_new_version(backend: Backend) -> None:
    number = backend.order(("SAV-01", 1))
    before, position = pulled(backend.connector.pull_orders)
    backend.forward(300)
    backend.edit_note(number, "Plutôt mardi")

    later = new_orders(backend, before, position)

    assert list(later) == [number]


def test_an_edit_in_the_second_of_the_position_is_not_lost(backend: Backend) -> None:
    number = backend.order(("SAV-01", 1))
    backend.edit_note(number, "un")
    before, position = pulled(backend.connector.pull_orders)
    backend.edit_note(number, "deux")

    assert list(new_orders(backend, before, position)) == [number]


def test_an_order_of_the_second_of_the_position_is_not_lost(backend: Backend) -> None:
    backend.order(("SAV-01", 1))
    before, position = pulled(backend.connector.pull_orders)
    number = backend.order(("SAV-01", 1))

    assert list(new_orders(backend, before, position)) == [number]


def test_more_orders_in_one_second_than_a_page_holds_all_arrive(backend: Backend) -> None:
    size = backend.connector.capabilities.page_size
    numbers = {backend.order(("CAR-09", 1), paid=False) for _each in range(size + 20)}

    records, _position = pulled(backend.connector.pull_orders)

    assert numbers <= {each.remote_id for each in records}


def test_orders_that_move_between_two_pages_hide_no_other(backend: Backend) -> None:
    size = backend.connector.capabilities.page_size
    numbers = [backend.order(("CAR-09", 1), paid=False) for _each in range(size + 20)]
    first = backend.connector.pull_orders("")
    backend.forward(30)
    for number in numbers[: size // 2]:
        backend.edit_note(number, "plus tard")
    numbers.append(backend.order(("SAV-01", 1)))

    rest, position = pulled(backend.connector.pull_orders, first.next_position)
    rest += pulled(backend.connector.pull_orders, position)[0]

    assert len(first.records) <= size
    assert set(numbers) <= {each.remote_id for each in (*first.records, *rest)}
    assert set(numbers[: size // 2]) <= {each.remote_id for each in rest}


def test_a_cancelled_order_comes_as_such(backend: Backend) -> None:
    number = backend.order(("SAV-01", 1))
    before, position = pulled(backend.connector.pull_orders)
    backend.forward(60)
    backend.cancel(number)

    assert new_orders(backend, before, position)[number].state is RemoteState.CANCELLED


def test_money_given_back_in_the_shop_is_told(backend: Backend) -> None:
    number = backend.order(("SAV-01", 2))
    before, position = pulled(backend.connector.pull_orders)
    backend.forward(60)
    backend.note_refund(number, 300)

    order = new_orders(backend, before, position)[number]

    assert [each.amount for each in order.refunds] == [Money(300)]
    assert total(each.total for each in order.lines) == order.total


def test_a_state_that_no_platform_ships_with_is_no_crash(backend: Backend) -> None:
    number = backend.order(("SAV-01", 1))
    if not backend.odd_state(number):
        pytest.skip(f"{backend.connector.title} lets nobody make a state")

    order = order_now(backend, number)

    assert order.state_word
    assert isinstance(order.state, RemoteState)


def test_older_orders_are_left_alone_when_she_asks_for_a_day(backend: Backend) -> None:
    backend.order(("SAV-01", 1))
    before = backend.now()
    backend.forward(6 * 3600)
    since = backend.now()
    new = backend.order(("SAV-01", 1))

    position = backend.connector.orders_from(since)
    records, _position = pulled(backend.connector.pull_orders, position)

    overlap = timedelta(seconds=backend.connector.capabilities.overlap_s)
    assert new in {each.remote_id for each in records}
    if since - before > overlap:
        assert {each.remote_id for each in records} == {new}


def test_orders_are_counted_from_a_day_on(backend: Backend) -> None:
    everything = backend.connector.count_orders(None)
    backend.order(("SAV-01", 1))
    backend.forward(6 * 3600)
    since = backend.now() - timedelta(seconds=1)
    backend.order(("SAV-01", 1))

    if everything is None:
        assert backend.connector.count_orders(since) is None
    else:
        assert backend.connector.count_orders(None) == everything + 2
        assert backend.connector.count_orders(since) == 1


def test_an_order_deleted_for_good_is_missing_from_the_list(backend: Backend) -> None:
    since = backend.now() - timedelta(seconds=1)
    kept, gone = backend.order(("SAV-01", 1)), backend.order(("SAV-01", 1))
    assert {kept, gone} <= living(backend, since)

    deleted = backend.delete_order(gone)

    assert kept in living(backend, since)
    assert (gone in living(backend, since)) is not deleted
    assert (backend.connector.fetch_order(gone) is None) is deleted


def test_a_sale_lowers_the_stock_that_counts_what_can_be_sold(backend: Backend) -> None:
    backend.set_stock("SAV-01", 40)
    backend.order(("SAV-01", 2))

    sellable = backend.connector.capabilities.stock_meaning is StockMeaning.SELLABLE
    assert backend.stock("SAV-01") == (38 if sellable else 40)


@pytest.mark.parametrize(
    "body", ["", "null", "[]", "{}", '{"id": 1', "[" * 100_000, "<a/>", "<a>", "\x00"]
)
def test_what_is_no_record_is_refused(backend: Backend, body: str) -> None:
    with pytest.raises(RemoteDataError):
        backend.connector.read_order(body)
    with pytest.raises(RemoteDataError):
        backend.connector.read_product(body)
