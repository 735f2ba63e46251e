"""What keeps a version from being installed: a parcel on the bench, a day that sold."""

from merchant_desk.database.database import Database
from merchant_desk.queries.recorded import recorded
from merchant_desk.queries.update_moment import open_work
from merchant_desk.rules.update_moment import OpenWork, obstacles
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.invoice_page import InvoiceKind
from tests.conftest import NOW, STATION
from tests.sealed_shop import begin, issue


def _work(database: Database) -> OpenWork:
    with database.read() as session:
        return open_work(session, STATION, NOW)


def test_a_shop_where_nothing_is_open_may_install(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        begin(session, gesture)

    assert _work(database) == OpenWork()
    assert obstacles(_work(database)) == ()


def test_a_day_of_invoices_waits_for_nothing_where_no_day_is_ever_closed(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        begin(session, gesture)
        issue(session, gesture, kind=InvoiceKind.INVOICE)
    assert _work(database).days == ()

    with database.write() as session:
        issue(session, gesture)

    assert _work(database).days == (paris_date(NOW),), "a ticket: there is a counter"
    with database.read() as session:
        assert recorded(session).sealed == 2


def test_what_is_open_is_said_in_the_order_of_the_shop() -> None:
    days = (paris_date(NOW),)

    told = obstacles(OpenWork(days=(*days, *days), parcels=2, baskets=1))

    assert [each.split()[0] for each in told] == ["1", "2", "2"]
    assert "panier" in told[0]
    assert "colis" in told[1]
    assert "journées" in told[2]
    assert obstacles(OpenWork(days=days)) == ("La journée du 21 novembre 2026 n’est pas clôturée.",)
