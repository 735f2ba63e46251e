"""The weeks of the account as bars, and a small line beside a figure."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.rules.cash_chart import chart_of
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.sparkline import Sparkline
from merchant_desk.ui.widgets.week_bars import WeekBars
from merchant_desk.values.money import Money
from tests.cash_forecasts import make_forecast
from tests.ui.pixels import near


def test_weeks_are_bars_above_and_below_and_open_by_enter(qtbot: QtBot, theme: Theme) -> None:
    bars = WeekBars(theme)
    qtbot.addWidget(bars)
    bars.resize(1000, 100)
    forecast = make_forecast()
    bars.show_chart(chart_of(forecast))
    bars.show()
    opened: list[date] = []
    bars.opened.connect(opened.append)

    picture = bars.grab().toImage()
    week = forecast.weeks[3]  # the payout comes in, the VAT goes out
    inwards = bars.bar_area(week.monday, money_in=True)
    outwards = bars.bar_area(week.monday, money_in=False)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    QTest.keyClick(bars, Qt.Key.Key_Return)

    assert inwards is not None
    assert outwards is not None
    assert inwards.bottom() <= outwards.top() + 1
    assert inwards.height() / outwards.height() == pytest.approx(2600 / 890, rel=0.1)
    assert near(picture, inwards.center(), theme.tokens.ok)
    assert near(picture, outwards.center(), theme.tokens.text3)
    assert opened == [forecast.weeks[1].monday]
    assert bars.accessibleDescription().startswith("Semaine du 30 nov.")


def test_a_sparkline_ends_where_its_amounts_do(qtbot: QtBot, theme: Theme) -> None:
    spark = Sparkline(theme)
    qtbot.addWidget(spark)
    spark.resize(112, 32)

    spark.show_amounts([Money(0), Money(500), Money(-500)])
    points = spark.points()
    spark.show_amounts([Money(700)])

    assert points[1].y() < points[0].y() < points[2].y()
    assert points[-1].x() > 100
    assert spark.points()[0].y() == 16
