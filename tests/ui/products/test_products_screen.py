"""The products screen: search as she types, cards, codes by scanning, the form."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.queries.product_card import product_card
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.products.field_checks import (
    check_amount,
    check_cost,
    check_filled,
    check_weight,
    cost_tenthousandths,
    written_cost,
)
from merchant_desk.ui.products.product_form import ProductForm
from merchant_desk.ui.products.product_sheet import ProductSheet
from merchant_desk.ui.products.screen import ProductsScreen
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.values.money import Money
from merchant_desk.values.scan import scan_of_text
from tests.ui.accessibility import faults
from tests.ui.products.conftest import Stocked

EAN = "3760123456784"
FRESH_EAN = "3017620422003"
AT = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> ProductsScreen:
    window._shell.navigate("products")
    shown = window._stack.visible_screen()
    assert isinstance(shown, ProductsScreen)
    qtbot.waitUntil(lambda: shown.counted.text() == "2 produits")
    return shown


def _card(qtbot: QtBot, screen: ProductsScreen, stocked: Stocked) -> ProductSheet:
    screen.open_product(stocked.soap)
    qtbot.waitUntil(lambda: screen.sheet is not None and screen.sheet.is_open)
    assert screen.sheet is not None
    return screen.sheet


def _form(screen: ProductsScreen) -> ProductForm:
    assert screen.form is not None
    return screen.form


def _sku_of(screen: ProductsScreen) -> str:
    row = screen.table.current()
    return "" if row is None else row.sku


def test_typing_a_piece_of_a_name_leaves_what_matches(qtbot: QtBot, screen: ProductsScreen) -> None:
    QTest.keyClicks(screen.search, "figu")

    qtbot.waitUntil(lambda: screen.counted.text() == "1 produit")
    qtbot.waitUntil(lambda: _sku_of(screen) == "BOU-FIG")


def test_nothing_found_says_so_and_one_button_shows_everything_again(
    qtbot: QtBot, screen: ProductsScreen
) -> None:
    screen.search.setText("introuvable")
    qtbot.waitUntil(screen.empty.isVisible)
    assert screen.empty.accessibleName() == "Aucun produit pour cette recherche"

    screen.empty.primary.emit()

    qtbot.waitUntil(lambda: screen.counted.text() == "2 produits")


def test_enter_opens_the_card_with_stock_codes_and_bins(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked
) -> None:
    qtbot.waitUntil(lambda: screen.table.select_id(stocked.soap))

    QTest.keyClick(screen.table._view, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: screen.sheet is not None and screen.sheet.is_open)
    assert screen.sheet is not None
    texts = {label.text() for label in screen.sheet.sheet.findChildren(QLabel)}
    assert {"Savon lavande 100 g", "5,90\u00a0€", "7", "A1", "3 760123 456784"} <= texts


def test_scanning_a_product_opens_its_card(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked
) -> None:
    assert screen.on_scan(scan_of_text(EAN, AT))

    qtbot.waitUntil(lambda: screen.sheet is not None and screen.sheet.is_open)
    assert screen.sheet is not None
    assert screen.sheet.product_id == stocked.soap


def test_scanning_an_unknown_code_on_an_open_card_adds_it_with_enter(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, lanes: Lanes
) -> None:
    sheet = _card(qtbot, screen, stocked)
    screen.on_scan(scan_of_text(FRESH_EAN, AT))
    qtbot.waitUntil(lambda: sheet.codes.code.value == FRESH_EAN)

    QTest.keyClick(sheet.codes.code.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: sheet.codes.code.value == "")
    (match,) = lanes.read(products_by_code, [FRESH_EAN]).result()
    assert match.product_id == stocked.soap


def test_a_wrong_check_digit_is_told_under_the_field_which_keeps_the_focus(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked
) -> None:
    sheet = _card(qtbot, screen, stocked)
    sheet.codes.propose("3017620422004")

    sheet.codes.add.click()

    qtbot.waitUntil(lambda: "clé de contrôle" in sheet.codes.code.error)
    assert sheet.codes.code.input.hasFocus()
    assert sheet.codes.code.input.accessibleDescription() == sheet.codes.code.error


def test_only_a_carton_asks_how_many_units(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked
) -> None:
    sheet = _card(qtbot, screen, stocked)
    assert not sheet.codes.units.isEnabled()

    sheet.codes.kind.setCurrentIndex(1)

    assert sheet.codes.units.isEnabled()


def test_a_new_product_is_saved_and_its_card_opens(
    qtbot: QtBot, screen: ProductsScreen, lanes: Lanes
) -> None:
    screen.new_product.click()
    form = _form(screen)
    for field, text in ((form.name, "Torchon"), (form.sku, "THE-1"), (form.price, "12,5")):
        QTest.keyClicks(field.input, text)

    form.save.click()

    qtbot.waitUntil(lambda: screen.sheet is not None and screen.sheet.is_open)
    assert screen.sheet is not None
    assert screen.sheet.product_id is not None
    card = lanes.read(product_card, screen.sheet.product_id).result()
    assert card is not None
    assert (card.name, card.price, card.rate_bp) == ("Torchon", Money(1250), 2000)


def test_a_code_unknown_at_packing_opens_a_form_that_makes_the_product_with_it(
    qtbot: QtBot, screen: ProductsScreen, lanes: Lanes
) -> None:
    screen.arrive(new_code=FRESH_EAN)
    form = _form(screen)
    qtbot.waitUntil(form.sheet.isVisible)
    assert (form.sheet.title.text(), form.code.value) == ("Nouveau produit", FRESH_EAN)
    for field, text in ((form.name, "Torchon"), (form.sku, "TOR-1"), (form.price, "12,5")):
        field.set_value(text)

    form.save.click()

    qtbot.waitUntil(lambda: not form.sheet.isVisible())
    (match,) = lanes.read(products_by_code, [FRESH_EAN]).result()
    made = lanes.read(product_card, match.product_id).result()
    assert made is not None
    assert (made.name, match.units) == ("Torchon", 1)


@pytest.mark.usefixtures("stocked")
def test_a_code_of_another_product_makes_no_second_one(
    qtbot: QtBot, screen: ProductsScreen
) -> None:
    screen.arrive(new_code=EAN)
    form = _form(screen)
    for field, text in ((form.name, "Torchon"), (form.sku, "TOR-1"), (form.price, "12,5")):
        field.set_value(text)

    form.save.click()

    qtbot.waitUntil(form.banner.isVisible)
    assert form.sheet.isVisible()
    assert screen.counted.text() == "2 produits"


def test_saving_an_incomplete_form_goes_to_the_first_wrong_field(
    screen: ProductsScreen,
) -> None:
    screen.new_product.click()
    form = _form(screen)
    form.name.set_value("Torchon")
    form.price.set_value("douze")

    form.save.click()

    assert form.sku.input.hasFocus()
    assert (form.sku.error, form.price.error) == (
        "Ce champ est nécessaire.",
        "Saisissez un montant, comme 12,50.",
    )


def test_a_refusal_stays_in_the_form_with_what_to_do(qtbot: QtBot, screen: ProductsScreen) -> None:
    screen.new_product.click()
    form = _form(screen)
    form.name.set_value("Copie")
    form.sku.set_value("SAV-LAV-100")
    form.price.set_value("1")

    form.save.click()

    qtbot.waitUntil(form.banner.isVisible)
    assert form.sheet.isVisible()


def test_editing_shows_what_is_stored_and_saves_the_change(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, lanes: Lanes
) -> None:
    sheet = _card(qtbot, screen, stocked)
    sheet.edit.click()
    form = _form(screen)
    assert (form.sku.value, form.price.value) == ("SAV-LAV-100", "5,90")
    form.price.set_value("6,20")

    form.save.click()

    qtbot.waitUntil(lambda: not form.sheet.isVisible())
    card = lanes.read(product_card, stocked.soap).result()
    assert card is not None
    assert card.price == Money(620)


def test_a_name_with_markup_is_shown_as_text(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked
) -> None:
    screen.arrive(product_id=stocked.candle)

    qtbot.waitUntil(lambda: screen.sheet is not None and screen.sheet.is_open)
    assert screen.sheet is not None
    title = screen.sheet.sheet.title
    assert title.text() == "<b>Bougie</b> figuier"
    assert title.textFormat() == Qt.TextFormat.PlainText


def test_every_control_has_a_name_and_room(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, watch: StallWatch
) -> None:
    sheet = _card(qtbot, screen, stocked)
    screen.new_product.click()

    with watch.excused():  # the check walks every widget
        assert faults(screen) == []
        assert faults(sheet.sheet) == []
        assert faults(_form(screen).sheet) == []


@pytest.mark.parametrize(("width", "height"), [(1093, 614), (1280, 800), (1920, 1080)])
def test_the_page_fits(qtbot: QtBot, screen: ProductsScreen, width: int, height: int) -> None:
    window = screen.window()

    window.resize(width, height)

    qtbot.waitUntil(lambda: window.minimumSizeHint().width() <= width)
    assert window.minimumSizeHint().height() <= height


@pytest.mark.parametrize(
    ("typed", "cost"), [("4,1250", 41250), ("4", 40000), ("", None), ("-1", None), ("x", None)]
)
def test_a_cost_keeps_four_decimals(typed: str, cost: int | None) -> None:
    assert cost_tenthousandths(typed) == cost
    assert cost is None or cost_tenthousandths(written_cost(cost)) == cost


def test_fields_say_what_they_accept() -> None:
    assert [check_filled("x"), check_amount("3"), check_cost(""), check_weight("")] == [""] * 4
    wrong = (check_filled(""), check_amount(""), check_cost("-2"), check_weight("-2"))
    assert all(wrong)
