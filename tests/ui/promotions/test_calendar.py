"""The calendar in the real window: walked, moved and resized with keys and with the mouse."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from icalendar import Calendar
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.queries.promotions import PromotionRow
from merchant_desk.values.ids import PromotionId, id_text
from tests.ui.promotions.conftest import Stocked
from tests.ui.promotions.planner import Planner

SHIFT = Qt.KeyboardModifier.ShiftModifier
_DAY = timedelta(days=1)


def _row(planner: Planner, promotion_id: PromotionId) -> PromotionRow:
    return next(each for each in planner.rows if each.id == promotion_id)


def _key(planner: Planner, key: Qt.Key, *, shift: bool = False) -> None:
    modifier = SHIFT if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(planner.screen.calendar, key, modifier)


def _drag(planner: Planner, start: QPointF, days: float) -> None:
    """Press, move in small steps, let go."""
    view = planner.screen.calendar
    column = view._timeline().column
    begin = start.toPoint()
    end = QPointF(start.x() + days * column, start.y()).toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    for step in (1, 2, 3):
        point = QPoint(begin.x() + (end.x() - begin.x()) * step // 3, begin.y())
        QTest.mouseMove(view, point)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def _shows(planner: Planner, days: int) -> bool:
    shown = planner.screen.calendar._shown
    return shown is not None and (shown.last - shown.first).days == days - 1


def _waits_for(planner: Planner, promotion_id: PromotionId, wanted: object) -> Callable[[], bool]:
    def came() -> bool:
        row = _row(planner, promotion_id)
        return (row.starts_at, row.ends_at) == wanted

    return came


def test_arrows_move_a_whole_operation_and_enter_keeps_it(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    kept = planner.keep("Semaine du savon", stocked.soap, first=3)
    before = _row(planner, kept)
    assert before.ends_at is not None
    _key(planner, Qt.Key.Key_Down)
    _key(planner, Qt.Key.Key_Right)
    _key(planner, Qt.Key.Key_Right)
    assert _row(planner, kept).starts_at == before.starts_at

    _key(planner, Qt.Key.Key_Return)

    wanted = before.starts_at + 2 * _DAY, before.ends_at + 2 * _DAY
    qtbot.waitUntil(_waits_for(planner, kept, wanted))


def test_shift_and_an_arrow_change_the_end_only(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    kept = planner.keep("Semaine du savon", stocked.soap, first=3)
    before = _row(planner, kept)
    assert before.ends_at is not None
    _key(planner, Qt.Key.Key_Down)
    _key(planner, Qt.Key.Key_Right, shift=True)
    _key(planner, Qt.Key.Key_Return)

    wanted = before.starts_at, before.ends_at + _DAY
    qtbot.waitUntil(_waits_for(planner, kept, wanted))


def test_escape_takes_a_move_back(planner: Planner, stocked: Stocked) -> None:
    kept = planner.keep("Semaine du savon", stocked.soap, first=3)
    view = planner.screen.calendar
    area = view.bar_area(kept)
    _key(planner, Qt.Key.Key_Down)
    _key(planner, Qt.Key.Key_Right)
    assert view.bar_area(kept) != area

    _key(planner, Qt.Key.Key_Escape)

    assert view.bar_area(kept) == area


def test_an_end_cannot_be_pushed_before_the_start(planner: Planner, stocked: Stocked) -> None:
    kept = planner.keep("Semaine du savon", stocked.soap, first=3, days=2)
    _key(planner, Qt.Key.Key_Down)
    view = planner.screen.calendar
    before = view.bar_area(kept)
    assert before is not None

    for _time in range(6):
        _key(planner, Qt.Key.Key_Left, shift=True)

    area = view.bar_area(kept)
    assert area is not None
    assert area.left() == before.left()
    assert 0 < area.width() < before.width()


def test_enter_opens_the_operation_the_keyboard_is_on(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    planner.keep("Semaine du savon", stocked.soap, first=3)
    _key(planner, Qt.Key.Key_Down)

    _key(planner, Qt.Key.Key_Return)

    qtbot.waitUntil(planner.screen.form.isVisible)
    assert planner.form.basics.name.value == "Semaine du savon"


def test_the_day_page_opens_the_operation_it_told_of(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    kept = planner.keep("Semaine du savon", stocked.soap, first=1)

    planner.screen.shell.navigate("today")
    planner.screen.shell.navigate("promotions", promotion=id_text(kept))

    qtbot.waitUntil(planner.screen.form.isVisible)
    assert planner.form.basics.name.value == "Semaine du savon"


def test_dragging_a_bar_moves_the_operation(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    kept = planner.keep("Semaine du savon", stocked.soap, first=3)
    before = _row(planner, kept)
    area = planner.screen.calendar.bar_area(kept)
    assert area is not None
    assert before.ends_at is not None

    _drag(planner, area.center(), 4)

    wanted = before.starts_at + 4 * _DAY, before.ends_at + 4 * _DAY
    qtbot.waitUntil(_waits_for(planner, kept, wanted))


def test_dragging_the_right_edge_makes_it_longer(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    kept = planner.keep("Semaine du savon", stocked.soap, first=3)
    before = _row(planner, kept)
    area = planner.screen.calendar.bar_area(kept)
    assert area is not None
    assert before.ends_at is not None

    _drag(planner, QPointF(area.right() - 3, area.center().y()), 3)

    wanted = before.starts_at, before.ends_at + 3 * _DAY
    qtbot.waitUntil(_waits_for(planner, kept, wanted))


def test_a_move_that_is_refused_says_why_and_the_bar_comes_back(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    kept = planner.keep("Semaine du savon", stocked.soap, first=3)
    before = _row(planner, kept)
    view = planner.screen.calendar
    area = view.bar_area(kept)
    assert area is not None
    said: list[str] = []
    planner.screen.desk.refused.connect(lambda title, _advice: said.append(title))

    _drag(planner, area.center(), -9)

    qtbot.waitUntil(lambda: bool(said))
    assert said == ["L’opération n’a pas été planifiée\u00a0: ses dates sont passées."]
    assert view.bar_area(kept) == area
    assert _row(planner, kept).starts_at == before.starts_at


def test_pages_and_zoom_change_the_days_that_are_shown(qtbot: QtBot, planner: Planner) -> None:
    view = planner.screen.calendar
    assert view._shown is not None
    first = view._shown.first

    _key(planner, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: view._shown is not None and view._shown.first == first + 21 * _DAY)
    _key(planner, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: view._shown is not None and view._shown.first == first)

    for key, days in (("quarter", 91), ("year", 364), ("weeks", 42)):
        planner.screen.zoom.choose(key)
        planner.screen.zoom.chosen.emit(key)
        qtbot.waitUntil(partial(_shows, planner, days))
        assert view._shown.first <= view._shown.today <= view._shown.last


def test_two_operations_on_one_article_are_marked_as_a_conflict(
    planner: Planner, stocked: Stocked
) -> None:
    first = planner.keep("Semaine du savon", stocked.soap, first=3)
    second = planner.keep("Autre semaine", stocked.soap, first=5, percent_bp=4000)
    view = planner.screen.calendar
    areas = view.bar_area(first), view.bar_area(second)
    assert areas[0] is not None
    assert areas[1] is not None

    assert areas[0].top() != areas[1].top()
    assert _row(planner, first).conflicts == {second}
    view.choose(first)
    assert "En conflit avec 1 autre opération" in view.accessibleDescription()


def test_the_table_shows_the_same_operations_and_enter_opens_one(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    planner.keep("Semaine du savon", stocked.soap, first=3)
    planner.keep("Brouillon", stocked.candle, first=9, planned=False)

    QTest.keyClick(planner.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    table = planner.screen.table
    qtbot.waitUntil(lambda: table.isVisible() and table.row_count() == 2)
    qtbot.waitUntil(lambda: table.current() is not None)
    row = table.current()
    assert row is not None
    QTest.keyClick(table._view, Qt.Key.Key_Return)
    qtbot.waitUntil(planner.screen.form.isVisible)
    assert planner.form.basics.name.value == row.title


def test_the_export_is_a_calendar_that_others_read(
    qtbot: QtBot, planner: Planner, stocked: Stocked, tmp_path: Path
) -> None:
    planner.keep("Semaine du savon", stocked.soap, first=3, days=4)
    file = tmp_path / "promotions.ics"

    planner.screen.export.write(str(file))

    qtbot.waitUntil(lambda: file.exists() and file.read_bytes().endswith(b"END:VCALENDAR\r\n"))
    events = {str(each["summary"]): each for each in Calendar.from_ical(file.read_bytes()).events}
    told = events["Semaine du savon"]
    assert (told.end - told.start).days == 4
    assert {"Noël", "Black Friday", "Soldes en magasin"} <= events.keys()
