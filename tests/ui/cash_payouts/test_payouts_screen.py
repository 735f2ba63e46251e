"""A settlement is dropped, told, taken apart with its proof, and taken back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.ui.cash_payouts.screen import PayoutsScreen
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.stock.lines import Line
from merchant_desk.ui.widgets.text_label import TextLabel
from tests.documents.payouts import samples
from tests.ui.accessibility import faults


def words(screen: PayoutsScreen) -> str:
    """What the sheet says."""
    sheet = screen.sheet.sheet
    return "\n".join(each.text() for each in sheet.findChildren(TextLabel))


def take(qtbot: QtBot, screen: PayoutsScreen, path: Path, count: str = "2 versements") -> None:
    screen.intake.take([path])
    qtbot.waitUntil(lambda: screen.counted.text().startswith(count))
    qtbot.waitUntil(lambda: screen.table.current() is not None)


def test_a_settlement_is_kept_and_what_is_awaited_is_told(
    qtbot: QtBot, screen: PayoutsScreen, settlement: Path
) -> None:
    take(qtbot, screen, settlement)

    awaited = "1\u202f202,29\u00a0€ attendus en banque"  # read apart from the rows
    qtbot.waitUntil(lambda: awaited in screen.counted.text())
    assert screen.banner.isVisible()
    assert "2 versements repris" in screen.banner._title.text()
    assert "1 ligne parle d’une commande qui n’est pas" in screen.banner._advice.text()
    assert "1 impayé de carte" in screen.banner._advice.text()
    assert faults(screen) == []


def test_the_same_file_again_counts_nothing_twice(
    qtbot: QtBot, screen: PayoutsScreen, settlement: Path
) -> None:
    take(qtbot, screen, settlement)

    screen.intake.take([settlement])

    qtbot.waitUntil(lambda: "déjà là" in screen.banner._advice.text())
    assert screen.table.row_count() == 2


def test_a_file_that_is_no_settlement_is_refused_with_what_to_do(
    qtbot: QtBot, screen: PayoutsScreen, tmp_path: Path
) -> None:
    path = tmp_path / "releve.pdf"
    path.write_bytes(b"%PDF-1.7")

    screen.intake.take([path])

    qtbot.waitUntil(screen.banner.isVisible)
    assert "c’est un PDF" in screen.banner._title.text()
    assert "CSV" in screen.banner._advice.text()
    assert screen.table.row_count() == 0


def test_a_payout_is_taken_apart_by_keyboard_and_its_order_opened(
    qtbot: QtBot, screen: PayoutsScreen, settlement: Path
) -> None:
    take(qtbot, screen, settlement)
    screen.table._view.setFocus()
    QTest.keyClick(screen.table._view, Qt.Key.Key_Down)
    QTest.keyClick(screen.table._view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.sheet.card is not None)
    asked: list[object] = []
    screen.sheet.order_wanted.connect(asked.append)

    card = screen.sheet.card
    assert card is not None
    assert card.reference == "po_1"
    assert "La preuve" in [each.accessibleName() for each in _sections(screen)]
    assert "0,00\u00a0€" in words(screen)
    assert "17,28\u00a0€" in words(screen)
    screen.sheet._on_order(next(each.order_id for each in card.lines if each.order_id))
    assert len(asked) == 1


def test_lines_that_nothing_explains_come_first_with_what_to_do(
    qtbot: QtBot, screen: PayoutsScreen, settlement: Path
) -> None:
    take(qtbot, screen, settlement)
    screen.table._view.setFocus()
    QTest.keyClick(screen.table._view, Qt.Key.Key_Home)
    QTest.keyClick(screen.table._view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.sheet.card is not None)

    card = screen.sheet.card
    assert card is not None
    assert [card.reference, sum(each.not_found for each in card.lines)] == ["po_2", 1]
    assert "reprenez le relevé" in words(screen)
    assert "annulez le rapprochement" not in words(screen)


def _sections(screen: PayoutsScreen) -> list[SheetSection]:
    return screen.sheet.sheet.findChildren(SheetSection)


def test_a_payout_is_taken_back_after_a_question(
    qtbot: QtBot, screen: PayoutsScreen, settlement: Path
) -> None:
    take(qtbot, screen, settlement)
    screen.table._view.setFocus()
    QTest.keyClick(screen.table._view, Qt.Key.Key_Down)
    QTest.keyClick(screen.table._view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.sheet.card is not None)

    screen.sheet.undo.click()
    qtbot.waitUntil(screen.sheet.confirm.go.isVisible)
    screen.sheet.confirm.go.click()

    qtbot.waitUntil(lambda: screen.table.row_count() == 1)


def test_what_providers_hold_and_keep_is_told_beside(
    qtbot: QtBot, screen: PayoutsScreen, settlement: Path
) -> None:
    take(qtbot, screen, settlement)

    screen.held.open_sheet()

    sheet = screen.held.sheet
    qtbot.waitUntil(lambda: len(sheet.findChildren(SheetSection)) == 2)
    told = "\n".join(each.text() for each in sheet.findChildren(TextLabel))
    assert "1060" in told
    assert "2,87\u00a0% de" in told
    assert sheet.findChildren(Line)


def test_filters_say_how_to_clear_them(
    qtbot: QtBot, screen: PayoutsScreen, settlement: Path
) -> None:
    take(qtbot, screen, settlement)
    screen.search.setText("paypal")
    screen._on_filter()
    qtbot.waitUntil(lambda: screen.table.row_count() == 0)

    screen._on_empty()

    qtbot.waitUntil(lambda: screen.table.row_count() == 2)


def test_several_files_are_told_together(
    qtbot: QtBot, screen: PayoutsScreen, settlement: Path, tmp_path: Path
) -> None:
    bad, more = tmp_path / "bad.csv", tmp_path / "mollie.csv"
    bad.write_text("rien", "utf-8")
    more.write_text(samples.MOLLIE, "utf-8")

    screen.intake.take([settlement, bad, more])

    qtbot.waitUntil(lambda: screen.counted.text().startswith("3 versements"))
    assert "bad.csv" in screen.banner._advice.text()


def test_an_unknown_settlement_asks_for_its_columns_once(
    qtbot: QtBot, screen: PayoutsScreen, tmp_path: Path
) -> None:
    path = tmp_path / "cdiscount.csv"
    path.write_text(samples.GENERIC, "utf-8")
    screen.intake.take([path])
    asked = screen.columns
    qtbot.waitUntil(asked.go.isVisible)
    assert asked.columns.order == "Numéro de commande"
    assert not asked.go.isEnabled()

    asked.provider.set_value("Cdiscount")
    asked.go.click()

    qtbot.waitUntil(lambda: screen.counted.text().startswith("1 versement"))
    qtbot.waitUntil(lambda: screen.sheet.card is not None)
    assert screen.sheet.card is not None
    assert (screen.sheet.card.provider, screen.sheet.card.reference) == ("Cdiscount", "V-77")
