from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.ui.theme import Theme
from tests.ui.packing.bench_room import Room, packing_room


@pytest.fixture
def room(qtbot: QtBot, sqlite_database: Database, theme: Theme) -> Iterator[Room]:
    """The packing station of a shop with five orders picked."""
    with packing_room(qtbot, sqlite_database, theme) as made:
        yield made
