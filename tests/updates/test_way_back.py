"""The way back: the program before, with its data, as long as nothing sealed would be lost."""

import os
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import open_home
from merchant_desk.app.update_words import ENDED
from merchant_desk.database.backup import restore_backup
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.sync.progress import Silent
from merchant_desk.values.update_view import ReadyToLeave, Stage
from tests.conftest import NOW
from tests.makers import make_bin, make_location, make_product, put_stock
from tests.publisher import INSTALLER, NEW, OLD, announcement, release
from tests.sealed_shop import issue
from tests.updates.desk_of_versions import VersionsDesk, names

BACK = (f"MerchantDesk-{OLD}-setup.exe", ("/S", "/DOWNGRADE", "/UPDATE"))
NEXT_SCHEMA = "0009"


def _left(shop: VersionsDesk) -> ReadyToLeave:
    """The old version, up to the moment it closes for the new one."""
    shop.site.show(announcement(schema=NEXT_SCHEMA), shop.key)
    old = shop.running()
    old.check()
    old.download(Silent())
    return old.prepare(Silent())


def _stocked(session: Session, shop: VersionsDesk) -> None:
    place = make_bin(session, make_location(session))
    put_stock(session, shop.gesture, make_product(session), place, 5)


def test_the_start_of_the_new_version_ends_the_installation(shop: VersionsDesk) -> None:
    _left(shop)

    found = shop.running(NEW, schema=NEXT_SCHEMA).view()

    assert (found.stage, found.trouble) == (Stage.UP_TO_DATE, None)
    assert found.way_back is not None
    assert found.way_back.version == OLD
    assert found.way_back.refused is None
    assert "Rien" in found.way_back.lost


def test_an_installation_that_came_to_nothing_is_told_and_may_be_begun_again(
    shop: VersionsDesk,
) -> None:
    _left(shop)

    found = shop.running().view()

    assert found.trouble is not None
    assert f"{OLD} continue" in found.trouble[0]
    assert (found.stage, found.way_back) == (Stage.READY, None)
    assert shop.running().prepare(Silent()).version == NEW


