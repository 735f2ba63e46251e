"""A version, from its announcement to the copy it is installed over."""

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from merchant_desk.database.backup import check_file, make_backup
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.sync.progress import Silent
from merchant_desk.sync.updates.shelf import STATE
from merchant_desk.values import settings as declared
from merchant_desk.values.basket import Basket, BasketLine, Baskets
from merchant_desk.values.basket_text import baskets_text
from merchant_desk.values.clock import paris_date
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.ids import DraftId, RecordId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.update_view import Stage
from merchant_desk.values.version_file import Target
from tests.conftest import NOW
from tests.makers import make_bin, make_location, make_product, put_stock
from tests.publisher import INSTALLER, NEW, OLD, Answer, Key, announcement
from tests.sealed_shop import issue
from tests.updates.desk_of_versions import VersionsDesk, names

FILE = f"MerchantDesk-{NEW}-setup.exe"
EARLIER_FILE = f"MerchantDesk-{OLD}-setup.exe"


def _offered(shop: VersionsDesk) -> None:
    shop.site.show(announcement(), shop.key)
    shop.running().check()


def _downloaded(shop: VersionsDesk) -> None:
    _offered(shop)
    shop.running().download(Silent())


def test_nothing_is_asked_while_no_address_is_set(shop: VersionsDesk) -> None:
    shop.set_address("")

    assert shop.running().view().stage is Stage.OFF
    assert shop.running().check_daily() is False
    assert shop.site.asked == []


def test_a_build_without_keys_says_that_it_believes_nobody(shop: VersionsDesk) -> None:
    from merchant_desk.app.updates import Updates  # noqa: PLC0415 - as this program really is

    found = Updates(shop.home)
    try:
        assert found.view().stage is Stage.UNTRUSTING
        assert found.check_daily() is False
        with pytest.raises(RefusedError, match="aucun éditeur"):
            found.check()
    finally:
        found.close()


def test_an_address_that_is_not_safe_is_not_kept(shop: VersionsDesk) -> None:
    updates = shop.running()

    with pytest.raises(RefusedError, match="pas sûre"):
        updates.save_address(shop.gesture, "http://example.org/version.json")

    assert updates.view().url == shop.site.version_url
    assert updates.save_address(shop.gesture, " ") == ""


def test_a_version_is_offered_downloaded_and_ready(shop: VersionsDesk) -> None:
    assert shop.running().view().stage is Stage.UNREAD
    _offered(shop)
    offered = shop.running().view()
    assert (offered.stage, offered.version, offered.notes) == (
        Stage.OFFERED, NEW, announcement().notes,
    )  # fmt: skip
    assert shop.running().offered() == NEW

    ready = shop.running().download(Silent())

    assert (ready.stage, ready.obstacles, ready.earlier_kept) == (Stage.READY, (), True)
    assert (shop.folder / FILE).read_bytes() == INSTALLER


def test_half_an_installer_is_told_after_a_restart(shop: VersionsDesk) -> None:
    _offered(shop)
    file = announcement().release.files[Target.WINDOWS]
    (shop.folder / f"{file.sha256[:24]}.part").write_bytes(INSTALLER[:1000])

    found = shop.running().view()

    assert (found.stage, found.received) == (Stage.PARTLY, 1000)


def test_the_site_is_asked_once_a_day_by_itself(shop: VersionsDesk) -> None:
    shop.site.show(announcement(), shop.key)
    assert [shop.running().check_daily() for _again in range(3)] == [True, False, False]

    shop.now = NOW + timedelta(days=1)

    assert shop.running().check_daily() is True


def test_a_network_that_is_away_is_not_spoken_of(shop: VersionsDesk) -> None:
    shop.site.answers["/version.json"] = Answer(b"", status=503)
    updates = shop.running()

    assert updates.check_daily() is True
    assert updates.check_daily() is False, "not at every minute"
    assert updates.view().trouble is None
    with pytest.raises(UnavailableError):
        updates.check()


def test_an_older_announcement_is_never_believed_again(shop: VersionsDesk) -> None:
    shop.site.show(announcement(released_at=NOW - timedelta(hours=1)), shop.key)
    shop.running().check()
    shop.site.show(announcement("0.1.5", released_at=NOW - timedelta(days=9)), shop.key)

    with pytest.raises(RefusedError, match="plus récente"):
        shop.running().check()

    found = shop.running().view()
    assert found.trouble is not None
    assert found.version == NEW


def test_what_a_stranger_signed_leaves_what_was_offered(shop: VersionsDesk) -> None:
    _offered(shop)
    shop.site.show(announcement("9.0.0"), Key())

    with pytest.raises(RefusedError, match="signature"):
        shop.running().check()

    found = shop.running().view()
    assert (found.version, found.trouble is None) == (NEW, False)


def test_an_announcement_changed_on_the_disk_is_no_offer(shop: VersionsDesk) -> None:
    _offered(shop)
    kept = shop.folder / f"annonce-{NEW}.json"
    kept.write_bytes(kept.read_bytes().replace(b"etiquettes", b"x").replace(b"plus", b"moin"))

    assert shop.running().view().stage is Stage.UNREAD
    with pytest.raises(RefusedError, match="aucune version"):
        shop.running().download(Silent())


