from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publisher import Site, publishing
from tests.updates.desk_of_versions import VersionsDesk, versions_desk


@pytest.fixture
def site() -> Iterator[Site]:
    with publishing() as made:
        yield made


@pytest.fixture
def shop(tmp_path: Path, empty_file: Path, site: Site) -> Iterator[VersionsDesk]:
    """A shop that looks for versions where the publisher shows them."""
    with versions_desk(tmp_path / "shop", empty_file, site) as made:
        yield made
