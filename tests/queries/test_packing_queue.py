"""What waits at the packing station, and what a parcel shows."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.unscan_item import unscan_last
from merchant_desk.queries.packing import (
    due_words,
    find_to_pack,
    packing_count,
    packing_queue,
)
from merchant_desk.queries.parcel_view import parcel_view
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId
from merchant_desk.values.remote import RemoteCustomer
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import ParcelState, ScanOutcome
from tests import makers
from tests.makers import remote_line, remote_order

SOAP, CANDLE = "3760123456784", "3760123450003"
HOUR = timedelta(hours=1)


def _shop(session: Session, gesture: Gesture) -> dict[str, OrderId]:
    """Three orders in a wave, the second one late, and one that nobody picked yet."""
    makers.make_station(session, gesture)
    makers.make_profile(session)
    location = makers.make_location(session)
    soap = makers.make_product(session)
    candle = makers.make_product(session, "BOU-MIE-120", name="Bougie miel 120 g", ean=CANDLE)
    session.get_one(Product, soap).weight_g = 105
    for product, code in ((soap, "B2"), (candle, "A10")):
        shelf = makers.make_bin(session, location, code)
        makers.put_stock(session, gesture, product, shelf, 20)
    shop = makers.make_shop(session)
    placed = {}
    for number, hours in (("1042", 6), ("1043", -2), ("1044", 30), ("1045", 5)):
        lines = (remote_line(quantity=2), remote_line("BOU-MIE-120"))
        buyer = RemoteCustomer("", f"Cliente {number}", "c@example.com", "")
        order = remote_order(number, *lines, customer=buyer, note="Sonnez deux fois")
        placed[number] = accept_order(session, gesture, shop, order).order_id
        session.get_one(Order, placed[number]).ship_by_at = gesture.at + HOUR * hours
    session.flush()
    make_wave(session, gesture, [placed[number] for number in ("1042", "1043", "1044")])
    return placed


def _later(gesture: Gesture, seconds: int) -> Gesture:
    at = gesture.at + timedelta(seconds=seconds)
    return Gesture(at, gesture.person, gesture.station_id)


def test_the_queue_holds_the_orders_of_the_waves_the_late_ones_first(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        _shop(session, gesture)

        queue = packing_queue(session, gesture.at)

    assert [(each.number, each.due, each.late) for each in queue] == [
        ("1043", "En retard", True),
        ("1042", "Avant 16\u00a0h\u00a030", False),
        ("1044", "Demain", False),
    ]
    assert [each.articles for each in queue] == [3, 3, 3]


def test_an_open_parcel_tells_how_far_it_is(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        placed = _shop(session, gesture)
        parcel = open_parcel(session, gesture, placed["1045"]).parcel_id
        scan_at_packing(session, gesture, parcel, scan_of_text(SOAP, gesture.at))

        found = {each.number: each for each in packing_queue(session, gesture.at)}

    assert (found["1045"].parcel_open, found["1045"].packed) == (True, 1)
    assert not found["1044"].parcel_open


def test_the_rest_of_a_partly_sent_order_waits_only_while_its_parcel_is_open(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        placed = _shop(session, gesture)
        parcel = open_parcel(session, gesture, placed["1042"]).parcel_id
        scan_at_packing(session, gesture, parcel, scan_of_text(SOAP, gesture.at))
        close_parcel(session, gesture, parcel)

        assert packing_count(session) == 2
        open_parcel(session, gesture, placed["1042"])
        again = {each.number: each for each in packing_queue(session, gesture.at)}

    assert again["1042"].articles == 2


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("1045", ["1045"]),
        ("#1045", ["1045"]),
        ("CLIENTE 1044", ["1044"]),
        ("", ["1043", "1042", "1044"]),
        ("100%_", []),
    ],
)
def test_any_order_that_may_be_packed_is_found(
    database: Database, gesture: Gesture, typed: str, numbers: list[str]
) -> None:
    with database.write() as session:
        _shop(session, gesture)

        found = find_to_pack(session, typed, gesture.at)

    assert [each.number for each in found] == numbers


@pytest.mark.parametrize(
    ("hours", "words"), [(5.5, "Avant 16\u00a0h"), (-0.1, "En retard"), (54, "Lundi")]
)
def test_when_an_order_must_leave_is_said_as_people_say_it(
    now: datetime, hours: float, words: str
) -> None:
    assert due_words(now + HOUR * hours, now) == words


def _packed(session: Session, gesture: Gesture) -> ParcelId:
    placed = _shop(session, gesture)
    parcel = open_parcel(session, gesture, placed["1042"]).parcel_id
    for step, code in enumerate((SOAP, "4006381333931", SOAP)):
        scan = scan_of_text(code, gesture.at)
        scan_at_packing(session, _later(gesture, step), parcel, scan)
    return parcel


def test_a_parcel_shows_its_order_its_lines_and_its_last_scans(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        parcel = _packed(session, gesture)
        unscan_last(session, _later(gesture, 9), parcel)

        view = parcel_view(session, parcel, gesture.at)

    assert view is not None
    assert (view.order_number, view.customer, view.city) == ("1042", "Cliente 1042", "Lyon")
    assert (view.note, view.paid, view.open) == ("Sonnez deux fois", True, True)
    assert [(line.sku, line.bins, line.packed, line.wanted) for line in view.lines] == [
        ("BOU-MIE-120", "A10", 0, 1),
        ("SAV-LAV-100", "B2", 1, 2),
    ]
    assert view.lines[1].code == "3 760123 456784"
    assert (view.weight_g, view.weight_complete) == (105, True)
    assert [(each.outcome, each.undone) for each in view.scans] == [
        (ScanOutcome.ADDED, True),
        (ScanOutcome.UNKNOWN, False),
        (ScanOutcome.ADDED, False),
    ]


def test_a_closed_parcel_shows_its_invoice(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        parcel = _packed(session, gesture)
        scan_at_packing(session, gesture, parcel, scan_of_text(CANDLE, gesture.at))

        view = parcel_view(session, parcel, gesture.at)

    assert view is not None
    assert (view.state, view.invoice_number) == (ParcelState.CLOSED, "FA2026-000001")
    assert (view.weight_g, view.weight_complete) == (210, False)


def test_an_unknown_parcel_shows_nothing(database: Database, now: datetime) -> None:
    with database.read() as session:
        assert parcel_view(session, ParcelId(bytes(16)), now) is None
