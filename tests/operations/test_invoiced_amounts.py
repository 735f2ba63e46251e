"""The invoices of an order are together what was paid for what was sent."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.shop import Conflict
from merchant_desk.models.stock import Reservation
from merchant_desk.operations.settle_conflict import take_shop
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import (
    LineKind,
    RemoteLine,
    RemoteOrder,
    RemoteRefund,
    RemoteState,
)
from merchant_desk.values.words import OrderState
from tests.makers import remote_line, remote_order
from tests.operations.invoice_desk import SKUS, InvoiceDesk, invoice_desk

SOAP = remote_line(quantity=2, total=Money(1000))
CARRIAGE = remote_line("", 1, remote_id="ship", kind=LineKind.SHIPPING, total=Money(490))
DISCOUNT = remote_line("", 1, remote_id="off", kind=LineKind.FEE, total=Money(-600))


def _refund(cents: int, number: str = "1") -> RemoteRefund:
    return RemoteRefund(number, Money(cents), "")


def _totals(desk: InvoiceDesk, order: RemoteOrder, *parcels: list[int] | None) -> list[Money]:
    order_id = desk.receive(order)
    for units in parcels:
        desk.ship(order_id, units)
    return [page.ttc for page in desk.pages(order_id)]


def test_carriage_given_back_before_shipping_is_not_invoiced(
    database: Database, gesture: Gesture
) -> None:
    free = replace(CARRIAGE, refunded=CARRIAGE.total)
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1", SOAP, free, refunds=(_refund(490),)))
        desk.ship(order_id)

        page = desk.pages(order_id)[0]

        assert [line.name for line in page.lines] == [SOAP.name]
        assert (page.ttc, page.paid) == (Money(1000), Money(1000))


def test_a_rebate_that_names_no_line_lowers_the_invoice(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)

        totals = _totals(desk, remote_order("1", SOAP, CARRIAGE, refunds=(_refund(149),)), None)

        assert totals == [Money(1341)]


def test_a_discount_written_as_a_fee_follows_the_goods_into_each_parcel(
    database: Database, gesture: Gesture
) -> None:
    big = remote_line("BOU-MIE-120", 1, total=Money(5000))
    small = remote_line(quantity=1, total=Money(500))
    with database.write() as session:
        desk = invoice_desk(session, gesture)

        totals = _totals(desk, remote_order("1", small, big, DISCOUNT), [1, 0], None)

        assert totals == [Money(445), Money(4455)]


def test_a_unit_refunded_between_two_parcels_is_not_charged(
    database: Database, gesture: Gesture
) -> None:
    three = replace(SOAP, quantity=3, total=Money(1000))
    order = remote_order("1", three, CARRIAGE)
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(order)
        desk.ship(order_id, [1])
        back = replace(three, refunded_quantity=1, refunded=Money(333))
        desk.receive(replace(order, lines=(back, CARRIAGE), refunds=(_refund(333),)))
        take_shop(session, desk.gesture, session.scalars(select(Conflict.id)).one())
        desk.ship(order_id)

        pages = desk.pages(order_id)

        assert sum(page.ttc.cents for page in pages) == 1490 - 333
        assert [page.paid for page in pages] == [page.ttc for page in pages]


def test_what_is_cancelled_after_the_first_parcel_is_never_invoiced(
    database: Database, gesture: Gesture
) -> None:
    order = remote_order("1", SOAP, CARRIAGE)
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(order)
        desk.ship(order_id, [1])
        desk.receive(replace(order, state=RemoteState.CANCELLED, state_word="cancelled"))
        take_shop(session, desk.gesture, session.scalars(select(Conflict.id)).one())

        assert [page.ttc for page in desk.pages(order_id)] == [Money(990)]
        assert session.execute(select(Reservation)).first() is None


def test_a_refund_while_the_parcel_is_open_lowers_its_invoice(
    database: Database, gesture: Gesture
) -> None:
    order = remote_order("1", SOAP, CARRIAGE)
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(order)
        desk.ship(order_id, [1])
        free = replace(CARRIAGE, refunded=CARRIAGE.total)
        desk.receive(replace(order, lines=(SOAP, free), refunds=(_refund(490),)))
        desk.ship(order_id)

        assert [page.ttc for page in desk.pages(order_id)] == [Money(990), Money(500)]


def test_money_given_back_after_the_invoice_is_told_once_and_changes_no_invoice(
    database: Database, gesture: Gesture
) -> None:
    order = remote_order("1", SOAP, CARRIAGE)
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(order)
        desk.ship(order_id)
        for _time in range(2):
            desk.receive(replace(order, refunds=(_refund(490),)))

        conflict = session.scalars(select(Conflict)).one()
        settled = take_shop(session, desk.gesture, conflict.id)

        assert (conflict.field, conflict.shop_value) == (
            "refund",
            "refunded:490",
        )
        assert "un avoir est dû" in settled.advice
        assert [page.ttc for page in desk.pages(order_id)] == [Money(1490)]


def test_a_gift_and_free_carriage_bring_no_rate_of_their_own(
    database: Database, gesture: Gesture
) -> None:
    gift = remote_line("BOU-MIE-120", 1, total=ZERO, rate_bp=0)
    free = replace(CARRIAGE, total=ZERO, rate_bp=0)
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1", SOAP, gift, free))
        desk.ship(order_id)

        page = desk.pages(order_id)[0]

        assert [(line.ttc, line.rate_bp) for line in page.lines] == [
            (Money(1000), 2000),
            (ZERO, 2000),
        ]
        assert [row.rate_bp for row in page.vat_rows] == [2000]


def test_a_rate_corrected_in_the_shop_is_the_one_invoiced(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1", SOAP))
        desk.receive(remote_order("1", replace(SOAP, rate_bp=550)))
        desk.ship(order_id)

        assert [row.rate_bp for row in desk.pages(order_id)[0].vat_rows] == [550]


@st.composite
def _orders(draw: st.DrawFn) -> tuple[RemoteLine, ...]:
    """The same product may be on two lines; the discount never exceeds what it lessens."""
    cents, rate = st.integers(0, 9_000), st.sampled_from([2000, 1000, 550, 210])
    lines = []
    for rank in range(draw(st.integers(1, 4))):
        quantity = draw(st.integers(1, 5))
        back = draw(st.integers(0, quantity)) if draw(st.booleans()) else 0
        line = remote_line(
            draw(st.sampled_from(SKUS)),
            quantity,
            remote_id=f"line-{rank}",
            total=Money(draw(cents)),
            rate_bp=draw(rate),
            refunded_quantity=back,
        )
        lines.append(line)
    lines[0] = replace(lines[0], refunded_quantity=0)
    lines += [
        replace(CARRIAGE, remote_id=f"s{rank}", total=Money(draw(cents)), rate_bp=draw(rate))
        for rank in range(draw(st.integers(0, 2)))
    ]
    worth = sum(line.total.cents for line in lines if not line.refunded_quantity)
    if draw(st.booleans()):
        off = Money(-draw(st.integers(0, worth)))
        lines.append(replace(DISCOUNT, total=off, rate_bp=draw(rate)))
    return tuple(lines)


@given(
    lines=_orders(),
    parcels=st.integers(1, 4),
    rebate=st.sampled_from([0, 0, 1, 137]),
    draw=st.data(),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_ordered_refunded_and_split_no_cent_is_lost(
    sqlite_database: Database,
    gesture: Gesture,
    lines: tuple[RemoteLine, ...],
    parcels: int,
    rebate: int,
    draw: st.DataObject,
) -> None:
    worth = total(line.total for line in lines)
    named = total(
        line.total.part(line.refunded_quantity, line.quantity)
        for line in lines
        if line.kind is LineKind.PRODUCT
    )
    kept = worth - named
    loose = min(Money(rebate), max(ZERO, kept))
    refunds = (_refund((named + loose).cents),)
    with sqlite_database.write() as session, session.begin_nested() as attempt:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1", *lines, refunds=refunds))
        for rank in range(1, parcels + 1):
            due = _due(desk)
            units = due if rank == parcels else [draw.draw(st.integers(0, n)) for n in due]
            if any(units):
                desk.ship(order_id, units)

        pages = desk.pages(order_id)

        assert total(page.ttc for page in pages) == kept - loose
        assert all(page.ttc.cents >= 0 for page in pages)
        assert all(page.paid == page.ttc for page in pages)
        assert all(page.net + page.vat == page.ttc for page in pages)
        assert ledger_disagreements(session) == ()
        assert session.execute(select(Reservation)).first() is None
        attempt.rollback()


def _due(desk: InvoiceDesk) -> list[int]:
    lines = desk.session.scalars(
        select(OrderLine)
        .where(OrderLine.product_id.is_not(None))
        .order_by(OrderLine.position)
        .execution_options(populate_existing=True)
    )
    due = [line.quantity - line.cancelled - line.shipped for line in lines]
    return [units for units in due if units > 0]


@pytest.mark.parametrize("state", [RemoteState.CANCELLED, RemoteState.REFUNDED])
def test_an_order_given_back_whole_is_never_invoiced(
    database: Database, gesture: Gesture, state: RemoteState
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1", SOAP))
        desk.receive(remote_order("1", SOAP, state=state, refunds=(_refund(1000),)))

        assert desk.pages(order_id) == []
        assert session.execute(select(Reservation)).first() is None
        assert session.scalars(select(Order.state)).one() is OrderState.CANCELLED
