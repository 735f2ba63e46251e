"""« Fiche légale »: what is known of articles is shown, saved for all of them, and explained."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.models.law_facts import Batch
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.save_law_facts import LawSheet, save_law_sheet
from merchant_desk.queries.law_items import LawFacts, law_facts
from merchant_desk.queries.law_sheet import law_sheet
from merchant_desk.ui.law_sheet.sheet import LawFactsSheet
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.products.screen import ProductsScreen
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.law_words import CATEGORY_NAMES
from merchant_desk.values.money import Money
from tests.ui.accessibility import faults
from tests.ui.products.conftest import Stocked


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> ProductsScreen:
    window._shell.navigate("products")
    shown = window._stack.visible_screen()
    assert isinstance(shown, ProductsScreen)
    qtbot.waitUntil(lambda: shown.counted.text() == "2 produits")
    return shown


def _opened(qtbot: QtBot, screen: ProductsScreen, *product_ids: ProductId) -> LawFactsSheet:
    screen.bulk.open_law(product_ids)
    sheet = screen.bulk.law_sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.sheet.isVisible() and sheet.card is not None)
    return sheet


def _known(shop_file: Database, *product_ids: ProductId) -> tuple[LawFacts, ...]:
    with shop_file.read() as session:
        return law_facts(session, product_ids)


def _choose(sheet: LawFactsSheet, law_category: str) -> None:
    sheet.form.category.setCurrentIndex(list(CATEGORY_NAMES).index(law_category) + 1)


def test_the_sheet_opens_from_the_card_of_a_product_and_from_the_keyboard(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked
) -> None:
    screen.open_product(stocked.soap)
    qtbot.waitUntil(lambda: screen.sheet is not None and screen.sheet.is_open)
    assert screen.sheet is not None
    screen.sheet.law.click()
    qtbot.waitUntil(lambda: screen.bulk.law_sheet is not None)
    sheet = screen.bulk.law_sheet
    assert sheet is not None
    qtbot.waitUntil(sheet.sheet.isVisible)
    assert sheet.sheet.subtitle.text() == "Savon lavande 100 g"
    sheet.sheet.close_sheet()
    screen.sheet.sheet.close_sheet()

    screen.table.select_id(stocked.candle)
    QTest.keyClick(screen.table._view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: sheet.sheet.subtitle.text() == "<b>Bougie</b> figuier")


def test_what_she_fills_in_is_what_the_rules_are_told(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, shop_file: Database
) -> None:
    sheet = _opened(qtbot, screen, stocked.soap)
    _choose(sheet, "clothing")
    sheet.form.flags["previous_season"].setChecked(True)
    sheet.form.acquisition.setCurrentIndex(1)
    sheet.form.supplier.set_value("Savonnerie du Midi")
    sheet.form.offered_since.set_value("1/9/2025")
    sheet.form.rebates.set_value("2,5 %")
    sheet.form.transport.set_value("0,15")

    sheet.save.click()

    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    (known,) = _known(shop_file, stocked.soap)
    assert (known.law_category, known.flags) == ("clothing", ("previous_season",))
    assert (known.acquisition, known.supplier) == ("own_production", "Savonnerie du Midi")
    assert known.offered_since == date(2025, 9, 1)
    assert (known.other_advantages_bp, known.transport_tenthousandths) == (250, 1_500)
    again = _opened(qtbot, screen, stocked.soap)
    qtbot.waitUntil(lambda: again.form.rebates.value == "2,5")
    assert again.form.law_category == "clothing"


def test_only_a_book_is_asked_for_the_price_of_its_publisher(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, shop_file: Database
) -> None:
    sheet = _opened(qtbot, screen, stocked.soap)
    assert not sheet.form.details.isVisible()
    _choose(sheet, "book_new")
    assert sheet.form.details.fields["publisher_price"].isVisible()
    assert not sheet.form.details.fields["approved_price"].isVisible()
    sheet.form.details.fields["publisher_price"].set_value("22,90")
    sheet.form.details.fields["published_on"].set_value("15/03/2024")

    sheet.save.click()

    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    (known,) = _known(shop_file, stocked.soap)
    assert known.details["publisher_price"] == "22.90"
    assert known.details["published_on"] == "2024-03-15"


def test_one_sheet_is_given_to_several_products_after_a_word_of_warning(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, shop_file: Database, gesture: Gesture
) -> None:
    with shop_file.write() as session:
        save_law_sheet(session, gesture, [stocked.soap], LawSheet(law_category="food"))
    sheet = _opened(qtbot, screen, stocked.soap, stocked.candle)
    assert sheet.sheet.subtitle.text() == "2 produits"
    assert sheet.banner.isVisible()
    assert not sheet.receipts.isVisible()

    sheet.save.click()

    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    both = _known(shop_file, stocked.soap, stocked.candle)
    assert [each.law_category for each in both] == ["food", "food"]


def test_a_date_that_is_none_is_not_saved(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked
) -> None:
    sheet = _opened(qtbot, screen, stocked.soap)
    sheet.form.offered_since.set_value("bientôt")

    sheet.save.click()

    assert sheet.form.offered_since.error == "Saisissez une date, comme 06/01/2027."
    assert sheet.sheet.isVisible()


@pytest.mark.usefixtures("winter")
def test_a_payment_noted_makes_units_soldables_and_the_sheet_counts_them(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, shop_file: Database, gesture: Gesture
) -> None:
    with shop_file.write() as session:
        receipt = Receipt(product_id=stocked.soap, place_id=stocked.first, quantity=4)
        batch_id = receive_units(session, gesture, receipt).batch_id
    sheet = _opened(qtbot, screen, stocked.soap)
    assert sheet.receipts.sum_up.text() == "0 unité peut être soldée"
    assert "7 unités en stock n’ont pas de réception notée" in sheet.receipts.note.text()
    pencil = sheet.receipts.findChild(IconButton)
    assert pencil is not None

    pencil.click()
    sheet.receipts.paid_on.set_value("3/11/2026")
    sheet.receipts.keep.click()

    qtbot.waitUntil(lambda: sheet.receipts.sum_up.text() == "4 unités peuvent être soldées")
    with shop_file.read() as session:
        assert session.get_one(Batch, batch_id).paid_on == date(2026, 11, 3)


def test_a_price_of_the_past_is_noted_and_shown_with_the_day_it_was_learnt(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, shop_file: Database
) -> None:
    sheet = _opened(qtbot, screen, stocked.soap)
    sheet.history.open.click()
    sheet.history.price.set_value("4,50")
    sheet.history.first.set_value("1/11/2026")
    sheet.history.last.set_value("7/11/2026")
    sheet.history.channel.choose("web")

    sheet.history.keep.click()

    qtbot.waitUntil(lambda: not sheet.history.form.isVisible())
    with shop_file.read() as session:
        card = law_sheet(session, [stocked.soap], datetime(2026, 11, 22, tzinfo=UTC))
    row = next(each for each in card.ledger if each.source == "correction")
    assert (row.price, row.channel, row.corrected) == (Money(450), "web", False)
    assert row.from_at == datetime(2026, 10, 31, 23, tzinfo=UTC)
    assert row.until_at == datetime(2026, 11, 7, 23, tzinfo=UTC)


def test_a_price_that_is_not_over_is_refused_in_the_sheet(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked
) -> None:
    sheet = _opened(qtbot, screen, stocked.soap)
    sheet.history.open.click()
    sheet.history.price.set_value("4,50")
    sheet.history.first.set_value("1/11/2026")
    sheet.history.last.set_value("7/11/2196")

    sheet.history.keep.click()

    qtbot.waitUntil(sheet.banner.isVisible)
    assert sheet.sheet.isVisible()


@pytest.mark.usefixtures("winter")
def test_every_control_has_a_name_and_room(
    qtbot: QtBot,
    screen: ProductsScreen,
    stocked: Stocked,
    shop_file: Database,
    watch: StallWatch,
) -> None:
    receipt = Receipt(product_id=stocked.soap, place_id=stocked.first, quantity=4)
    with shop_file.write() as session:
        receive_units(session, screen.desk.gesture(), receipt)
    sheet = _opened(qtbot, screen, stocked.soap)
    _choose(sheet, "live_animal")
    sheet.history.open.click()

    with watch.excused():  # the check walks every widget
        # what was just opened is laid out at the next turn of the loop
        qtbot.waitUntil(lambda: faults(sheet.sheet) == [])
