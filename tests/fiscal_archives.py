"""A shop that lived two closed days, its archive, and the verifier that runs alone."""

from datetime import date, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from merchant_desk.database.database import Database
from merchant_desk.documents.writing.archive_files import put_in_place
from merchant_desk.documents.writing.fiscal_archive import VERIFIER, write_archive
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.operations.record_archive import ArchiveMade, record_archive
from merchant_desk.values.clock import paris_date
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.fiscal_archive import ArchiveAsked, ArchiveWritten
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.progress import Silent
from tests.conftest import NOW, STATION
from tests.sealed_shop import Key, a_busy_day, begin, issue, signing

GESTURE = Gesture(at=NOW, person="Camille", station_id=STATION)


def _load() -> ModuleType:
    spec = spec_from_file_location("verify_archive", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


VERIFY = _load()


def live(database: Database) -> str:
    """Two closed days, an archive, a third day; return the anchor of the second closing."""
    with database.write() as session:
        first = signing(GESTURE)
        begin(session, first)
        a_busy_day(session, first)
        evening = signing(GESTURE, NOW + timedelta(hours=8))
        close_period(session, evening, CloseAsked(ClosingLevel.DAY, paris_date(evening.at)))
        second = signing(GESTURE, NOW + timedelta(days=1))
        a_busy_day(session, second, tickets=2)
        night = signing(GESTURE, NOW + timedelta(days=1, hours=8))
        pieces = ((1000, 1), (50, 3))
        asked = CloseAsked(ClosingLevel.DAY, paris_date(night.at), pieces)
        anchor = close_period(session, night, asked).anchor
        record_archive(
            session, night, ArchiveMade(date(2026, 11, 21), date(2026, 11, 22), "a.zip", "ab" * 32)
        )
        issue(session, signing(GESTURE, NOW + timedelta(days=2)))
    return anchor


def archive(database: Database, folder: Path) -> ArchiveWritten:
    asked = ArchiveAsked(
        first=date(2026, 11, 1),
        last=date(2026, 11, 30),
        target=folder / "archive.zip",
        at=NOW + timedelta(days=3),
        person="Camille",
        station_id=STATION,
        version="0.1.0",
    )
    with database.read() as session:
        written = write_archive(session, asked, Key(), Silent())
    put_in_place(written.part, asked.target)
    return written


def problems(path: Path, *anchors: str) -> list[str]:
    return list(VERIFY.Ledger(path).problems(list(anchors), ""))


def file_of(database: Database) -> Path:
    assert database.path is not None
    return database.path
