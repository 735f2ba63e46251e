"""The list of orders: views, filters, search, sorts, and what it amounts to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.queries.order_scan import order_of_scan
from merchant_desk.queries.orders import OrdersQuery, OrdersTotal, order_views, orders_total
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from merchant_desk.values.order_views import OrderMark, OrderTab, Period
from merchant_desk.values.remote import Delivery
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import PaymentState
from tests.ui.orders.day import make_day


@contextmanager
def _day(database: Database, gesture: Gesture) -> Iterator[tuple[Session, OrdersQuery]]:
    with database.write() as session:
        make_day(session, gesture)
    with database.read() as session:
        yield session, OrdersQuery(gesture.at)


def _numbers(session: Session, query: OrdersQuery) -> list[str]:
    return [row.number for row in query.fetch(session, 0, 50)]


@pytest.mark.parametrize(
    ("tab", "numbers"),
    [
        (OrderTab.TO_PREPARE, ["1047", "1046", "1045", "1044"]),
        (OrderTab.IN_PROGRESS, ["1043", "1042"]),
        (OrderTab.WAITING, ["1048"]),
        (OrderTab.BLOCKED, ["1041"]),
        (OrderTab.SHIPPED, ["1040"]),
        (OrderTab.CANCELLED, ["1039"]),
    ],
)
def test_each_view_keeps_its_orders_and_counts_them(
    database: Database, gesture: Gesture, tab: OrderTab, numbers: list[str]
) -> None:
    with _day(database, gesture) as (session, query):
        view = replace(query, tab=tab)

        assert _numbers(session, view) == numbers
        assert view.count(session) == len(numbers)
        assert order_views(session, gesture.at).counts[tab] == len(numbers)
        assert len(view.ids(session)) == len(numbers)


def test_an_order_is_late_from_the_instant_it_should_have_left(
    database: Database, gesture: Gesture
) -> None:
    with _day(database, gesture) as (session, query):
        row = query.fetch(session, 6, 1)[0]
        before = OrdersQuery(row.ship_by_at, OrderTab.LATE)
        after = OrdersQuery(row.ship_by_at + timedelta(seconds=1), OrderTab.LATE)

        assert row.number == "1042"
        assert "1042" not in _numbers(session, before)
        assert "1042" in _numbers(session, after)


@pytest.mark.parametrize(
    ("changes", "numbers"),
    [
        ({"mark": OrderMark.NOTE}, ["1042"]),
        ({"mark": OrderMark.GIFT}, ["1046"]),
        ({"mark": OrderMark.SHORT}, ["1044"]),
        ({"mark": OrderMark.CONFLICT}, []),
        ({"mark": OrderMark.NO_TRACKING}, []),
        ({"delivery": Delivery.RELAY}, ["1047"]),
        ({"payment": PaymentState.PENDING}, ["1048"]),
        ({"period": Period.TODAY, "tab": OrderTab.CANCELLED}, []),
        ({"text": "roux"}, ["1042"]),
        ({"text": "#1043"}, ["1043"]),
        ({"text": "epicerie du port"}, ["1040"]),
        ({"text": "dieppe"}, ["1045", "1040"]),
        ({"text": "XY123456789JB"}, ["1040"]),
        ({"text": "XY1234"}, ["1040"]),
        ({"text": "FA2026-000001"}, ["1040"]),
        ({"text": "client1046@example.com"}, ["1046"]),
        ({"text": "ro"}, ["1042"]),
    ],
)
def test_filters_and_words_keep_what_they_say(
    database: Database, gesture: Gesture, changes: dict[str, object], numbers: list[str]
) -> None:
    with _day(database, gesture) as (session, query):
        filtered = replace(query, **changes)  # type: ignore[arg-type]  # named in the table

        assert _numbers(session, filtered) == numbers
        assert filtered.count(session) == len(numbers)


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "' OR 1=1 --",
        '"" * NEAR(',
        "%",
        "_____",
        "a\0b",
        "(((",
        "*",
        "\ud83d\ude00",
        "x" * 5000,
    ],
)
def test_absurd_words_are_only_words(database: Database, gesture: Gesture, typed: str) -> None:
    with _day(database, gesture) as (session, query):
        assert _numbers(session, replace(query, text=typed)) == []


def test_the_total_is_that_of_the_whole_filter(database: Database, gesture: Gesture) -> None:
    with _day(database, gesture) as (session, query):
        rows = query.fetch(session, 0, 50)

        answer = orders_total(session, query)
        nothing = orders_total(session, replace(query, text="nobody"))

        assert answer == OrdersTotal(10, Money(sum(row.total.cents for row in rows)))
        assert nothing == OrdersTotal(0, Money(0))


@pytest.mark.parametrize("key", ["placed", "number", "customer", "articles", "total", "ship_by"])
def test_every_order_of_the_rows_is_the_same_backwards(
    database: Database, gesture: Gesture, key: str
) -> None:
    with _day(database, gesture) as (session, query):
        forwards = _numbers(session, query.sorted_by(key, descending=False))
        backwards = _numbers(session, query.sorted_by(key, descending=True))

        assert forwards == backwards[::-1]
        assert len(set(forwards)) == 10


@pytest.mark.parametrize(
    ("tab", "index"),
    [
        (OrderTab.ALL, "ix_sales_order_placed_at"),
        (OrderTab.SHIPPED, "ix_sales_order_state_placed_at"),
    ],
)
def test_a_page_of_many_orders_is_read_from_an_index_without_sorting(
    sqlite_database: Database, gesture: Gesture, tab: OrderTab, index: str
) -> None:
    with _day(sqlite_database, gesture) as (session, query):
        page = replace(query, tab=tab)._ordered(session).limit(200)
        words = page.compile(session.get_bind(), compile_kwargs={"literal_binds": True})

        plan = " ".join(row.detail for row in session.execute(text(f"EXPLAIN QUERY PLAN {words}")))

        assert index in plan
        assert "TEMP B-TREE" not in plan


def test_pages_follow_each_other_without_a_gap(database: Database, gesture: Gesture) -> None:
    with _day(database, gesture) as (session, query):
        paged = [row.number for start in range(0, 12, 3) for row in query.fetch(session, start, 3)]

        assert paged == _numbers(session, query)


def test_a_row_says_what_must_be_known_before_picking(database: Database, gesture: Gesture) -> None:
    with _day(database, gesture) as (session, query):
        rows = {row.number: row for row in query.fetch(session, 0, 50)}

        assert (rows["1044"].short, rows["1044"].can_pick) == (True, True)
        assert (rows["1042"].has_note, rows["1042"].short) == (True, False)
        assert rows["1046"].has_gift
        assert (rows["1041"].can_pick, bool(rows["1041"].blocked_reason)) == (False, True)
        assert rows["1048"].can_pick is False


@pytest.mark.parametrize(
    ("code", "number", "by_slip"),
    [("MDO1047", "1047", True), ("mdo1047", "1047", True), ("XY123456789JB", "1040", False)],
)
def test_a_slip_or_a_label_names_its_order(
    database: Database, gesture: Gesture, code: str, number: str, *, by_slip: bool
) -> None:
    with _day(database, gesture) as (session, _query):
        found = order_of_scan(session, scan_of_text(code, gesture.at))

        assert found is not None
        assert (found.number, found.by_slip) == (number, by_slip)


def test_a_code_of_no_order_names_none(database: Database, gesture: Gesture) -> None:
    with _day(database, gesture) as (session, _query):
        assert order_of_scan(session, scan_of_text("MDO9999", gesture.at)) is None
