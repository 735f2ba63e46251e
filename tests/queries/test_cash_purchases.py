"""What was ordered of suppliers is paid once: by its terms, then by the invoice that came."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.models.purchasing import Purchase, Supplier
from merchant_desk.operations.import_supplier_invoice import import_supplier_invoice
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.money import Money
from merchant_desk.values.received_invoice import ReceivedFile
from tests.cash_accounts import make_account
from tests.conftest import STATION
from tests.operations.purchase_desk import Buying, make_buying, receive, sent
from tests.received.made import bill, cii

TODAY = date(2026, 11, 23)


def _at(gesture: Gesture, day: date) -> Gesture:
    return replace(gesture, at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def _ordered(session: Session, gesture: Gesture, day: date) -> tuple[Buying, PurchaseId]:
    buying = make_buying(session, gesture)
    make_account(session, gesture, 100_000, TODAY - timedelta(days=1))
    return buying, sent(session, _at(gesture, day), buying, 60)


def _purchases(session: Session) -> list[Flow]:
    told = cash_forecast(session, STATION, TODAY).flows
    return [each for each in told if each.source is FlowSource.PURCHASE]


def _vat_in(net: int) -> Money:
    return -(Money(net) + Money(net).part(20, 100))


NET = 60 * 19_875 // 100 + 1_500
"""Sixty soaps and their carriage, before VAT."""


def test_what_came_is_certain_and_what_is_to_come_likely(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying, purchase_id = _ordered(session, gesture, TODAY)
        receive(session, _at(gesture, TODAY), buying, purchase_id, 24)

        came, to_come = _purchases(session)

    assert (came.certain, to_come.certain) == (True, False)
    assert came.amount == _vat_in(24 * 19_875 // 100 + 1_500)
    assert came.amount + to_come.amount == _vat_in(NET)
    assert came.why == "Reçue le 23/11/2026, pas encore facturée\u00a0; à payer à 30 jours."
    assert came.due_on == date(2026, 12, 23)


def test_what_an_invoice_asks_for_is_no_longer_told_by_its_order(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        _buying, purchase_id = _ordered(session, gesture, TODAY)
        number = session.scalars(select(Purchase.number).where(Purchase.id == purchase_id)).one()
        data = cii(bill(order=number, due="20261210"))
        received = read_invoice_file("f.xml", data)
        import_supplier_invoice(session, gesture, received, ReceivedFile("f.xml", data))

        (left,) = _purchases(session)
        bills = cash_forecast(session, STATION, TODAY).flows

    assert left.amount == _vat_in(NET).part(NET - 7_020, NET)
    (asked,) = (each for each in bills if each.source is FlowSource.SUPPLIER_INVOICE)
    assert asked.amount == Money(-8_424)


def test_goods_that_fell_due_are_taken_for_paid_where_no_invoice_of_their_supplier_is_kept(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        buying, purchase_id = _ordered(session, gesture, date(2026, 9, 1))
        receive(session, _at(gesture, date(2026, 9, 10)), buying, purchase_id, 60)

        assert _purchases(session) == []


def test_a_supplier_abroad_charges_no_vat(sqlite_database: Database, gesture: Gesture) -> None:
    with sqlite_database.write() as session:
        buying, _purchase_id = _ordered(session, gesture, TODAY)
        session.get_one(Supplier, buying.supplier).vat_number = "BE0123456749"
        session.flush()

        (flow,) = _purchases(session)

    assert flow.amount == Money(-NET)
