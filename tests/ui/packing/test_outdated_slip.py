"""A slip printed before its order changed: told at the bench, without stopping a scan."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from merchant_desk.models.order import Order
from merchant_desk.models.station import PrintJob
from merchant_desk.operations.note_edit import note_edit
from merchant_desk.operations.queue_print import begin_print, mark_printed
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.ui.packing.bench_room import Room
from tests.ui.packing.packing_shop import SLIP, SOAP


def test_a_slip_printed_before_the_order_changed_is_told_and_stops_no_scan(room: Room) -> None:
    _edit_after_printing(room, "1042")

    room.scan(SLIP, SOAP)

    room.qtbot.waitUntil(room.screen.parts.banner.isVisible)
    said = room.screen.parts.banner.accessibleName()
    assert said.startswith("Bon imprimé avant la modification de la commande")
    chips = {chip.text() for chip in room.screen.head._chips if chip.isVisible()}
    assert "Bon périmé" in chips
    assert room.packed() == {"SAV-LAV-100": 1}
    room.screen.parts.banner._close.click()
    room.scan(SOAP)
    room.settle()
    assert room.screen.parts.banner.isHidden()


def _edit_after_printing(room: Room, number: str) -> None:
    gesture = Gesture(utc_now(), "Camille Roux", STATION)
    with room.database.write() as session:
        order = session.get_one(Order, room.orders[number])
        (job_id,) = session.scalars(select(PrintJob.id)).all()
        begin_print(session, job_id, "Bureau")
        mark_printed(session, gesture, job_id)
        note_edit(session, replace(gesture, at=gesture.at + timedelta(seconds=1)), order)
