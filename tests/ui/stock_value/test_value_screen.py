"""The value page: figures that agree, any day, both methods, a cost explained and written down."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from merchant_desk.operations.write_down import WriteDown, write_down
from merchant_desk.queries.valuation.stock_worth import stock_worth
from merchant_desk.ui.stock_value.export import CSV, PDF
from merchant_desk.ui.stock_value.tables import ARTICLES, DEAD, OVER, RUPTURES
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money, total
from merchant_desk.values.stock_method import StockMethod, WorthBy
from tests.ui.patient_bot import PatientBot
from tests.ui.stock_value.conftest import HELD, Kit


def test_the_figures_the_bars_and_the_lines_are_one_sum(kit: Kit, qtbot: PatientBot) -> None:
    screen = kit.screen
    qtbot.waitUntil(lambda: screen.health is not None)  # not between a page and its figures
    assert screen.page is not None
    whole = screen.page.worth.amount

    assert screen.figures.value.value.text() == euros(whole)
    bars = [each.amount for each in screen.cards.part_bars.bars]
    assert total(bars) == whole
    assert len(screen.cards.age_bars.bars) == 6
    tables = screen.tables.tables  # each reads its rows by itself
    qtbot.waitUntil(lambda: [tables[key].row_count() for key in (ARTICLES, DEAD)] == [HELD, 2])


def test_each_list_shows_what_it_counts(kit: Kit, qtbot: PatientBot) -> None:
    screen = kit.screen
    qtbot.waitUntil(lambda: screen.health is not None)  # not between a page and its figures
    health = screen.health
    assert health is not None

    for key, rows in ((DEAD, health.dead), (OVER, health.over), (RUPTURES, health.ruptures)):
        screen.tables.strip.tabs.choose(key)
        qtbot.waitUntil(partial(_shows, kit, len(rows)))

    assert [row.sku for row in health.dead] == ["NAP-LIN-150", "BOU-FIG-180"]
    assert [row.sku for row in health.ruptures] == ["SAV-OLI-100", "MIE-LAV-250"]


def _shows(kit: Kit, rows: int) -> bool:
    return kit.screen.tables.table.row_count() == rows


def test_another_day_is_typed_and_valued(kit: Kit, qtbot: PatientBot) -> None:
    screen = kit.screen
    now = screen.page.worth.amount if screen.page else None
    day = screen.bar.today - timedelta(days=100)

    QTest.keySequence(screen, QKeySequence("Ctrl+J"))
    QTest.keyClicks(screen.bar.input, day.strftime("%d/%m/%Y"))
    QTest.keyClick(screen.bar.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: screen.page is not None and screen.page.asked.day == day)
    assert screen.page is not None
    then = kit.lanes.read(stock_worth, StockMethod.AVERAGE, day).result()
    assert screen.page.worth == then
    assert screen.page.worth.amount != now


def test_a_day_to_come_is_not_taken(kit: Kit) -> None:
    screen = kit.screen

    screen.bar.ask_day()
    screen.bar.input.setText((screen.bar.today + timedelta(days=1)).strftime("%d/%m/%Y"))
    QTest.keyClick(screen.bar.input, Qt.Key.Key_Return)

    assert "à venir" in screen.bar.words.text()
    assert screen.bar.day is None


def test_the_other_method_is_kept_for_the_shop(kit: Kit, qtbot: PatientBot) -> None:
    screen = kit.screen
    assert screen.page is not None
    average = screen.page.worth.amount

    next(each for each in screen.commands() if each.title == "Changer de méthode").run()

    qtbot.waitUntil(lambda: screen.page is not None and screen.page.method is StockMethod.FIFO)
    assert screen.page.worth.amount != average
    assert any("premier entré, premier sorti" in each for each in kit.toasts)


def test_the_value_is_split_by_place(kit: Kit, qtbot: PatientBot) -> None:
    screen = kit.screen

    screen.cards.by.choose(WorthBy.LOCATION)
    screen.cards.by_changed.emit(WorthBy.LOCATION)

    qtbot.waitUntil(lambda: screen.page is not None and screen.page.asked.by is WorthBy.LOCATION)
    assert {each.name for each in screen.cards.part_bars.bars} == {"Boutique", "Dépôt"}


def test_enter_on_a_line_explains_its_cost(kit: Kit, qtbot: PatientBot) -> None:
    screen = kit.screen
    screen.tables.table.select_id(kit.goods["SAV-LAV-100"])

    QTest.keySequence(screen, QKeySequence("Ctrl+H"))

    qtbot.waitUntil(lambda: screen.cost.story is not None)
    assert screen.cost.sheet.subtitle.text() == "Savon lavande 100 g"
    assert "tout concorde" in screen.cost.proof.text()
    first = screen.cost.lines.story.lines[0]
    assert first.sentence.startswith("Port, douane ou frais de livraison")
    told = screen.cost.lines.story.data(screen.cost.lines.story.index(0))
    assert "Frais d’approche" in str(told)


def test_stock_is_written_down_from_its_story(kit: Kit, qtbot: PatientBot) -> None:
    screen = kit.screen
    screen.tables.table.select_id(kit.goods["NAP-LIN-150"])
    screen.tables.explained.emit(None)
    qtbot.waitUntil(lambda: screen.cost.story is not None)
    before = screen.cost.story.amount if screen.cost.story else None
    assert before is not None

    QTest.mouseClick(screen.cost.write_down, Qt.MouseButton.LeftButton)
    QTest.keyClicks(screen.less.amount.input, "100,00")
    assert screen.less.preview.text().startswith(euros(before))
    QTest.keyClick(screen.less.amount.input, Qt.Key.Key_Return)
    screen.less.reason.set_value("tissu taché")
    QTest.keyClick(screen.less.reason.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: bool(kit.toasts))
    assert "100,00\u00a0€ de moins" in kit.toasts[0]
    qtbot.waitUntil(
        lambda: (
            screen.cost.story is not None
            and screen.cost.story.amount.cents == before.cents - 10_000
        )
    )


def test_a_write_down_is_taken_back_from_its_story(kit: Kit, qtbot: PatientBot) -> None:
    screen, soap = kit.screen, kit.goods["NAP-LIN-150"]
    gesture = screen.desk.gesture()
    screen.desk.write(None, write_down, gesture, WriteDown(soap, Money(10_000), "taché"))
    screen.tables.table.select_id(soap)
    screen.tables.explained.emit(None)
    qtbot.waitUntil(screen.cost.reverse.isVisible)
    before = screen.cost.story.amount if screen.cost.story else None
    assert before is not None

    screen.cost.reverse.click()

    assert screen.less.sheet.title.text() == "Reprendre la dépréciation"
    assert screen.less.amount.value == "100,00"
    screen.less.reason.set_value("nettoyé")
    screen.less.save.click()
    qtbot.waitUntil(lambda: bool(kit.toasts))
    assert "100,00\u00a0€ de plus" in kit.toasts[0]
    qtbot.waitUntil(screen.cost.reverse.isHidden)
    assert screen.cost.story is not None
    assert screen.cost.story.amount.cents == before.cents + 10_000


def test_more_than_it_is_worth_is_refused_on_the_spot(kit: Kit, qtbot: PatientBot) -> None:
    screen = kit.screen
    screen.tables.table.select_id(kit.goods["TIS-VER-40"])
    screen.tables.explained.emit(None)
    qtbot.waitUntil(lambda: screen.cost.story is not None)
    screen.cost.write_down.click()

    screen.less.amount.set_value("999999")
    screen.less.reason.set_value("erreur")
    screen.less.save.click()

    qtbot.waitUntil(screen.less.banner.isVisible)
    assert kit.toasts == []


def test_the_statement_is_written_as_paper_and_as_a_sheet(
    kit: Kit, qtbot: PatientBot, tmp_path: Path
) -> None:
    screen = kit.screen

    for kind in (PDF, CSV):
        file = tmp_path / f"stock.{kind}"
        screen.export.write(kind, StockMethod.AVERAGE, screen.bar.today, file)
        qtbot.waitUntil(file.exists)

    assert (tmp_path / "stock.pdf").read_bytes().startswith(b"%PDF")
    lines = (tmp_path / "stock.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + HELD
