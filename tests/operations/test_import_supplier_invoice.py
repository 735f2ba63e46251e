"""Invoices of suppliers are kept once, with their bytes and what was noticed."""

import sqlite3
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.import_supplier_invoice import (
    AlreadyReceivedError,
)
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.queries.supplier_invoice_card import (
    supplier_invoice_file,
)
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.supplier_invoices import (
    Gap,
)
from tests.makers import make_product, make_profile
from tests.operations.supplier_desk import card_of, gaps_of, make_shelf, paid_of_day, take_in
from tests.received.made import bill, cii, many_lines


def test_an_invoice_is_kept_with_its_bytes_and_its_lines_are_recognised(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf = make_shelf(session, gesture)

        done = take_in(session, gesture)

        card = card_of(session, done.invoice_id)
        kept = supplier_invoice_file(session, done.invoice_id)
        assert kept == ReceivedFile("facture.xml", cii())
        assert (done.lines, done.matched, done.findings) == (2, 2, ())
        assert (card.total, card.left, card.due_on) == (
            Money(8424),
            Money(8424),
            date(2026, 12, 2),
        )
        assert [line.product_id for line in card.lines] == [shelf.soap, shelf.candle]
        assert card.lines[0].batch_id == shelf.soap_batch
        assert gaps_of(card) == [[], [Gap.NO_RECEIPT]]
        assert [each.name for each in card.steps] == ["Prise en charge"]


def test_the_same_invoice_is_kept_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        first = take_in(session, gesture)

        with pytest.raises(AlreadyReceivedError) as same_bytes:
            take_in(session, gesture)
        with pytest.raises(AlreadyReceivedError) as same_number:
            take_in(session, gesture, bill(order="CMD-78"))

    assert same_bytes.value.invoice_id == same_number.value.invoice_id == first.invoice_id
    assert "déjà là" in same_bytes.value.title


def test_a_number_met_on_another_day_and_an_invoice_for_someone_else_are_told(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_profile(session)
        take_in(session, gesture)

        again = take_in(session, gesture, bill(issued="20261103"))

    assert [each.rule for each in again.findings] == ["DOUBLON", "DEST_ERR"]
    assert "02/11/2026" in again.findings[0].sentence


def test_a_credit_note_is_kept_below_zero(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        done = take_in(session, gesture, bill(kind="381", due=""))
        card = card_of(session, done.invoice_id)

        left = pay_supplier_invoice(session, gesture, done.invoice_id, paid_of_day(-8424))

    assert (card.total, card.left, card.lines[0].quantity) == (
        Money(-8424), Money(-8424), -120_000,
    )  # fmt: skip
    assert left == ZERO


def test_the_database_itself_refuses_to_change_what_came(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        take_in(session, gesture)

    for change in ("UPDATE supplier_invoice SET total = 1", "DELETE FROM supplier_invoice_line"):
        with pytest.raises(DatabaseError), sqlite_database.write() as session:
            session.execute(text(change))


def test_a_long_invoice_asks_no_more_than_a_short_one(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        for place in range(40):
            make_product(session, f"SKU-{place}", name=f"Article {place}", ean=None)
        driver = cast("sqlite3.Connection", session.connection().connection.driver_connection)

        asked = []
        for number, lines in (("SHORT", 3), ("LONG", 40)):
            told: list[str] = []
            driver.set_trace_callback(told.append)
            done = take_in(session, gesture, replace(many_lines(lines), number=number))
            driver.set_trace_callback(None)
            asked.append(sum(each.startswith("SELECT") for each in told))
            assert done.matched == lines

    assert asked[0] == asked[1] <= 12


def test_an_invoice_of_the_shop_itself_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_profile(session)
        ours = read_seller(session.scalars(select(ShopProfile.seller)).one()).siren

        with pytest.raises(RefusedError, match="une de vos ventes"):
            take_in(session, gesture, bill(siren=ours, vat=""))


def test_an_invoice_dated_to_come_is_told(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        done = take_in(session, gesture, bill(issued="20261122", due="20261222"))

    assert [each.sentence for each in done.findings] == ["Sa date, le 22/11/2026, est à venir."]
