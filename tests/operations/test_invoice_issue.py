"""The number and the day of an invoice, and its copies: the same for ever."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.documents.invoice import render
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.station import PrintJob, ShopProfile, Station
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, OrderId, StationId
from merchant_desk.values.vat import VatTreatment
from merchant_desk.values.words import DocumentKind, PrintState
from tests.makers import remote_order
from tests.operations.invoice_desk import InvoiceDesk, invoice_desk


def _shipped(desk: InvoiceDesk, number: str = "1", **changes: Any) -> OrderId:
    order_id = desk.receive(remote_order(number, **changes))
    desk.ship(order_id)
    return order_id


def _numbers(session: Session) -> list[tuple[str, date]]:
    rows = session.execute(
        select(Invoice.number, Invoice.issue_date).order_by(Invoice.series_id, Invoice.counter)
    )
    return sorted((number, day) for number, day in rows)


def test_the_year_of_a_number_is_the_year_in_paris(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        desk.gesture = replace(gesture, at=datetime(2026, 12, 31, 22, 0, tzinfo=UTC))
        _shipped(desk, number="1")
        desk.gesture = replace(gesture, at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
        _shipped(desk, number="2")

        assert _numbers(session) == [
            ("FA2026-000001", date(2026, 12, 31)),
            ("FA2027-000001", date(2027, 1, 1)),
        ]


def test_a_clock_set_back_a_day_takes_no_number(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        _shipped(desk, number="1")
        late = desk.receive(remote_order("2"))
    yesterday = replace(gesture, at=datetime(2026, 11, 20, 12, 0, tzinfo=UTC))

    with pytest.raises(RefusedError, match="21/11/2026"), database.write() as session:
        replace(desk, session=session, gesture=yesterday).ship(late)

    with database.write() as session:
        replace(desk, session=session).ship(late)
        assert [number for number, _day in _numbers(session)] == ["FA2026-000001", "FA2026-000002"]


def test_a_parcel_that_failed_gives_its_number_back(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1"))
    with pytest.raises(ZeroDivisionError):
        _ship_and_fail(database, desk, order_id)

    with database.write() as session:
        replace(desk, session=session).ship(order_id)
        assert [number for number, _day in _numbers(session)] == ["FA2026-000001"]


def _ship_and_fail(database: Database, desk: InvoiceDesk, order_id: OrderId) -> None:
    with database.write() as session:
        replace(desk, session=session).ship(order_id)
        raise ZeroDivisionError


def test_two_stations_never_share_a_number(database: Database, gesture: Gesture) -> None:
    other = StationId(bytes.fromhex("0193000000007000800000000000000b"))
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        session.add(Station(id=other, name="Poste 2", letter="B", created_at=gesture.at))
        session.flush()
        for number, station in (("1", gesture.station_id), ("2", other), ("3", other)):
            desk.gesture = replace(desk.gesture, station_id=station)
            _shipped(desk, number=number)

        numbers = [number for number, _day in _numbers(session)]

        assert numbers == ["FA2026-000001", "FB2026-000001", "FB2026-000002"]


def test_a_reprint_is_the_original_to_the_byte_whatever_changed_since(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = _shipped(desk, paid_at=None)
        invoice_id = session.scalars(select(Invoice.id)).one()
        original = render(invoice_page(session, invoice_id, as_duplicate=True))
        session.execute(update(ShopProfile).values(vat_treatment=VatTreatment.FRANCHISE))
        desk.receive(remote_order("1"))

        assert render(desk.pages(order_id)[0]) == original


def test_every_copy_after_the_first_is_a_duplicata_with_its_rank(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        _shipped(desk)
        invoice_id = session.scalars(select(Invoice.id)).one()
        ranks = [_rank(session, invoice_id)]
        job = session.scalars(select(PrintJob).where(PrintJob.kind == DocumentKind.INVOICE)).one()
        job.state = PrintState.PRINTED
        session.flush()
        ranks.append(_rank(session, invoice_id))

        assert ranks == [0, 1]


def _rank(session: Session, invoice_id: InvoiceId) -> int:
    return invoice_page(session, invoice_id, as_duplicate=True).duplicate


def test_an_empty_parcel_is_neither_closed_nor_invoiced(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        parcel = open_parcel(session, gesture, desk.receive(remote_order("1"))).parcel_id

        with pytest.raises(RefusedError, match="il est vide"):
            close_parcel(session, gesture, parcel)

        assert _numbers(session) == []
