"""The desk and the platform of the tests, on both databases."""

from collections.abc import Iterator

import pytest

from merchant_desk.database.database import Database
from merchant_desk.values.gesture import Gesture
from tests.platform.platform_desk import PlatformDesk, open_platform_desk


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[PlatformDesk]:
    """A desk whose platform knows nothing yet."""
    with open_platform_desk(database, gesture) as running:
        yield running
