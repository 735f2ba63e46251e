"""One station at a time talks to a shop; another takes over when it is gone."""

import threading
import time

import pytest
from sqlalchemy import text

from merchant_desk.database.database import Database, open_database
from merchant_desk.database.turns import Turns
from merchant_desk.errors import TurnLostError, UnavailableError


def test_the_turn_is_had_by_one_thread_of_a_station_at_a_time(database: Database) -> None:
    turns = Turns(database)
    with turns.turn("shop:1") as ours, turns.turn("shop:1") as again, turns.turn("shop:2") as two:
        assert (ours is not None, again, two is not None) == (True, None, True)
    with turns.turn("shop:1") as ours:
        assert ours is not None
    turns.close()


def test_the_turn_is_given_back_when_the_work_fails(database: Database) -> None:
    turns = Turns(database)
    with pytest.raises(ZeroDivisionError), turns.turn("shop:1"):
        1 / 0  # noqa: B018 - the failure itself
    with turns.turn("shop:1") as ours:
        assert ours is not None
    turns.close()


def test_two_stations_never_talk_to_one_shop_at_once(postgresql_database: Database) -> None:
    here = Turns(postgresql_database)
    other_station = open_database(_url(postgresql_database))
    there = Turns(other_station)

    with here.turn("shop:1") as ours, there.turn("shop:1") as theirs, there.turn("shop:2") as free:
        assert (ours is not None, theirs, free is not None) == (True, None, True)
    with there.turn("shop:1") as theirs:
        assert theirs is not None

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
        assert theirs is None

    cut_other_stations(postgresql_database)
    assert _soon(there)
    cut.set()
    station.join(20)
    here.close()
    there.close()


def test_who_lost_a_turn_without_noticing_is_stopped_at_the_next_step(
    postgresql_database: Database,
) -> None:
    here = Turns(postgresql_database)
    with here.turn("shop:1") as ours:
        assert ours is not None
        ours.check()
        cut_other_stations(postgresql_database)

        for _step in range(2):
            with pytest.raises(TurnLostError, match="a perdu sa liaison"):
                ours.check()

    with here.turn("shop:1") as again:
        assert again is not None
        again.check()
    here.close()


def test_the_turn_of_the_only_window_is_never_lost(sqlite_database: Database) -> None:
    turns = Turns(sqlite_database)
    with turns.turn("shop:1") as ours:
        assert ours is not None
        ours.check()
    turns.close()


def test_a_server_that_cannot_be_reached_is_told_in_words() -> None:
    pytest.importorskip("psycopg", reason="the driver of a shop with stations is not here")
    gone = open_database("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    turns = Turns(gone)
    with pytest.raises(UnavailableError, match="ne répond pas") as told, turns.turn("shop:1"):
        pass

    assert told.value.advice
    with pytest.raises(UnavailableError), turns.turn("shop:1"):  # nobody holds it meanwhile
        pass
    turns.close()
    gone.close()


def cut_other_stations(database: Database) -> None:
    """Have the server close the connections that hold a turn."""
    with database.writer.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks "
                "WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
        )


def _soon(turns: Turns) -> bool:
    """Ask until the server has noticed that the other one is gone."""
    for _try in range(100):
        with turns.turn("shop:1") as ours:
            if ours is not None:
                return True
        time.sleep(0.05)
    return False


def _url(database: Database) -> str:
    return database.writer.url.render_as_string(hide_password=False)
