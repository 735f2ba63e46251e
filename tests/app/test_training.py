"""The school: the same shop, cut off from everything, whose numbers nobody takes for real."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import Home, open_home, seal_from_now
from merchant_desk.app.training import SCHOOL, open_school
from merchant_desk.errors import RefusedError
from merchant_desk.models.seal import FiscalEvent
from merchant_desk.models.shop import Shop
from merchant_desk.models.station import Setting
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.values import settings as declared
from merchant_desk.values.clock import utc_now
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from tests.makers import make_profile, make_shop
from tests.sealed_shop import a_busy_day, issue


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A shop with a storefront, a platform and documents, whose keyring answers."""
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr("keyring.get_password", lambda *name: kept.get(name))
    monkeypatch.setattr("keyring.set_password", lambda *told: kept.update({told[:2]: told[2]}))
    made = open_home(tmp_path / "shop", {})
    gesture = _gesture(made)
    seal_from_now(made, gesture)
    with made.database.write() as session:
        make_profile(session)
        make_shop(session)
        a_busy_day(session, gesture)
        save_setting(session, gesture, declared.PLATFORM_NAME, "Plateforme")
    yield made
    made.close()


def _gesture(home: Home) -> Gesture:
    return Gesture(utc_now(), "Camille", home.station_id, home.signer)


def test_the_school_reaches_nothing_and_its_numbers_are_its_own(home: Home) -> None:
    school = open_home(open_school(home, _gesture(home)), {})
    seal_from_now(school, _gesture(school))
    with school.database.write() as session:
        page_id = issue(session, _gesture(school))

    with school.database.read() as session:
        page = invoice_page(session, page_id)
        shops = list(session.scalars(select(Shop.active)))
        report = verify_chains(session)
        platform = session.scalars(select(Setting.value).where(Setting.key.like("platform.%")))
        assert list(platform) == []
    school.close()
    assert page.number.startswith("TECOLE")
    assert page.training
    assert shops == [False]
    assert report.problems == ()
    assert school.station_id != home.station_id
    assert school.signer.fingerprint not in {"", home.signer.fingerprint}


def test_the_real_shop_only_notes_that_the_school_was_opened(home: Home) -> None:
    count = select(func.count()).select_from(FiscalEvent)
    with home.database.read() as session:
        before = session.scalar(count) or 0
    folder = open_school(home, _gesture(home))

    with home.database.read() as session:
        assert session.scalar(count) == before + 1
        assert int(EventCode.TRAINING_BEGUN) in set(session.scalars(select(FiscalEvent.code)))
        assert verify_chains(session).problems == ()
        assert list(session.scalars(select(Shop.active))) == [True]
    assert folder == home.folder / SCHOOL


def test_what_was_practised_is_kept_the_next_time(home: Home) -> None:
    folder = open_school(home, _gesture(home))
    with closing(sqlite3.connect(folder / FILE_NAME)) as raw, raw:
        raw.execute("INSERT INTO setting VALUES ('', 'mine', 'kept')")

    again = open_school(home, _gesture(home))

    with closing(sqlite3.connect(again / FILE_NAME)) as raw:
        assert raw.execute("SELECT value FROM setting WHERE key = 'mine'").fetchone() == ("kept",)


def test_there_is_no_school_inside_the_school(home: Home) -> None:
    inside = replace(home, folder=open_school(home, _gesture(home)))

    with pytest.raises(RefusedError):
        open_school(inside, _gesture(home))