def test_how_it_ended_is_said_once_at_the_next_start(
    shop: VersionsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _left(shop)
    monkeypatch.setitem(os.environ, ENDED, "7")
    again = shop.running()
    with pytest.raises(UnavailableError, match=f"{NEW} n’a pas été installée") as told:
        again.outcome()
    assert "disque" in told.value.advice
    assert again.outcome() == ""

    again.prepare(Silent())
    new = shop.running(NEW, schema=NEXT_SCHEMA)

    assert new.outcome() == f"Merchant Desk est passé à la version {NEW}."
    assert new.outcome() == ""


def test_the_same_data_goes_back_without_a_copy(shop: VersionsDesk) -> None:
    _left(shop)
    shop.home.lanes.write(issue, shop.gesture).result()
    new = shop.running(NEW)
    shop.now = NOW - timedelta(days=3)  # before the day of the ticket: nothing to close yet
    view = new.view().way_back

    assert view is not None
    assert (view.keeps_data, view.refused) == (True, None)
    ready = new.prepare_return(Silent())
    assert (names(ready), ready.restore) == (BACK, None)


def test_other_data_goes_back_to_its_copy_and_says_what_is_lost(shop: VersionsDesk) -> None:
    _left(shop)
    shop.home.lanes.write(_stocked, shop).result()
    new = shop.running(NEW, schema=NEXT_SCHEMA)
    view = new.view().way_back

    assert view is not None
    assert "1 mouvement de stock" in view.lost
    ready = new.prepare_return(Silent())
    assert names(ready) == BACK
    assert ready.restore is not None
    assert ready.restore.name.endswith(f"_avant-{NEW}.sqlite3")


def test_a_document_issued_since_never_disappears(shop: VersionsDesk) -> None:
    _left(shop)
    shop.home.lanes.write(issue, shop.gesture).result()
    new = shop.running(NEW, schema=NEXT_SCHEMA)
    shop.now = NOW - timedelta(days=3)
    view = new.view().way_back

    assert view is not None
    assert view.refused is not None
    assert "1 pièce" in view.refused[0]
    assert "loi" in view.refused[1]
    with pytest.raises(RefusedError, match="1 pièce"):
        new.prepare_return(Silent())


def test_the_start_of_the_old_version_ends_the_way_back(shop: VersionsDesk) -> None:
    _left(shop)
    shop.running(NEW, schema=NEXT_SCHEMA).prepare_return(Silent())

    again = shop.running()
    found = again.view()

    assert (found.stage, found.trouble, found.way_back) == (Stage.READY, None, None)
    assert again.offered() == "", "she knows it: the day page does not speak of it"


def test_a_way_back_that_came_to_nothing_stays_open(shop: VersionsDesk) -> None:
    _left(shop)
    shop.running(NEW, schema=NEXT_SCHEMA).prepare_return(Silent())

    found = shop.running(NEW, schema=NEXT_SCHEMA).view()

    assert found.trouble is not None
    assert found.way_back is not None


def test_a_way_back_that_stops_after_the_data_says_whose_data_it_is(shop: VersionsDesk) -> None:
    _left(shop)
    ready = shop.running(NEW, schema=NEXT_SCHEMA).prepare_return(Silent())
    assert ready.restore is not None
    shop.home.close()
    file = shop.home.folder / FILE_NAME
    kept = restore_backup(file, ready.restore, shop.now)
    shop.home = open_home(shop.home.folder, {})

    assert kept is not None
    with pytest.raises(UnavailableError, match=NEW) as told:
        shop.running(NEW, schema=NEXT_SCHEMA).outcome()
    assert kept.name in told.value.advice
    assert "Rien n’est perdu" not in told.value.advice


def test_without_the_installer_of_before_there_is_no_way_back(shop: VersionsDesk) -> None:
    _left(shop)
    kept = shop.folder / BACK[0]
    kept.write_bytes(b"another")
    new = shop.running(NEW, schema=NEXT_SCHEMA)
    with pytest.raises(RefusedError, match="installateur"):
        new.prepare_return(Silent())

    kept.unlink()

    view = new.view().way_back
    assert view is not None
    assert view.refused is not None


def test_a_copy_that_cannot_be_read_is_not_put_back(shop: VersionsDesk) -> None:
    _left(shop)
    (copy,) = shop.folder.glob("*.sqlite3")
    whole = copy.read_bytes()
    copy.write_bytes(whole[:8192] + b"\xff" * 4096 + whole[12288:])

    with pytest.raises(RefusedError, match="Pas de retour"):
        shop.running(NEW, schema=NEXT_SCHEMA).prepare_return(Silent())


@pytest.mark.parametrize("body", [b"", b"\0" * 8192], ids=["empty", "zeros"])
def test_a_copy_that_holds_nothing_is_said_of_the_copy_not_of_the_shop(
    shop: VersionsDesk, body: bytes
) -> None:
    _left(shop)
    (copy,) = shop.folder.glob("*.sqlite3")
    copy.write_bytes(body)

    found = shop.running(NEW, schema=NEXT_SCHEMA).view().way_back

    assert found is not None
    assert found.refused is not None
    assert "la copie d’avant la mise à jour" in found.refused[0]


def test_the_last_two_ways_back_are_kept(shop: VersionsDesk) -> None:
    _left(shop)
    before = NEW
    for version in ("0.3.0", "0.4.0"):
        shop.now += timedelta(days=1)
        told = announcement(
            version,
            released_at=shop.now - timedelta(hours=1),
            previous=[release(before, INSTALLER)],
        )
        shop.site.show(told, shop.key)
        running = shop.running(before)
        running.check()
        running.download(Silent())
        running.prepare(Silent())
        before = version
    shop.now += timedelta(days=1)
    shop.site.show(announcement("0.4.0", released_at=shop.now - timedelta(hours=1)), shop.key)
    shop.running("0.4.0").check()

    copies = sorted(path.name.rpartition("_")[2] for path in shop.folder.glob("*.sqlite3"))
    assert copies == ["avant-0.3.0.sqlite3", "avant-0.4.0.sqlite3"]
