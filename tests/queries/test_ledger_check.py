"""What the check of the ledgers says when two figures that should be one are not."""

import pytest
from sqlalchemy import delete, text, update

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.invoice import InvoiceSeries
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.models.station import PrintJob
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import ParcelState
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
    remote_line,
    remote_order,
)

SOAP = "3760123456784"


@pytest.fixture
def packed(database: Database, gesture: Gesture) -> Database:
    """Two soaps of an order of three shipped; the third is still due."""
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        soap = make_product(session)
        put_stock(session, gesture, soap, make_bin(session, make_location(session), "B2"), 10)
        shop = make_shop(session)
        order = remote_order("1042", remote_line(quantity=3))
        order_id = accept_order(session, gesture, shop, order).order_id
        parcel = open_parcel(session, gesture, order_id).parcel_id
        for _unit in range(2):
            scan_at_packing(session, gesture, parcel, scan_of_text(SOAP, gesture.at))
        close_parcel(session, gesture, parcel)
    return database


def _said(database: Database) -> list[str]:
    with database.read() as session:
        return [each.sentence for each in ledger_disagreements(session)]


def test_a_day_as_it_should_be_has_nothing_to_say(packed: Database) -> None:
    assert _said(packed) == []


def test_a_level_that_is_not_the_sum_of_its_moves_is_named_with_both_figures(
    packed: Database,
) -> None:
    with packed.write() as session:
        session.execute(update(table(StockLevel)).values(quantity=9))

    assert _said(packed) == [
        (
            "«\u00a0Savon lavande 100 g\u00a0», emplacement B2\u00a0: le stock noté est 9, "
            "ses mouvements donnent 8."
        )
    ]


def test_a_series_that_does_not_end_at_its_last_number_is_named(packed: Database) -> None:
    with packed.write() as session:
        session.execute(update(table(InvoiceSeries)).values(last_counter=2))

    assert _said(packed) == ["La série FA2026 ne s’arrête pas à son dernier numéro."]


def test_a_gap_in_the_numbers_is_named(packed: Database) -> None:
    with packed.write() as session:
        allow = "SET LOCAL session_replication_role = replica"
        session.execute(text("DROP TRIGGER invoice_no_update" if packed.is_sqlite else allow))
        session.execute(text("UPDATE invoice SET counter = 2, number = 'FA2026-000002'"))
        session.execute(update(table(InvoiceSeries)).values(last_counter=2))

    assert _said(packed) == ["La facture FA2026-000002 ne suit pas la précédente de sa série."]


@pytest.mark.parametrize("gone", [OutboxMessage, PrintJob])
def test_a_parcel_without_its_papers_or_its_message_is_named(
    packed: Database, gone: type[OutboxMessage | PrintJob]
) -> None:
    with packed.write() as session:
        session.execute(delete(table(gone)))

    assert len(_said(packed)) == 1
    assert _said(packed)[0].startswith("Colis 1 de la commande 1042")


def test_an_open_parcel_that_left_things_behind_is_named(packed: Database) -> None:
    with packed.write() as session:
        session.execute(update(table(Parcel)).values(state=ParcelState.OPEN))

    assert len(_said(packed)) == 1


def test_a_promise_that_is_not_what_is_due_is_named(packed: Database) -> None:
    with packed.write() as session:
        session.execute(update(table(Reservation)).values(quantity=2))
    more = _said(packed)
    with packed.write() as session:
        session.execute(delete(table(Reservation)))
    none = _said(packed)

    assert [each.endswith("ce n’est pas ce qu’elle attend.") for each in more + none] == [True] * 2
    assert "0 unité(s) promise(s)" in none[0]