@pytest.mark.parametrize("body", [b"", b"[]", b'{"returns": [1], "leap": {}}', b"\x00" * 30])
def test_a_state_that_cannot_be_read_is_begun_again(shop: VersionsDesk, body: bytes) -> None:
    _offered(shop)
    (shop.folder / STATE).write_bytes(body)

    assert shop.running().view().stage is Stage.UNREAD
    assert shop.running().check().stage is Stage.OFFERED


def test_the_school_looks_for_nothing(shop: VersionsDesk) -> None:
    shop.home.lanes.write(save_setting, shop.gesture, declared.TRAINING, value=True).result()

    assert shop.running().view().stage is Stage.OFF


def _basket(session: Session, shop: VersionsDesk) -> None:
    line = BasketLine(RecordId(new_id()), "Savon", 1, Money(500), 2000)
    kept = Baskets(Basket(DraftId(new_id()), NOW, (line,)))
    save_setting(session, shop.gesture, declared.COUNTER_BASKETS, baskets_text(kept))


def test_nothing_is_installed_while_something_lies_on_the_counter(shop: VersionsDesk) -> None:
    _downloaded(shop)
    shop.home.lanes.write(_basket, shop).result()

    assert "panier" in shop.running().view().obstacles[0]
    with pytest.raises(RefusedError, match="panier"):
        shop.running().prepare(Silent())

    assert not list(shop.folder.glob("*.sqlite3"))


def test_nothing_is_installed_before_the_day_is_closed(shop: VersionsDesk) -> None:
    _downloaded(shop)
    shop.home.lanes.write(issue, shop.gesture).result()
    with pytest.raises(RefusedError, match="clôturée"):
        shop.running().prepare(Silent())

    asked = CloseAsked(ClosingLevel.DAY, paris_date(NOW))
    shop.home.lanes.write(close_period, shop.gesture, asked).result()

    assert names(shop.running().prepare(Silent())) == (FILE, ("/S", "/UPDATE"))


def test_the_copy_was_reopened_and_the_daily_rotation_leaves_it(shop: VersionsDesk) -> None:
    _downloaded(shop)

    shop.running().prepare(Silent())

    (copy,) = shop.folder.glob(f"*_avant-{NEW}.sqlite3")
    check_file(copy)
    for days in (20, 40, 80):
        make_backup(shop.home.database, NOW + timedelta(days=days))
    assert copy.is_file()
    assert not list(shop.folder.glob("essai-*"))


def _break_stock(session: Session) -> None:
    session.execute(text("UPDATE stock_level SET quantity = quantity + 3"))


def _stocked(session: Session, shop: VersionsDesk) -> None:
    place = make_bin(session, make_location(session))
    put_stock(session, shop.gesture, make_product(session), place, 5)


def test_a_copy_whose_ledgers_disagree_is_installed_over_by_nothing(shop: VersionsDesk) -> None:
    _downloaded(shop)
    shop.home.lanes.write(_stocked, shop).result()
    shop.home.lanes.write(_break_stock).result()

    with pytest.raises(RefusedError, match="registres"):
        shop.running().prepare(Silent())

    assert not list(shop.folder.glob("*.sqlite3"))
    assert shop.running().view().stage is Stage.READY


def test_an_installer_changed_after_it_came_is_not_started(shop: VersionsDesk) -> None:
    _downloaded(shop)
    (shop.folder / FILE).write_bytes(b"X" + INSTALLER[1:])

    with pytest.raises(RefusedError, match="signé"):
        shop.running().prepare(Silent())

    assert shop.running().view().stage is Stage.OFFERED


def test_a_full_disk_keeps_the_version_that_runs(
    shop: VersionsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _downloaded(shop)
    usage = shutil.disk_usage(shop.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1_000))

    with pytest.raises(UnavailableError, match="copie"):
        shop.running().prepare(Silent())

    assert shop.running().view().trouble is None


def test_what_a_cut_left_behind_is_cleared_away(shop: VersionsDesk) -> None:
    _downloaded(shop)
    (shop.folder / "essai-cut").mkdir()
    (shop.folder / "essai-cut" / "x.sqlite3").write_bytes(b"half")
    (shop.folder / ("0" * 24 + ".part")).write_bytes(b"half")
    (shop.folder / f"2026-10-25_02b3000_avant-{NEW}.part").write_bytes(b"half")
    (shop.folder / "mes notes.txt").write_text("hers", "utf-8")

    shop.running().check()

    found = {path.name for path in shop.folder.iterdir()}
    assert "essai-cut" not in found
    assert not [name for name in found if name.endswith(f"avant-{NEW}.part")]
    assert "0" * 24 + ".part" not in found
    assert {"mes notes.txt", FILE, EARLIER_FILE} <= found


def test_a_mac_shows_the_image_and_a_clone_is_sent_to_git(shop: VersionsDesk) -> None:
    shop.site.show(announcement(target=Target.MACOS_ARM), shop.key)
    mac = shop.running(target=Target.MACOS_ARM)
    mac.check()
    mac.download(Silent())
    assert names(mac.prepare(Silent())) == (f"MerchantDesk-{NEW}-arm64.dmg", ())

    clone = shop.running(target=Target.NONE)
    assert clone.view().stage is Stage.OFFERED
    with pytest.raises(RefusedError, match="ce système"):
        clone.download(Silent())
