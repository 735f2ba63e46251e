"""The data folder of a shop on this computer: found, opened, brought up to date."""

import json
import logging
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from merchant_desk.app.folder import FILE_NAME, STATION_FILE, make_folder
from merchant_desk.app.station_key import StationKey
from merchant_desk.database.backup import (
    CLOSING,
    check_file,
    daily_backup_due,
    last_good_copy,
    make_backup,
    replace,
)
from merchant_desk.database.database import Database, open_database
from merchant_desk.database.trouble import BusyFileError
from merchant_desk.errors import UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.migrations.head import is_current
from merchant_desk.operations.save_settings import register_station
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import StationId, id_text, new_id, parse_id
from merchant_desk.values.texts import _

_log = logging.getLogger(__name__)


class BrokenFileError(UnavailableError):
    """The shop's file no longer opens, but a good copy of it does."""

    def __init__(self, title: str, advice: str, path: Path, copy: Path) -> None:
        super().__init__(title, advice)
        self.path = path
        self.copy = copy


@dataclass(frozen=True)
class Home:
    """An open shop: its folder, its lanes, which station this computer is, and its key."""

    folder: Path
    lanes: Lanes
    station_id: StationId
    signer: StationKey

    @property
    def database(self) -> Database:
        """Return the shop's data."""
        return self.lanes.database

    def close(self) -> None:
        """Let running work finish and close everything."""
        self.lanes.close()


def open_home(folder: Path, environment: Mapping[str, str] = os.environ) -> Home:
    """Open the shop in this folder; make it the first time.

    ``MERCHANT_DESK_DATABASE`` names a PostgreSQL shared by several stations. Raises
    UnavailableError when the folder or the file cannot be used, naming the last good copy.
    """
    make_folder(folder)
    url = environment.get("MERCHANT_DESK_DATABASE") or f"sqlite:///{folder / FILE_NAME}"
    database = open_database(url)
    try:
        if not is_current(database):
            from merchant_desk.migrations.upgrade import (  # noqa: PLC0415 - Alembic only when needed
                upgrade,
            )

            upgrade(database, utc_now())
        station_id = _station(folder)
        database.gesture(register_station, station_id, _computer_name(), utc_now())
    except BusyFileError:  # checking the file would wait for the same lock once more
        database.close()
        raise
    except UnavailableError as trouble:
        database.close()
        raise _with_last_copy(folder, trouble) from trouble
    except BaseException:
        database.close()
        raise
    return Home(folder, Lanes(database), station_id, StationKey(station_id))


def seal_from_now(home: Home, gesture: Gesture) -> None:
    """Make the station's key known, and seal what was recorded before it could seal."""
    from merchant_desk.operations.begin_sealing import (  # noqa: PLC0415 - no start waits for it
        begin_sealing,
    )

    while home.lanes.write(begin_sealing, gesture).result().more:
        _log.info("older records are sealed")


def back_up_daily(home: Home) -> bool:
    """Make today's copy if there is none yet; tell whether one was made."""
    if not home.database.is_sqlite or not daily_backup_due(home.database, utc_now()):
        return False
    make_backup(home.database, utc_now())
    _log.info("daily copy made")
    return True


def back_up_at_closing(home: Home) -> None:
    """Copy what the day changed; a copy that cannot be made never keeps the window open.

    The copy of the next morning tells her what is wrong.
    """
    if not home.database.is_sqlite:
        return
    try:
        make_backup(home.database, utc_now(), CLOSING)
    except UnavailableError:
        _log.warning("no copy at closing")


def _with_last_copy(folder: Path, trouble: UnavailableError) -> UnavailableError:
    """Add the way back to what went wrong: the last copy that passes its check."""
    path = folder / FILE_NAME
    try:
        if path.exists():
            check_file(path)
    except UnavailableError:
        copy = last_good_copy(path)
        if copy is not None:
            advice = _("Dernière bonne copie\u00a0: {name}. Rouvrez-la par «\u00a0restore\u00a0».")
            return BrokenFileError(trouble.title, advice.format(name=copy.name), path, copy)
    return trouble


def _station(folder: Path) -> StationId:
    """Return this computer's identity, kept beside the data, made the first time."""
    path = folder / STATION_FILE
    try:
        known = parse_id(json.loads(path.read_text("utf-8"))["station"])
        if known is not None:
            return StationId(known)
    except (OSError, ValueError, KeyError, TypeError):
        _log.info("a new station identity is made")
    station_id = StationId(new_id())
    fresh = path.with_suffix(".part")
    fresh.write_text(json.dumps({"station": id_text(station_id)}), "utf-8")
    replace(fresh, path)
    return station_id


def _computer_name() -> str:
    return platform.node()[:40] or _("Poste")
