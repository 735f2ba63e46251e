"""What most tests stand on: a real database (SQLite, then PostgreSQL), an instant, a gesture."""

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import text

from merchant_desk.database.database import Database, open_database
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.models.all_models import METADATA
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import StationId
from tests.leaks import nothing_left_running
from tests.postgresql import Server, throwaway_server

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A landing is judged by the same examples twice; whoever looks for new ones runs without CI.
# How long a busy machine takes to draw an example says nothing of what is tested.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("patient", _PATIENT)
# The same examples at every landing: sixty of them; a run by hand draws a hundred others.
settings.register_profile("landing", _PATIENT, derandomize=True, max_examples=60)
settings.load_profile("landing" if os.environ.get("CI") else "patient")

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
_EMPTIED = tuple(name for name in METADATA.tables if name != "place")
STATION = StationId(bytes.fromhex("0193000000007000800000000000000a"))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep what imports made out of every later look for cycles: a million things that stay."""
    gc.disable()
    found = yield
    gc.enable()
    gc.freeze()
    return found


@pytest.fixture(autouse=True, scope="module")
def _nothing_outlives_its_tests() -> Iterator[None]:
    """Fail when what the tests of a file share is still running after the last of them."""
    with nothing_left_running():
        yield


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread or a timer; what a file shares is judged at its end."""
    shared = {
        definition.scope
        for definitions in request.node._fixtureinfo.name2fixturedefs.values()
        for definition in definitions
        if definition.argname != "_nothing_outlives_its_tests"
    }
    if "module" in shared:
        yield
        return
    with nothing_left_running():
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def gesture() -> Gesture:
    """Someone at the first station; ``makers.make_station`` records that station."""
    return Gesture(at=NOW, person="Camille", station_id=STATION)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty shop: made once, copied for every test."""
    path = tmp_path_factory.mktemp("empty") / "boutique.sqlite3"
    database = open_database(f"sqlite:///{path}")
    upgrade(database, NOW)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A PostgreSQL of our own for this run; the reason is said when there can be none."""
    with throwaway_server() as server:
        upgraded = open_database(server.url)
        upgrade(upgraded, NOW)
        upgraded.close()
        yield server


@pytest.fixture(scope="session")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The one place of the files of a run, so that a statement is compiled once for all tests."""
    return open_database(f"sqlite:///{tmp_path_factory.mktemp('shop') / 'boutique.sqlite3'}")


@pytest.fixture
def sqlite_database(empty_file: Path, one_file: Database) -> Iterator[Database]:
    """A fresh shop in one file; nothing of the test before lies beside it."""
    assert one_file.path is not None
    shutil.rmtree(one_file.path.parent)
    one_file.path.parent.mkdir()
    shutil.copyfile(empty_file, one_file.path)
    yield one_file
    one_file.close()


@pytest.fixture(scope="session")
def one_server(postgresql_server: Server) -> Iterator[Database]:
    """The connections to the server of this run, for the same reason."""
    database = open_database(postgresql_server.url)
    yield database
    database.close()


@pytest.fixture
def postgresql_database(one_server: Database) -> Database:
    """A fresh shop on the server."""
    _empty(one_server)
    return one_server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh shop on each of the two databases."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


def _empty(database: Database) -> None:
    """Forget everything but the schema and the outside places, in one statement."""
    told = (f"n{number} AS (DELETE FROM {name})" for number, name in enumerate(_EMPTIED))  # noqa: S608 - names of our own schema
    places = "DELETE FROM place WHERE location_id IS NOT NULL"
    with database.write() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(f"WITH {', '.join(told)} {places}"))
