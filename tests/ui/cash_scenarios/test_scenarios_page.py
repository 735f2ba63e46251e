"""She tries, sees the lowest evening move, keeps, accepts and takes back."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.operations.set_bank_opening import set_bank_opening
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.ui.cash_scenarios.screen import ScenariosScreen
from merchant_desk.values.cash_flow import Reading
from merchant_desk.values.cash_plan import Change, MoveFlow, TryPurchase
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money


def _low(screen: ScenariosScreen) -> Money:
    chart = screen.line.chart
    assert chart is not None
    assert chart.low is not None
    return chart.low.balance


def _tried(screen: ScenariosScreen) -> tuple[Change, ...]:
    return screen.trying.changes


def _planned(screen: ScenariosScreen) -> bool | None:
    row = screen.table.current()
    return None if row is None else row.line.kept.planned


def _purchase(screen: ScenariosScreen, amount: str) -> None:
    assert screen.page is not None
    screen.sheet.open_form("purchase", screen.page.choices)
    form = screen.sheet.form
    form.fields[1].set_value(amount)
    form.fields[3].set_value("0")
    QTest.mouseClick(screen.sheet.go, Qt.MouseButton.LeftButton)


def test_an_event_is_moved_by_keys_and_the_move_is_a_change(
    qtbot: QtBot, screen: ScenariosScreen
) -> None:
    assert screen.page is not None
    rent = next(each for each in screen.page.base.flows if each.label == "Loyer")
    screen.line.setFocus()
    QTest.keyClick(screen.line, Qt.Key.Key_Tab)
    assert screen.line.chosen == rent.key

    for _step in range(3):
        QTest.keyClick(screen.line, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(screen.line, Qt.Key.Key_Return)

    assert _tried(screen) == (MoveFlow(flow=rent.key, days=3),)
    assert isinstance(_tried(screen)[0], MoveFlow)
    qtbot.waitUntil(lambda: "Au plus bas" in screen.changes.verdict.text())
    qtbot.waitUntil(screen.changes.foot.isVisible)


def test_the_line_is_a_table_too_with_and_without_the_trial(
    qtbot: QtBot, screen: ScenariosScreen
) -> None:
    _purchase(screen, "500,00")
    qtbot.waitUntil(lambda: _low(screen) == Money(50_000))

    QTest.mouseClick(screen.card.as_table, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: screen.card.days.current() is not None)
    row = screen.card.days.current()
    assert row is not None
    assert (row.without, row.with_it) == (Money(300_000), Money(250_000))
    QTest.mouseClick(screen.card.as_table, Qt.MouseButton.LeftButton)
    assert screen.line.isVisible()


def test_a_purchase_lowers_the_lowest_evening_and_the_room(
    qtbot: QtBot, screen: ScenariosScreen
) -> None:
    before = _low(screen)
    assert before == Money(100_000)

    _purchase(screen, "1 500,00")

    qtbot.waitUntil(lambda: _low(screen) == Money(-50_000))
    assert screen.room.figure.text() == "0,00\u00a0€"
    assert "il manque déjà 500,00\u00a0€" in screen.room.reason.text()


def test_a_field_that_is_wrong_keeps_the_sheet_open(screen: ScenariosScreen) -> None:
    _purchase(screen, "=1+1")

    assert screen.sheet.form.fields[1].error == "Saisissez un montant, comme 1 500,00."
    assert _tried(screen) == ()


def test_what_is_accepted_is_counted_and_can_be_taken_back(
    qtbot: QtBot, screen: ScenariosScreen
) -> None:
    _purchase(screen, "500,00")
    qtbot.waitUntil(lambda: _low(screen) == Money(50_000))
    screen.changes.name.setText("Printemps")
    QTest.mouseClick(screen.changes.accept, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: screen.table.row_count() == 1)
    qtbot.waitUntil(
        lambda: (
            screen.page is not None
            and screen.page.base.low(Reading.LIKELY).balance == Money(50_000)
        )
    )
    assert _tried(screen) == ()

    screen.table.setFocus()
    qtbot.waitUntil(lambda: _planned(screen) is True)
    screen._on_withdraw()

    qtbot.waitUntil(
        lambda: (
            screen.page is not None
            and screen.page.base.low(Reading.LIKELY).balance == Money(100_000)
        )
    )
    qtbot.waitUntil(lambda: _planned(screen) is False)
    screen.table.activated.emit(screen.table.current())
    assert isinstance(_tried(screen)[0], TryPurchase)


def test_a_scenario_without_a_name_is_not_kept(qtbot: QtBot, screen: ScenariosScreen) -> None:
    _purchase(screen, "500,00")
    qtbot.waitUntil(screen.changes.foot.isVisible)

    QTest.mouseClick(screen.changes.keep, Qt.MouseButton.LeftButton)

    assert screen.banner.isVisible()
    assert screen.changes.name.hasFocus()
    assert _tried(screen)


def test_two_moves_of_one_event_are_one_change(qtbot: QtBot, screen: ScenariosScreen) -> None:
    assert screen.page is not None
    rent = next(each for each in screen.page.base.flows if each.label == "Loyer")

    screen.trying.drop(rent.key, 5)
    screen.trying.drop(rent.key, -5)
    assert _tried(screen) == ()
    screen.trying.drop(rent.key, 5)
    screen.trying.drop(rent.key, 2)

    assert _tried(screen) == (MoveFlow(flow=rent.key, days=7),)
    qtbot.waitUntil(screen.changes.foot.isVisible)


def test_what_cannot_be_is_said_under_its_field(screen: ScenariosScreen) -> None:
    wrong = {
        ("promotion", 4): ("150", "Saisissez de 0 à 100\u00a0%, comme 20."),
        ("late", 1): ("0", "Saisissez de 1 à 365 jours."),
        ("purchase", 2): ("05/12/1970", "Saisissez une date, comme 05/12/2026."),
        ("purchase", 0): ("a" * 300, "Raccourcissez-le."),
        ("loan", 3): ("361", "Saisissez de 1 à 360 mois."),
    }
    assert screen.page is not None
    for (key, place), (typed, said) in wrong.items():
        screen.sheet.open_form(key, screen.page.choices)
        for field in screen.sheet.form.fields:
            field.set_value(field.value or "1")
        screen.sheet.form.fields[place].set_value(typed)
        QTest.mouseClick(screen.sheet.go, Qt.MouseButton.LeftButton)

        assert screen.sheet.form.fields[place].error == said
    assert _tried(screen) == ()


def test_a_kept_one_under_another_name_is_another_one(
    qtbot: QtBot, screen: ScenariosScreen
) -> None:
    _purchase(screen, "500,00")
    screen.changes.name.setText("Printemps")
    screen._on_save()
    qtbot.waitUntil(lambda: screen.table.row_count() == 1)
    row = screen.table.current()
    assert row is not None
    screen.table.activated.emit(row)

    screen.changes.name.setText("Printemps, plus tard")
    screen._on_save()

    qtbot.waitUntil(lambda: screen.table.row_count() == 2)


def test_a_balance_said_meanwhile_is_counted(
    qtbot: QtBot, screen: ScenariosScreen, lanes: Lanes, gesture: Gesture
) -> None:
    (account,) = lanes.read(bank_accounts).result()
    now = replace(gesture, at=utc_now())
    yesterday = paris_date(now.at) - timedelta(days=1)

    lanes.write(set_bank_opening, now, account.account_id, Money(350_000), yesterday).result()

    qtbot.waitUntil(lambda: _low(screen) == Money(150_000))
