"""Several stations on one server: the version is fetched and checked, and installed by people."""

from pathlib import Path

import pytest

from merchant_desk.app.home import Home
from merchant_desk.app.station_key import StationKey
from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.lanes import Lanes
from merchant_desk.sync.progress import Silent
from merchant_desk.ui.settings.update_words import next_words
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.update_view import Stage
from tests.conftest import STATION
from tests.makers import make_station
from tests.publisher import Key, Site, announcement
from tests.updates.desk_of_versions import VersionsDesk


def test_no_station_installs_by_itself_over_a_server(
    postgresql_database: Database, gesture: Gesture, tmp_path: Path, site: Site
) -> None:
    lanes = Lanes(postgresql_database)
    lanes.write(make_station, gesture).result()
    shop = VersionsDesk(Home(tmp_path, lanes, STATION, StationKey(STATION)), site, Key())
    shop.set_address(site.version_url)
    site.show(announcement(), shop.key)
    updates = shop.running()
    updates.check()

    view = updates.download(Silent())

    assert (view.stage, view.on_server, view.way_back) == (Stage.READY, True, None)
    assert "serveur" in next_words(view)
    with pytest.raises(RefusedError, match="PostgreSQL"):
        updates.prepare(Silent())
    updates.close()
    lanes.close()
