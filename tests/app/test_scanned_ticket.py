"""A ticket scanned anywhere leads to the counter, which takes back what it sold."""

from merchant_desk.app.facts import find_scan
from merchant_desk.database.database import Database
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.scan import scan_of_text
from tests.conftest import NOW
from tests.operations.counter_room import SOAP, counter_room


def test_a_ticket_leads_to_the_counter(database: Database, gesture: Gesture) -> None:
    ticket = counter_room(database, gesture).sold(SOAP).tickets[0]

    with database.read() as session:
        found = find_scan(session, scan_of_text(ticket.number.lower(), NOW))
        nothing = find_scan(session, scan_of_text("TA2026-000099", NOW))

    assert found is not None
    assert (found.screen, dict(found.argument)) == ("counter", {"ticket_id": ticket.ticket_id})
    assert nothing is None
