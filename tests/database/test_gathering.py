"""Changes told to PostgreSQL travel with the next question or the commit, and none is lost."""

import psycopg
import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.database.prepared import Prepared, ask_ahead, insert_into
from merchant_desk.errors import UnavailableError
from merchant_desk.models.base import table
from merchant_desk.models.station import Person
from merchant_desk.values.ids import PersonId, new_id
from tests.postgresql import Server

_PEOPLE = table(Person)
_NAMES = Prepared(select(_PEOPLE.c.name).where(_PEOPLE.c.active == bindparam("active")))


def _add(session: Session, name: str, its_id: PersonId | None = None) -> None:
    its_id = its_id or PersonId(new_id())
    insert_into(session, _PEOPLE, {"id": its_id, "name": name, "active": True})


def _names(session: Session) -> set[str]:
    return {row[0] for row in _NAMES.rows(session, active=True)}


def _known(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(Person.name)))


def test_a_question_sees_every_change_told_before_it(database: Database) -> None:
    def add_and_look(session: Session) -> tuple[set[str], set[str]]:
        _add(session, "Camille")
        prepared = _names(session)
        _add(session, "Hugo")
        return prepared, set(session.scalars(select(Person.name)))

    prepared, mapped = database.gesture(add_and_look).answer

    assert prepared == {"Camille"}
    assert mapped == {"Camille", "Hugo"}


def test_changes_that_no_question_followed_are_committed(database: Database) -> None:
    written = database.gesture(_add, "Camille")

    assert written.touched == {"person"}
    assert _known(database) == {"Camille"}


def test_a_refused_change_that_only_the_commit_sends_is_told_and_keeps_nothing(
    database: Database,
) -> None:
    twice = PersonId(new_id())
    database.gesture(_add, "Camille", twice)

    def add_two(session: Session) -> None:
        _add(session, "Hugo")
        _add(session, "Inès", twice)

    with pytest.raises(IntegrityError) as told:
        database.gesture(add_two)

    assert "Inès" not in str(told.value)
    assert twice.hex() not in str(told.value)
    assert _known(database) == {"Camille"}
    database.gesture(_add, "Louise")
    assert _known(database) == {"Camille", "Louise"}


def test_the_refusal_is_told_and_not_that_thousands_of_changes_after_it_were_left_out(
    database: Database,
) -> None:
    def add_many(session: Session) -> None:
        twice = PersonId(new_id())
        _add(session, "Camille", twice)
        _add(session, "Hugo", twice)
        for number in range(3000):
            _add(session, f"Personne {number} {'x' * 100}")
        _names(session)

    with pytest.raises(IntegrityError):
        database.gesture(add_many)

    assert _known(database) == set()


def test_answers_asked_ahead_are_those_of_now_even_after_a_change(database: Database) -> None:
    def look_twice(session: Session) -> tuple[set[str], set[str], set[str]]:
        asked = _NAMES.ahead(active=True)
        ask_ahead(session, asked)
        before = _names(session)
        ask_ahead(session, asked)
        _add(session, "Camille")
        told = _names(session)
        ask_ahead(session, asked)
        session.execute(update(_PEOPLE).values(name="Hugo"))
        return before, told, _names(session)

    assert database.gesture(look_twice).answer == (set(), {"Camille"}, {"Hugo"})


def test_what_a_savepoint_takes_back_was_never_there(database: Database) -> None:
    twice = PersonId(new_id())

    def add_some(session: Session) -> None:
        _add(session, "Camille", twice)
        with pytest.raises(IntegrityError), session.begin_nested():
            _add(session, "Hugo", twice)
        taken_back = session.begin_nested()
        _add(session, "Inès")
        taken_back.rollback()
        _add(session, "Louise")

    database.gesture(add_some)

    assert _known(database) == {"Camille", "Louise"}


def test_changes_before_a_rollback_do_not_come_back_with_the_next_commit(
    database: Database,
) -> None:
    def fail(session: Session) -> None:
        _add(session, "Camille")
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        database.gesture(fail)
    database.gesture(_add, "Hugo")

    assert _known(database) == {"Hugo"}


def test_a_connection_that_died_unnoticed_is_replaced(
    postgresql_database: Database, postgresql_server: Server
) -> None:
    postgresql_database.gesture(_add, "Camille")
    url = postgresql_server.url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )

    with pytest.raises(UnavailableError):
        postgresql_database.gesture(_add, "Hugo")
    postgresql_database.gesture(_add, "Louise")

    assert _known(postgresql_database) == {"Camille", "Louise"}
