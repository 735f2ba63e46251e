"""Settings, people and stations: kept where they belong, and read back as they were meant."""

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.station import Person, Station
from merchant_desk.operations.rename_station import rename_station
from merchant_desk.operations.save_settings import (
    add_person,
    register_station,
    remove_person,
    save_setting,
)
from merchant_desk.queries.settings import settings
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import StationId
from merchant_desk.values.settings import PRINTER_INVOICE, SCANNER_GAP_MS, Scope, Setting
from tests.makers import make_station

OTHER = StationId(bytes.fromhex("0193000000007000800000000000000b"))
GREETING = Setting("test.greeting", "", "Salut", Scope.SHOP)


def test_a_printer_is_chosen_for_one_station_only(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        save_setting(session, gesture, PRINTER_INVOICE, "Bureau")
        save_setting(session, gesture, PRINTER_INVOICE, "Ticket")
        save_setting(session, gesture, GREETING, "Bonjour")

        here, there = settings(session, gesture.station_id), settings(session, OTHER)

        assert (here.get(PRINTER_INVOICE), there.get(PRINTER_INVOICE)) == ("Ticket", "")
        assert (here.get(GREETING), there.get(GREETING)) == ("Bonjour", "Bonjour")


def test_a_number_that_was_spoiled_in_the_file_is_the_usual_one(
    database: Database, gesture: Gesture
) -> None:
    as_text = Setting(SCANNER_GAP_MS.key, "", "", SCANNER_GAP_MS.scope)
    with database.write() as session:
        for written, read in (("60", 60), ("-3", -3), ("vite", 35), ("", 35), ("1.5", 35)):
            save_setting(session, gesture, as_text, written)

            assert settings(session, gesture.station_id).get(SCANNER_GAP_MS) == read


@pytest.mark.parametrize("meant", [True, False])
def test_yes_and_no_are_read_back_as_they_were_written(meant: bool) -> None:
    wanted = Setting("test.sound", not meant, "Son", Scope.STATION)

    assert wanted.read(wanted.write(meant)) is meant
    assert wanted.read(None) is not meant


def test_a_person_who_comes_back_is_the_same_person(database: Database) -> None:
    with database.write() as session:
        camille = add_person(session, "  Camille \n Roux ")
        session.flush()
        remove_person(session, camille)
        session.flush()
        assert session.scalars(select(Person.active)).all() == [False]

        again = add_person(session, "Camille Roux")

        session.flush()
        assert again == camille
        people = session.execute(select(Person.name, Person.active)).all()
        assert [tuple(each) for each in people] == [("Camille Roux", True)]


@pytest.mark.parametrize("name", ["", "  \n ", "x" * 61])
def test_a_person_without_a_name_that_can_be_shown_is_refused(
    database: Database, name: str
) -> None:
    with database.write() as session:
        with pytest.raises(RefusedError, match="n’a pas été ajoutée"):
            add_person(session, name)

        assert session.scalars(select(Person)).all() == []


def test_the_letter_of_a_station_never_changes_and_is_never_shared(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        first = register_station(session, gesture.station_id, "Comptoir", gesture.at)
        session.flush()
        second = register_station(session, OTHER, "Atelier", gesture.at)
        session.flush()

        again = register_station(session, gesture.station_id, "Autre nom", gesture.at)

        assert (first, second, again) == ("A", "B", "A")
        assert session.get_one(Station, gesture.station_id).name == "Comptoir"


def test_the_twenty_seventh_station_has_a_letter_too(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        for rank in range(26):
            register_station(session, StationId(bytes([1] * 15 + [rank])), "Poste", gesture.at)
            session.flush()

        assert register_station(session, OTHER, "Poste", gesture.at) == "AA"


def test_a_station_takes_the_name_people_give_it(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)

        assert rename_station(session, gesture, "  Grand \n comptoir ") == "Grand comptoir"

        session.flush()
        kept = session.execute(select(Station.name, Station.letter)).one()
        assert tuple(kept) == ("Grand comptoir", "A")


@pytest.mark.parametrize("name", ["", " \t", "x" * 41])
def test_a_station_keeps_its_name_rather_than_none(
    database: Database, gesture: Gesture, name: str
) -> None:
    with database.write() as session:
        make_station(session, gesture)

        with pytest.raises(RefusedError, match="n’a pas changé de nom"):
            rename_station(session, gesture, name)

        assert session.scalars(select(Station.name)).one() == "Poste 1"


def test_a_station_that_the_shop_does_not_know_is_not_renamed(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session, pytest.raises(RefusedError):
        rename_station(session, gesture, "Comptoir")
