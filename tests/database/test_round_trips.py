"""How often the server is asked: each round trip is a wait at a station that packs."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, select, text, update
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.database.prepared import Prepared, ask_ahead, insert_into
from merchant_desk.models.base import Model, table
from merchant_desk.models.station import Person, Setting
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PersonId, new_id
from tests.makers import remote_line, remote_order
from tests.operations.depot import depot

traced = pytest.mark.skipif(
    sys.platform != "linux", reason="only libpq of Linux writes down what it sends"
)

_PEOPLE, _SETTINGS = table(Person), table(Setting)
_NAMES = Prepared(select(_PEOPLE.c.name).order_by(_PEOPLE.c.name))
_NAMED = Prepared(select(_PEOPLE.c.id).where(_PEOPLE.c.name == bindparam("wanted")))
_RENAME = Prepared(
    update(_PEOPLE)
    .where(_PEOPLE.c.name == bindparam("before"))
    .values(name=bindparam("after"))
    .returning(_PEOPLE.c.id)
)
_DISMISS = Prepared(delete(_PEOPLE).where(_PEOPLE.c.name == bindparam("wanted")))


class Trips:
    """How many times the server was waited for."""

    count = 0


@contextmanager
def _trips(session: Session) -> Iterator[Trips]:
    """Count what libpq itself notes: each round trip of ours ends with one Sync."""
    driver: Any = session.connection().connection.dbapi_connection
    found = Trips()
    with tempfile.TemporaryFile("w+b") as notes:
        driver.pgconn.trace(notes.fileno())
        try:
            yield found
        finally:
            driver.pgconn.untrace()
        notes.seek(0)
        found.count = sum(b"\tSync" in line for line in notes)


def _add(session: Session, name: str) -> None:
    insert_into(session, _PEOPLE, {"id": PersonId(new_id()), "name": name, "active": True})


def _names(session: Session) -> list[str]:
    return [row[0] for row in _NAMES.rows(session)]


@traced
def test_what_is_asked_ahead_goes_with_the_next_question(postgresql_database: Database) -> None:
    with postgresql_database.write() as session:
        _add(session, "Camille")
        with _trips(session) as trips:
            ask_ahead(session, _NAMED.ahead(wanted="Camille"), _NAMED.ahead(wanted="Hugo"))
            names = _names(session)
            camille, hugo = (
                _NAMED.rows(session, wanted="Camille"),
                _NAMED.rows(session, wanted="Hugo"),
            )

    assert (names, len(camille), len(hugo)) == (["Camille"], 1, 0)
    assert trips.count == 1


@traced
def test_an_answer_outlives_a_change_of_something_else(postgresql_database: Database) -> None:
    with postgresql_database.write() as session:
        ask_ahead(session, _NAMED.ahead(wanted="Camille"))
        _names(session)
        with _trips(session) as trips:
            insert_into(session, _SETTINGS, {"station": "", "key": "a", "value": "b"})
            answer = _NAMED.rows(session, wanted="Camille")

    assert (len(answer), trips.count) == (0, 0)


@pytest.mark.parametrize("how", ["insert", "update", "delete", "mapped", "by hand"])
def test_no_answer_outlives_a_change_of_what_it_is_about(database: Database, how: str) -> None:
    changes: dict[str, Callable[[Session], object]] = {
        "insert": lambda session: _add(session, "Inès"),
        "update": lambda session: _RENAME.returned(session, before="Camille", after="Inès"),
        "delete": lambda session: _DISMISS.write(session, {"wanted": "Camille"}),
        "mapped": lambda session: session.execute(update(Person).values(name="Inès")),
        "by hand": lambda session: session.execute(text("UPDATE person SET name = 'Inès'")),
    }
    with database.write() as session:
        _add(session, "Camille")
        ask_ahead(session, _NAMES.ahead())
        _NAMED.rows(session, wanted="Camille")  # takes the other along
        changes[how](session)
        session.flush()

        assert _names(session) == list(session.scalars(select(Person.name).order_by(Person.name)))
        assert _names(session) != ["Camille"]


def test_what_was_asked_ahead_and_never_wanted_is_forgotten_at_the_end(
    database: Database,
) -> None:
    with database.write() as session:
        ask_ahead(session, _NAMES.ahead())
        _add(session, "Camille")
    with database.write() as session:
        ask_ahead(session, _NAMES.ahead())
        session.rollback()
    with database.write() as session:
        _add(session, "Hugo")

        assert _names(session) == ["Camille", "Hugo"]


def test_a_question_ahead_that_the_server_refuses_is_told(postgresql_database: Database) -> None:
    wrong = Prepared(select(text("not_a_column")).select_from(_PEOPLE))

    with postgresql_database.read() as session:
        ask_ahead(session, wrong.ahead())
        with pytest.raises(ProgrammingError):
            _names(session)


def test_no_row_changes_because_a_row_of_another_table_does() -> None:
    """Else an answer about the one could outlive a change of the other."""
    keys = [
        (key.ondelete, key.onupdate)
        for each in Model.metadata.tables.values()
        for column in each.columns
        for key in column.foreign_keys
    ]

    assert keys
    assert set(keys) == {(None, None)}


@traced
def test_an_order_is_received_and_shipped_whole_in_seven_round_trips(
    postgresql_database: Database, gesture: Gesture
) -> None:
    with postgresql_database.write() as session:
        shop = depot(session, gesture)
        shop.receive()  # the customer is known from here on
    with postgresql_database.write() as session, _trips(session) as received:
        told = remote_order("0002", *[remote_line(sku) for sku in ("SAV-LAV-100", "BOU-MIE-120")])
        order_id = accept_order(session, gesture, shop.shop, told).order_id
    with postgresql_database.write() as session, _trips(session) as shipped:
        said = ship_orders(session, gesture, [order_id])

    assert not said.refused
    assert (received.count, shipped.count) == (3, 2)  # and each its commit


@traced
def test_a_packed_parcel_leaves_in_two_round_trips(
    postgresql_database: Database, gesture: Gesture
) -> None:
    with postgresql_database.write() as session:
        shop = depot(session, gesture)
        parcel_id = shop.fill(shop.receive(), [1])
    with postgresql_database.write() as session, _trips(session) as trips:
        closed = close_parcel(session, gesture, parcel_id)

    assert closed.invoice.number
    assert trips.count == 2  # and its commit
