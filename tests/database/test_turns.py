"""One station at a time talks to a shop; another takes over when it is gone."""

import threading
import time

import pytest
from sqlalchemy import text

from merchant_desk.database.database import Database, open_database
from merchant_desk.database.turns import Turns


def test_the_turn_is_had_by_one_thread_of_a_station_at_a_time(database: Database) -> None:
    turns = Turns(database)
    with turns.turn("shop:1") as ours, turns.turn("shop:1") as again, turns.turn("shop:2") as two:
        assert (ours, again, two) == (True, False, True)
    with turns.turn("shop:1") as ours:
        assert ours
    turns.close()


def test_the_turn_is_given_back_when_the_work_fails(database: Database) -> None:
    turns = Turns(database)
    with pytest.raises(ZeroDivisionError), turns.turn("shop:1"):
        1 / 0  # noqa: B018 - the failure itself
    with turns.turn("shop:1") as ours:
        assert ours
    turns.close()


def test_two_stations_never_talk_to_one_shop_at_once(postgresql_database: Database) -> None:
    here = Turns(postgresql_database)
    other_station = open_database(_url(postgresql_database))
    there = Turns(other_station)

    with here.turn("shop:1") as ours, there.turn("shop:1") as theirs, there.turn("shop:2") as free:
        assert (ours, theirs, free) == (True, False, True)
    with there.turn("shop:1") as theirs:
        assert theirs

    here.close()
    there.close()
    other_station.close()


def test_a_station_that_is_cut_off_loses_its_turn(postgresql_database: Database) -> None:
    here, there = Turns(postgresql_database), Turns(postgresql_database)
    taken, cut = threading.Event(), threading.Event()

    def talk() -> None:
        with here.turn("shop:1"):
            taken.set()
            cut.wait(20)

    station = threading.Thread(target=talk)
    station.start()
    assert taken.wait(20)
    with there.turn("shop:1") as theirs:
        assert not theirs

    with postgresql_database.writer.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks "
                "WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
        )
    assert _soon(there)
    cut.set()
    station.join(20)
    here.close()
    there.close()


def _soon(turns: Turns) -> bool:
    """Ask until the server has noticed that the other one is gone."""
    for _try in range(100):
        with turns.turn("shop:1") as ours:
            if ours:
                return True
        time.sleep(0.05)
    return False


def _url(database: Database) -> str:
    return database.writer.url.render_as_string(hide_password=False)
