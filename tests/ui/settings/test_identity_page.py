from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.settings import Profile, profile
from merchant_desk.ui.settings import checks
from merchant_desk.ui.settings.identity_page import IdentityPage
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.values.vat import VatTreatment
from tests.makers import make_profile

SIREN, SIRET = "732 829 320", "732 829 320 00074"


def _page(screen: SettingsScreen) -> IdentityPage:
    page = screen.page
    assert isinstance(page, IdentityPage)
    return page


def _stored(lanes: Lanes) -> Profile | None:
    return lanes.read(profile).result()


def _fill(page: IdentityPage) -> None:
    form = page.form
    form.name.set_value("Maison Lavande <b>SARL</b>")
    form.line1.set_value("12 rue des Simples")
    form.postcode.set_value("84000")
    form.city.set_value("Avignon")
    form.siren.set_value(SIREN)
    form.siret.set_value(SIRET)
    form.capital.set_value("10 000")
    form.siren.input.editingFinished.emit()


def test_the_first_identity_is_asked_for_and_kept_as_text(
    qtbot: QtBot, settings_screen: SettingsScreen, lanes: Lanes, toasts: list[str]
) -> None:
    page = _page(settings_screen)
    qtbot.waitUntil(page.banner.isVisible)

    _fill(page)
    assert page.form.vat_number.value == "FR44732829320"
    page.save.click()
    qtbot.waitUntil(lambda: toasts == ["Identité enregistrée"])

    stored = _stored(lanes)
    assert stored is not None
    assert stored.seller.name == "Maison Lavande <b>SARL</b>"
    assert (stored.seller.siren, stored.seller.siret) == ("732829320", "73282932000074")
    assert stored.seller.capital is not None
    assert stored.seller.capital.cents == 1_000_000
    assert stored.vat_treatment is VatTreatment.NORMAL


@pytest.mark.parametrize("width", [1000, 1440, 1920])
def test_no_field_is_crushed_in_a_wide_window(
    qtbot: QtBot, settings_screen: SettingsScreen, width: int
) -> None:
    page = _page(settings_screen)
    qtbot.waitUntil(page.banner.isVisible)

    settings_screen.resize(width, 900)
    qtbot.waitUntil(lambda: page.width() > width - 300)

    wrapped = [each for each in page.form.fields() if each.hasHeightForWidth()]
    assert wrapped
    for field in wrapped:
        assert field.height() >= field.heightForWidth(field.width()), field.input.accessibleName()


def test_a_wrong_number_is_said_under_its_field_and_nothing_is_kept(
    qtbot: QtBot, settings_screen: SettingsScreen, lanes: Lanes
) -> None:
    page = _page(settings_screen)
    _fill(page)
    page.form.siren.set_value("732 829 321")

    page.save.click()

    assert "clé" in page.form.siren.error
    qtbot.waitUntil(page.form.siren.input.hasFocus)
    assert _stored(lanes) is None


def test_a_shop_in_franchise_needs_no_vat_number(
    qtbot: QtBot, settings_screen: SettingsScreen, lanes: Lanes, toasts: list[str]
) -> None:
    page = _page(settings_screen)
    _fill(page)
    page.form.vat_number.set_value("")
    page.form.regime.choose(VatTreatment.FRANCHISE.value)

    page.save.click()
    qtbot.waitUntil(lambda: bool(toasts))

    stored = _stored(lanes)
    assert stored is not None
    assert stored.vat_treatment is VatTreatment.FRANCHISE


def test_what_she_types_is_not_overwritten_and_can_be_taken_back(
    qtbot: QtBot, settings_screen: SettingsScreen, lanes: Lanes
) -> None:
    lanes.write(make_profile).result()
    page = _page(settings_screen)
    settings_screen.reload()
    qtbot.waitUntil(lambda: page.form.city.value == "Avignon")
    page.form.city.input.setText("Arles")
    page.form.city.edited.emit("Arles")

    settings_screen.reload()
    qtbot.wait(50)
    assert page.form.city.value == "Arles"
    page.cancel.click()

    qtbot.waitUntil(lambda: page.form.city.value == "Avignon")


def test_a_logo_that_is_no_image_is_refused_in_words(
    settings_screen: SettingsScreen, tmp_path: Path
) -> None:
    card = _page(settings_screen).logo
    fake = tmp_path / "logo.png"
    fake.write_bytes(b"\x89PNG\r\n\x1a\n" + b"not really")
    page = tmp_path / "page.png"
    page.write_text("<html><script>alert(1)</script></html>")
    large = tmp_path / "large.png"
    large.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2_000_001))

    for path, said in ((fake, "pas une image"), (page, "pas une image"), (large, "2 Mo")):
        card.take_file(str(path))
        assert said in card.said.text()
    card.take_file(str(tmp_path / "nothing.png"))

    assert "pas pu être lu" in card.said.text()
    assert card.logo is None


def test_a_logo_is_shown_before_it_is_kept(settings_screen: SettingsScreen, tmp_path: Path) -> None:
    card = _page(settings_screen).logo
    path = tmp_path / "logo.png"
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill(0x5443C2)
    assert image.save(str(path))

    card.take_file(str(path))

    assert card.logo == path.read_bytes()
    assert not card.preview.picture.isNull()
    assert card.take_away.isVisibleTo(card)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (checks.siren("123"), "Neuf chiffres"),
        (checks.siren("abcdefghi"), "Neuf chiffres"),
        (checks.siren(SIREN), ""),
        (checks.siret("73282932000075", SIREN), "clé"),
        (checks.siret("40483304800022", SIREN), "commence par"),
        (checks.siret("7328", SIREN), "Quatorze"),
        (checks.siret("", SIREN), ""),
        (checks.vat_number("FR00732829320", SIREN, wanted=True), "FR44732829320"),
        (checks.vat_number("", SIREN, wanted=True), "À remplir"),
        (checks.vat_number("BE0123456789", SIREN, wanted=True), ""),
        (checks.postcode("8400"), "Cinq chiffres"),
        (checks.capital("dix mille"), "Un montant"),
        (checks.email("bonjour"), "Une adresse"),
        (checks.email("a@b.fr"), ""),
        (checks.needed("x" * 400), "Trop long"),
    ],
)
def test_each_entry_is_judged_in_words(said: str, part: str) -> None:
    assert part in said
    assert bool(part) == bool(said)
