"""The codes on a product's card: cartons of cartons, whose code it is, codes of our own, labels."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.models.purchasing import Supplier
from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.queries.product_card import CodeLine, product_card
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.labels.dialog import LabelsDialog
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.printing.print_center import PrintCenter
from merchant_desk.ui.products.product_sheet import ProductSheet
from merchant_desk.ui.products.screen import ProductsScreen
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, SupplierId, new_id
from merchant_desk.values.words import CodeKind
from tests.ui.accessibility import faults
from tests.ui.printing.trays import Trays
from tests.ui.products.conftest import Stocked

BOX, PALLET = "13760123456781", "23760123456788"
_CARTON = 1


def _supplier(session: Session, gesture: Gesture) -> SupplierId:
    maker = SupplierId(new_id())
    session.add(
        Supplier(id=maker, name="Savonnerie", key="savonnerie", by="Camille", changed_at=gesture.at)
    )
    return maker


@pytest.fixture
def sheet(
    qtbot: QtBot, window: MainWindow, lanes: Lanes, stocked: Stocked, gesture: Gesture
) -> ProductSheet:
    lanes.write(_supplier, gesture).result()
    window._shell.navigate("products")
    screen = window._stack.visible_screen()
    assert isinstance(screen, ProductsScreen)
    screen.open_product(stocked.soap)
    qtbot.waitUntil(lambda: screen.sheet is not None and screen.sheet.is_open)
    assert screen.sheet is not None
    return screen.sheet


def _lines(lanes: Lanes, product_id: ProductId) -> dict[str, CodeLine]:
    card = lanes.read(product_card, product_id).result()
    assert card is not None
    return {line.code: line for line in card.codes}


def _add_carton(sheet: ProductSheet, code: str, units: int) -> None:
    sheet.codes.code.set_value(code)
    sheet.codes.kind.setCurrentIndex(_CARTON)
    sheet.codes.units.setValue(units)
    sheet.codes.add.click()


def test_a_pallet_of_cartons_of_a_supplier_is_added_by_hand(
    qtbot: QtBot, sheet: ProductSheet, lanes: Lanes, stocked: Stocked
) -> None:
    codes = sheet.codes
    qtbot.waitUntil(lambda: codes.supplier.count() == 2)
    _add_carton(sheet, BOX, 12)
    qtbot.waitUntil(lambda: codes.inner.count() == 2)

    codes.code.set_value(PALLET)
    codes.kind.setCurrentIndex(_CARTON)
    codes.units.setValue(40)
    codes.inner.setCurrentIndex(1)
    codes.supplier.setCurrentIndex(1)
    codes.add.click()

    qtbot.waitUntil(lambda: PALLET in _lines(lanes, stocked.soap))
    line = _lines(lanes, stocked.soap)[PALLET]
    assert (line.units, line.inner, line.inner_count) == (480, BOX, 40)
    assert line.supplier == "Savonnerie"
    assert faults(codes) == []


def test_so_many_units_are_asked_about_before_they_are_believed(
    qtbot: QtBot, sheet: ProductSheet, lanes: Lanes, stocked: Stocked
) -> None:
    _add_carton(sheet, BOX, 5000)

    assert "dans ce carton" in sheet.codes.code.error
    assert BOX not in _lines(lanes, stocked.soap)

    sheet.codes.add.click()

    qtbot.waitUntil(lambda: BOX in _lines(lanes, stocked.soap))


def test_an_article_without_a_code_gets_one_of_ours_and_the_button_goes(
    qtbot: QtBot, sheet: ProductSheet, lanes: Lanes, stocked: Stocked
) -> None:
    assert not sheet.codes.give.isVisible()
    sheet.open_product(stocked.candle)
    qtbot.waitUntil(sheet.codes.give.isVisible)

    sheet.codes.give.click()

    qtbot.waitUntil(lambda: not sheet.codes.give.isVisible())
    (match,) = lanes.read(products_by_code, ["2000000000015"]).result()
    assert (match.product_id, match.kind) == (stocked.candle, CodeKind.INTERNAL)


def test_all_articles_without_a_code_get_one_by_one_command(
    qtbot: QtBot, sheet: ProductSheet, lanes: Lanes, window: MainWindow
) -> None:
    screen = window._stack.visible_screen()
    assert isinstance(screen, ProductsScreen)
    assert sheet.is_open
    command = next(each for each in screen.commands() if each.title.endswith("sans code"))

    command.run()

    qtbot.waitUntil(lambda: bool(lanes.read(products_by_code, ["2000000000015"]).result()))


def test_labels_open_from_the_card_and_from_the_list(
    qtbot: QtBot, sheet: ProductSheet, window: MainWindow, desk: Desk, lanes: Lanes, tmp_path: Path
) -> None:
    shell = window._shell
    center = PrintCenter(desk, lanes, shell.theme, tmp_path, printers=Trays(tmp_path))
    shell.services = replace(shell.services, print_center=center)

    sheet.labels.go.click()

    (dialog,) = window.findChildren(LabelsDialog)
    qtbot.waitUntil(lambda: dialog.panel.told.text().startswith("1 étiquette"))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    sheet.sheet.close_sheet()
    screen = window._stack.visible_screen()
    assert isinstance(screen, ProductsScreen)
    next(each for each in screen.commands() if each.title == "Étiquettes…").run()
    (dialog,) = window.findChildren(LabelsDialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    center.stop()


def _changes_the_box(button: IconButton) -> bool:
    return button.isVisible() and button.accessibleName() == f"Changer le code {BOX}"


def test_a_carton_that_was_miscounted_is_changed_and_a_circle_is_refused_under_the_field(
    qtbot: QtBot, sheet: ProductSheet, lanes: Lanes, stocked: Stocked
) -> None:
    _add_carton(sheet, BOX, 12)
    qtbot.waitUntil(lambda: BOX in _lines(lanes, stocked.soap))
    codes = sheet.codes
    qtbot.waitUntil(lambda: codes.inner.count() == 2)
    qtbot.waitUntil(lambda: any(map(_changes_the_box, codes.findChildren(IconButton))))
    change = next(filter(_changes_the_box, codes.findChildren(IconButton)))

    change.click()
    assert (codes.code.value, codes.units.value(), codes.add.text()) == (BOX, 12, "Changer")
    codes.inner.setCurrentIndex(1)
    codes.add.click()
    qtbot.waitUntil(lambda: "se contiendrait lui-même" in codes.code.error)
    codes.inner.setCurrentIndex(0)
    codes.units.setValue(10)
    codes.add.click()

    qtbot.waitUntil(lambda: _lines(lanes, stocked.soap)[BOX].units == 10)
    qtbot.waitUntil(lambda: codes.add.text() == "Ajouter")
