"""The books of a period, from real gestures: to the cent, the same twice, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from merchant_desk.database.database import Database
from merchant_desk.models.seal import DrawerMove
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.operations.credit_invoice import CreditAsked, Refund, credit_invoice
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.rules.vat_summary import VatSection
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.closings import ClosingLevel, DrawerKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, PaymentId, RecordId, new_id
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.settings import (
    ACCOUNTING_COUNTER,
)
from tests import makers
from tests.conftest import STATION
from tests.operations.counter_room import HONEY, SOAP, counter_room
from tests.operations.invoice_desk import invoice_desk
from tests.queries.books_desk import (
    LESSON,
    SOAPS,
    YEAR,
    books,
    counted,
    issue,
    pay,
)

DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31))


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Database:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
    return database


def test_an_order_paid_online_is_a_payment_then_an_invoice_and_the_customer_owes_nothing(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = invoice_desk(session, gesture)
        shop.ship(shop.receive(makers.remote_order()))

    told = books(database)

    assert [(each.number, each.entry.journal.code) for each in told.entries] == [
        (1, "BQ"),
        (2, "VE"),
    ]
    assert counted(told, "411") == ZERO
    assert counted(told, "511500") == Money(590)
    assert (told.vat.collected, counted(told, "44571")) == (Money(98), Money(-98))
    assert told.holds


def test_a_service_is_due_in_the_month_of_its_payment(desk: Database, gesture: Gesture) -> None:
    with desk.write() as session:
        lesson = issue(session, gesture, LESSON)
        pay(session, replace(gesture, at=gesture.at + timedelta(days=20)), lesson, 12000)

    november, december = books(desk), books(desk, DECEMBER)

    assert (november.vat.collected, counted(november, "44574")) == (ZERO, Money(-2000))
    assert december.vat.of(VatSection.SERVICES) == Money(2000)
    assert counted(december, "44574") == Money(2000)
    assert november.holds
    assert december.holds


def test_a_service_invoiced_last_year_is_due_when_it_is_paid_this_year(
    desk: Database, gesture: Gesture
) -> None:
    with desk.write() as session:
        lesson = issue(session, gesture, LESSON)
        pay(session, replace(gesture, at=gesture.at + timedelta(days=60)), lesson, 12000)

    january = books(desk, Period(date(2027, 1, 1), date(2027, 1, 31)))

    assert january.vat.collected == Money(2000)
    assert january.entries[0].number == 1
    assert january.holds


def test_a_deposit_its_final_invoice_and_its_payments_come_to_the_sale(
    desk: Database, gesture: Gesture
) -> None:
    with desk.write() as session:
        part = replace(SOAPS, name="Acompte", quantity=1, category=SOAPS.category)
        deposit = issue(session, gesture, part, kind=InvoiceKind.DEPOSIT)
        pay(session, gesture, deposit, 600)
        final = issue(session, gesture, SOAPS, deposit_ids=(deposit,))
        pay(session, gesture, final, 600)

    told = books(desk)

    for settled in ("411", "4191", "44587"):
        assert counted(told, settled) == ZERO
    assert counted(told, "44571") == Money(-200)
    assert told.vat.of(VatSection.DEPOSITS) == ZERO
    assert told.journal.total == Money(1200)
    assert told.holds


def test_a_credit_note_with_its_refund_leaves_nothing(desk: Database, gesture: Gesture) -> None:
    with desk.write() as session:
        invoice = issue(session, gesture)
        pay(session, gesture, invoice, 1200, "card")
        asked = CreditAsked(invoice, "Retour", refund=Refund(PaymentId(new_id()), "card"))
        credit_invoice(session, gesture, DraftId(new_id()), asked)

    told = books(desk)

    for nothing in ("411", "511500", "707", "44571"):
        assert counted(told, nothing) == ZERO
    assert told.vat.collected == ZERO
    assert told.holds


def test_a_goodwill_is_a_rebate_and_no_sale_taken_back(desk: Database, gesture: Gesture) -> None:
    with desk.write() as session:
        invoice = issue(session, gesture)
        asked = CreditAsked(invoice, "Geste commercial", amount=Money(120))
        credit_invoice(session, gesture, DraftId(new_id()), asked)

    told = books(desk)

    assert (counted(told, "707"), counted(told, "7097")) == (Money(-1000), Money(100))
    assert counted(told, "44571") == Money(-180)
    assert told.holds


def test_a_correction_counts_once(desk: Database, gesture: Gesture) -> None:
    with desk.write() as session:
        first = issue(session, gesture)
        issue(
            session, gesture, replace(SOAPS, quantity=3), kind=InvoiceKind.CORRECTED,
            corrects_id=first, reason="Quantité",
        )  # fmt: skip

    told = books(desk)

    assert counted(told, "411") == Money(1800)
    assert told.journal.total == Money(1800)
    assert told.holds


def test_a_day_at_the_counter_is_one_entry_with_a_debit_a_means(
    database: Database, gesture: Gesture
) -> None:
    room = counter_room(database, gesture)
    room.sold(SOAP, HONEY)
    room.sold(SOAP, means=Means.CASH)

    told = books(database)

    (numbered,) = told.entries
    assert numbered.entry.piece == "Z-A-20261121"
    assert counted(told, "511500") == Money(1330)
    assert counted(told, "530000") == Money(590)
    assert counted(told, "411") == ZERO
    assert told.holds
    assert {each.key for each in told.notes} == {"open_days"}


def test_each_ticket_is_an_entry_when_she_wants_it_so(database: Database, gesture: Gesture) -> None:
    room = counter_room(database, gesture)
    room.sold(SOAP)
    room.sold(HONEY)
    with database.write() as session:
        save_setting(session, gesture, ACCOUNTING_COUNTER, "ticket")

    told = books(database)

    assert [each.entry.piece for each in told.entries] == ["TA2026-000001", "TA2026-000002"]
    assert told.holds


def test_a_return_at_the_counter_takes_the_sale_back(database: Database, gesture: Gesture) -> None:
    room = counter_room(database, gesture)
    sold = room.sold(SOAP)
    room.back(sold.tickets[0].ticket_id)
    room.scan(SOAP)
    room.pay(Means.CARD)
    room.sell()

    told = books(database)

    assert counted(told, "707") == ZERO
    assert counted(told, "511500") == ZERO
    assert told.holds


def test_an_invoice_that_details_a_ticket_counts_once(database: Database, gesture: Gesture) -> None:
    room = counter_room(database, gesture)
    sold = room.sold(SOAP)
    with database.write() as session:
        soap = replace(
            SOAPS, quantity=1, unit_price=replace(SOAPS.unit_price, millionths=5_900_000)
        )
        issue(session, room.next(), soap, details_id=sold.tickets[0].ticket_id)

    told = books(database)

    assert counted(told, "707") + counted(told, "44571") == Money(-590)
    assert [row.details for row in told.journal.rows] == [True, False]
    assert told.journal.total == Money(590)
    assert told.holds


def test_a_ticket_paid_on_a_later_day_settles_the_customers_of_the_counter(
    database: Database, gesture: Gesture
) -> None:
    room = counter_room(database, gesture)
    ticket = room.sold(SOAP).tickets[0].ticket_id
    with database.write() as session:
        back, again = replace(gesture, at=gesture.at), gesture.at + timedelta(days=3)
        pay(session, back, ticket, -590, "card")
        pay(session, replace(gesture, at=again), ticket, 590, "transfer")

    told = books(database)

    assert [counted(told, each) for each in ("411", "511500", "512")] == [ZERO, ZERO, Money(590)]
    parties = {line.party for each in told.entries for line in each.entry.lines if line.party}
    assert {party.code for party in parties} == {"COMPTOIR"}


def test_a_ticket_after_the_closing_counts_the_next_day_and_so_does_its_money(
    database: Database, gesture: Gesture
) -> None:
    end = replace(gesture, at=gesture.at.replace(month=11, day=30))
    room = counter_room(database, end)
    room.sold(SOAP)
    with database.write() as session:
        close_period(session, room.next(), CloseAsked(ClosingLevel.DAY, date(2026, 11, 30)))
    room.sold(HONEY)

    november, december, year = books(database), books(database, DECEMBER), books(database, YEAR)

    assert counted(november, "511500") == Money(590)
    assert counted(december, "511500") == Money(740)
    assert counted(november, "411") == ZERO
    assert [each.entry for each in year.entries] == [
        each.entry for each in (*november.entries, *december.entries)
    ]


def test_the_drawer_and_its_difference_are_in_the_books(desk: Database, gesture: Gesture) -> None:
    with desk.write() as session:
        for kind, cents in ((DrawerKind.FLOAT, 10000), (DrawerKind.DIFFERENCE, -30)):
            session.add(
                DrawerMove(
                    id=RecordId(new_id()), station_id=STATION, kind=kind, amount=Money(cents),
                    day=date(2026, 11, 21), note="", at=gesture.at, by="Camille",
                )
            )  # fmt: skip

    told = books(desk)

    assert counted(told, "530000") == Money(9970)
    assert counted(told, "658000") == Money(30)
