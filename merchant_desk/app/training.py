"""« École »: a copy of the shop beside the real one, with a window and a key of its own."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from merchant_desk.app.folder import FILE_NAME, STATION_FILE, make_folder
from merchant_desk.app.home import Home
from merchant_desk.database.database import open_database
from merchant_desk.database.patient_files import put_in_place, take_away
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.operations.prepare_school import note_school, prepare_school
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import StationId, id_text, new_id
from merchant_desk.values.texts import _

SCHOOL = "ecole"


def open_school(home: Home, gesture: Gesture) -> Path:
    """Return the folder of the school, made the first time; what was practised in it is kept.

    Raises RefusedError inside the school itself, and for a shop on a server.
    """
    path = home.database.path
    if path is None or home.folder.name == SCHOOL:
        raise RefusedError(
            _("L’école n’a pas été ouverte."),
            _("Elle s’ouvre depuis la vraie boutique, quand ses données sont sur cet ordinateur."),
        )
    folder = home.folder / SCHOOL
    if not (folder / FILE_NAME).exists():
        _make(path, folder, gesture)
    home.lanes.write(note_school, gesture).result()
    return folder


def open_school_window(home: Home, gesture: Gesture) -> bool:
    """Open the school in a window of its own; tell whether it started."""
    from merchant_desk.app.reopen import start_again  # noqa: PLC0415 - Qt only with a window

    return start_again(open_school(home, gesture))


def _make(path: Path, folder: Path, gesture: Gesture) -> None:
    """Copy the shop, cut the copy off from everything, then give it its name."""
    make_folder(folder)
    station_id = StationId(new_id())
    part = folder / f"{FILE_NAME}.part"
    try:
        take_away(part)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        database = open_database(f"sqlite:///{part}")
        try:
            pupil = Gesture(gesture.at, gesture.person, station_id)
            database.gesture(prepare_school, pupil)
        finally:
            database.close()
        station = json.dumps({"station": id_text(station_id)})
        (folder / STATION_FILE).write_text(station, "utf-8")
        put_in_place(part, folder / FILE_NAME)
    except (OSError, sqlite3.Error) as error:
        take_away(part)
        raise UnavailableError(
            _("L’école n’a pas été ouverte\u00a0: la copie n’a pas pu être faite."),
            _("Vérifiez l’espace libre sur le disque, puis recommencez."),
        ) from error
