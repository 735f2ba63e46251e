"""The journal tells starts and stops, versions, restored copies, clocks set back, defects."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.seal import FiscalEvent
from merchant_desk.operations.note_start import StartFacts, note_defect, note_start, note_stop
from merchant_desk.operations.save_profile import save_profile
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.values import settings as declared
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.vat import VatTreatment
from tests.sealed_shop import SELLER, begin, signing


def _codes(database: Database) -> list[EventCode]:
    with database.read() as session:
        rows = session.scalars(select(FiscalEvent.code).order_by(FiscalEvent.at, FiscalEvent.id))
        return [EventCode(code) for code in rows]


def test_a_start_tells_what_is_new_since_the_last_one(database: Database, gesture: Gesture) -> None:
    first = signing(gesture)
    later = replace(first, at=first.at + timedelta(days=1))
    early = replace(first, at=first.at + timedelta(hours=1))
    with database.write() as session:
        begin(session, first)
        note_start(session, first, StartFacts("0.1.0"))
        note_stop(session, later)
        note_start(session, early, StartFacts("0.2.0", ["boutique_remplacé_x.sqlite3"]))

    with database.read() as session:
        report = verify_chains(session)

    assert report.problems == ()
    assert sorted(_codes(database)[2:]) == sorted(
        [
            EventCode.STATION_ADDED,
            EventCode.STARTED,
            EventCode.STOPPED,
            EventCode.CLOCK_SET_BACK,
            EventCode.VERSION_CHANGED,
            EventCode.RESTORED,
            EventCode.STARTED,
        ]
    )


def test_a_defect_is_noted_once_as_long_as_it_stays_the_same(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        begin(session, gesture)
        noted = [note_defect(session, gesture, found) for found in (["a"], ["a"], [], ["a", "b"])]

    assert noted == [True, False, False, True]


def test_identity_regime_and_fiscal_settings_leave_a_line(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        begin(session, gesture)
        save_profile(session, gesture, SELLER, VatTreatment.NORMAL)
        moved = replace(SELLER, phone="04 90 00 00 00")
        save_profile(session, gesture, moved, VatTreatment.FRANCHISE)
        save_setting(session, gesture, declared.FISCAL_FIRST_MONTH, 7)
        save_setting(session, gesture, declared.FISCAL_FIRST_MONTH, 7)
        save_setting(session, gesture, declared.THEME, "dark")

    codes = _codes(database)
    assert codes.count(EventCode.COMPANY_CHANGED) == 1
    assert codes.count(EventCode.PARAMETER_CHANGED) == 2
