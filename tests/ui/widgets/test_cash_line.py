"""The line of the account: drawn where it is, red where it is too low, walked and moved by keys."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.rules.cash_chart import chart_of, largest_marks
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.cash_line import CashLine
from merchant_desk.ui.widgets.cash_line_events import EventLine
from merchant_desk.values.cash_flow import Forecast, Reading
from merchant_desk.values.chart import ChartPoint
from merchant_desk.values.money import ZERO, Money
from tests.cash_forecasts import A_QUARTER, TODAY, Event, make_forecast
from tests.ui.accessibility import faults
from tests.ui.pixels import near

RENT = (Event(10, -120_000, "Loyer"),)


def _shown(
    qtbot: QtBot, theme: Theme, forecast: Forecast, line: CashLine | None = None
) -> CashLine:
    line = line or CashLine(theme)
    qtbot.addWidget(line)
    line.resize(1000, 260)
    past = [ChartPoint(TODAY - timedelta(days=each), Money(180_000)) for each in range(20, 0, -1)]
    marks = largest_marks(forecast.flows, forecast)
    line.show_chart(chart_of(forecast, past, marks=marks))
    line.show()
    qtbot.waitExposed(line)
    return line


def _at(line: CashLine, days: int, balance: Money) -> QPointF:
    scale = line.scale()
    assert scale is not None
    return QPointF(scale.x(TODAY + timedelta(days=days)), scale.y(balance))


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_line_goes_through_its_balances(qtbot: QtBot, theme: Theme, mode: Mode) -> None:
    theme.use(Look(mode=mode))
    line = _shown(qtbot, theme, make_forecast(RENT, opening=250_000, floor=0))

    picture = line.grab().toImage()

    tokens = theme.tokens
    assert near(picture, _at(line, 5, Money(250_000)), tokens.accent)
    assert near(picture, _at(line, 30, Money(130_000)), tokens.accent)
    assert near(picture, _at(line, -10, Money(180_000)), tokens.text2)
    assert not near(picture, _at(line, 30, Money(200_000)), tokens.accent)
    theme.use(Look())


def test_only_what_is_under_the_floor_is_red(qtbot: QtBot, theme: Theme) -> None:
    line = _shown(qtbot, theme, make_forecast(RENT, opening=150_000, floor=80_000))

    picture = line.grab().toImage()

    def redness(spot: QPointF) -> int:
        colour = picture.pixelColor(round(spot.x()), round(spot.y()))
        return colour.red() - colour.blue()

    assert redness(_at(line, 60, Money(55_000))) > 60
    assert redness(_at(line, 60, Money(15_000))) < 30  # below the line itself
    assert redness(_at(line, 5, Money(55_000))) < 30  # before the rent
    assert redness(_at(line, 60, Money(110_000))) < 30


def test_nothing_is_red_while_the_account_is_well(qtbot: QtBot, theme: Theme) -> None:
    line = _shown(qtbot, theme, make_forecast(RENT, opening=900_000, floor=0))

    picture = line.grab().toImage()

    reds = [
        (x, y)
        for x in range(80, 980, 5)
        for y in range(30, 220, 5)
        if picture.pixelColor(x, y).red() - picture.pixelColor(x, y).blue() > 60
    ]
    assert reds == []


def test_arrows_walk_the_days_and_say_their_figures(qtbot: QtBot, theme: Theme) -> None:
    line = _shown(qtbot, theme, make_forecast(RENT, opening=250_000, floor=0))
    walked: list[int] = []
    line.day_changed.connect(lambda day: walked.append((day - TODAY).days if day else 0))

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(line, key)
    told = line.accessibleDescription()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(line, key)

    assert walked == [10, 9, 16, 90, -20]  # first the lowest evening
    assert told.startswith("mercredi 2 décembre, probable 2")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.day is None
    assert line.accessibleDescription().startswith("Au plus bas")


def test_each_step_is_said_by_the_screen_reader(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "merchant_desk.ui.widgets.cash_line.announce", lambda _widget, words: said.append(words)
    )
    line = _shown(qtbot, theme, make_forecast(RENT, opening=250_000, floor=0))

    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClick(line, Qt.Key.Key_A)

    (words,) = said
    assert words.startswith("dimanche 21 février, probable 1")


def test_enter_opens_the_day_and_the_pointer_shows_it(qtbot: QtBot, theme: Theme) -> None:
    line = _shown(qtbot, theme, make_forecast())
    opened: list[date] = []
    line.day_opened.connect(opened.append)

    spot = _at(line, 30, ZERO)
    QTest.mouseMove(line, QPoint(round(spot.x()), 100))
    qtbot.waitUntil(lambda: line.day == TODAY + timedelta(days=30))
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert opened == [TODAY + timedelta(days=30)]


@dataclass
class Moves:
    """A line with two events, a button behind it, and what was heard of moves."""

    page: QWidget
    line: EventLine
    after: Button
    keys: list[str]
    moving: list[tuple[str, int]] = field(default_factory=list)
    dragged: list[tuple[str, int]] = field(default_factory=list)


@pytest.fixture
def moves(qtbot: QtBot, theme: Theme) -> Moves:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    forecast = make_forecast(A_QUARTER[2:4])
    keys = [each.key for each in forecast.flows]
    made = Moves(page, EventLine(theme), Button(theme, "Après"), keys)
    column.addWidget(made.line)
    column.addWidget(made.after)
    made.line.show_chart(chart_of(forecast, marks=largest_marks(forecast.flows, forecast)))
    made.line.event_moving.connect(lambda key, days: made.moving.append((key, days)))
    made.line.event_dragged.connect(lambda key, days: made.dragged.append((key, days)))
    page.resize(900, 400)
    page.show()
    qtbot.waitExposed(page)
    made.line.setFocus()
    return made


def test_an_event_is_chosen_by_tab_moved_by_arrows_and_kept_by_enter(moves: Moves) -> None:
    line, rent = moves.line, moves.keys[0]

    QTest.keyClick(line, Qt.Key.Key_Tab)
    QTest.keyClick(line, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(line, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    told = line.accessibleDescription()
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert moves.moving == [(rent, 1), (rent, 2)]
    assert moves.dragged == [(rent, 2)]
    assert told.endswith("lundi 7 décembre")


def test_escape_takes_a_move_back_and_tab_leaves_after_the_last_event(moves: Moves) -> None:
    line = moves.line

    QTest.keyClick(line, Qt.Key.Key_Tab)
    QTest.keyClick(line, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(line, Qt.Key.Key_Escape)

    assert moves.dragged == []
    assert moves.moving == [(moves.keys[0], -1), (moves.keys[0], 0)]
    QTest.keyClick(line, Qt.Key.Key_Tab)
    second = line.chosen
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert second == moves.keys[1]
    assert moves.after.hasFocus()


def test_an_event_is_dragged_by_whole_days_and_not_before_today(qtbot: QtBot, theme: Theme) -> None:
    forecast = make_forecast(RENT, opening=250_000)
    line = _shown(qtbot, theme, forecast, EventLine(theme))
    assert isinstance(line, EventLine)
    dragged: list[tuple[str, int]] = []
    line.event_dragged.connect(lambda key, days: dragged.append((key, days)))
    scale = line.scale()
    assert scale is not None
    (placed,) = line.placed()

    def drag(days: int) -> None:
        start = placed.spot.toPoint()
        QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(line, start + QPoint(round(days * scale.column), 0))
        qtbot.waitUntil(lambda: line.chosen == placed.mark.key)
        QTest.mouseRelease(
            line, Qt.MouseButton.LeftButton, pos=start + QPoint(round(days * scale.column), 0)
        )

    drag(14)
    drag(-30)

    assert dragged == [(placed.mark.key, 14), (placed.mark.key, -10)]


@pytest.mark.parametrize(
    "forecast",
    [
        make_forecast((), opening=0, floor=0),
        make_forecast(opening=-4_000_000),
        make_forecast((), opening=123_45, days=1),
        make_forecast((Event(3, -(10**15), "Énorme"),), opening=10**15),
    ],
    ids=["zero", "overdrawn", "one day", "huge"],
)
def test_any_account_is_drawn_and_named(qtbot: QtBot, theme: Theme, forecast: Forecast) -> None:
    for reading in Reading:
        line = CashLine(theme)
        qtbot.addWidget(line)
        line.resize(420, 190)
        line.show_chart(chart_of(forecast, reading=reading))
        line.point_at(TODAY)

        picture = line.grab().toImage()

        colours = {picture.pixelColor(x, 60).rgb() for x in range(0, 420, 2)}
        assert len(colours) > 2
        assert faults(line) == []
