"""What cannot be planned says so in a sentence, and nothing is kept of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, QTime
from pytestqt.qtbot import QtBot
from sqlalchemy import delete, update

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.station import ShopProfile
from merchant_desk.rules.legal.answer import Level
from merchant_desk.ui.promotions.day_time import DayTime
from merchant_desk.ui.theme import Theme
from merchant_desk.values.clock import PARIS
from merchant_desk.values.money import Money
from tests.ui.promotions.conftest import Stocked
from tests.ui.promotions.planner import Planner, in_days

NOON, EVENING = QTime(12, 0), QTime(23, 59)


def test_an_end_before_the_start_is_said_and_keeps_nothing(qtbot: QtBot, planner: Planner) -> None:
    planner.new()
    planner.set_moment(planner.form.basics.starts, in_days(5), NOON)
    planner.set_moment(planner.form.basics.ends, in_days(2), NOON)

    words = "L’opération n’a pas été enregistrée\u00a0: elle finit avant de commencer."
    qtbot.waitUntil(lambda: planner.panel.heading.text() == words)
    assert planner.panel.note.text() == "Choisissez une fin après le début."
    assert not planner.screen.form.head.plan.isEnabled()

    planner.panel.heading.setText("")
    planner.screen.form.head.keep.click()

    qtbot.waitUntil(lambda: planner.panel.heading.text() == words)
    assert planner.rows == ()


def test_an_operation_that_is_over_cannot_be_planned_but_its_draft_can_be_kept(
    qtbot: QtBot, planner: Planner
) -> None:
    planner.new()
    planner.add("savon")
    planner.type(planner.form.prices.value.input, "10")
    planner.set_moment(planner.form.basics.starts, in_days(-9), NOON)
    planner.set_moment(planner.form.basics.ends, in_days(-2), NOON)
    planner.judged()

    planner.screen.form._on_plan()

    words = "L’opération n’a pas été planifiée\u00a0: ses dates sont passées."
    qtbot.waitUntil(lambda: planner.panel.heading.text() == words)
    assert planner.rows == ()

    planner.screen.form.head.keep.click()
    qtbot.waitUntil(lambda: len(planner.rows) == 1)


def test_without_a_name_the_field_says_so_and_nothing_is_kept(planner: Planner) -> None:
    planner.new("")

    planner.screen.form.head.keep.click()

    assert planner.form.basics.name.error == "Donnez-lui un nom, par exemple Soldes d’hiver."
    assert planner.form.basics.name.input.hasFocus()
    assert planner.rows == ()


def test_an_article_whose_price_was_never_noted_counts_from_the_day_it_came(
    planner: Planner, stocked: Stocked
) -> None:
    planner.new()
    planner.add("nouveau")

    verdict = planner.judged()

    assert verdict.facts[0].product_id == stocked.unpriced
    assert verdict.level >= Level.WARN
    assert planner.line(stocked.unpriced).prior == Money(1000)
    assert not planner.screen.form.head.plan.isEnabled()


def test_an_article_without_cost_nor_vat_says_that_the_cost_is_unknown(
    planner: Planner, shop_file: Database, stocked: Stocked
) -> None:
    products = table(Product)
    with shop_file.write() as session:
        change = update(products).where(products.c.id == stocked.candle)
        session.execute(change.values(rate_bp=0))
    planner.new()
    planner.add("figuier")

    planner.judged()

    told = [each.words.text() for each in planner.boxes]
    assert any("Coût d’achat inconnu" in each for each in told)


def test_an_unknown_address_is_said_with_the_way_to_fill_it(
    qtbot: QtBot, planner: Planner, shop_file: Database
) -> None:
    with shop_file.write() as session:
        session.execute(delete(table(ShopProfile)))

    planner.new()
    planner.add("savon")

    qtbot.waitUntil(lambda: "adresse" in planner.panel.heading.text() + planner.panel.note.text())
    assert not planner.screen.form.head.plan.isEnabled()


@pytest.mark.parametrize(
    ("day", "at", "instant"),
    [
        (date(2028, 2, 29), QTime(8, 0), datetime(2028, 2, 29, 7, tzinfo=UTC)),
        (date(2027, 3, 28), QTime(2, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (date(2027, 10, 31), QTime(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
    ids=["29 February", "an hour that does not exist", "an hour that comes twice"],
)
def test_a_day_and_a_time_are_the_instant_of_the_shop_also_when_clocks_change(
    qtbot: QtBot, theme: Theme, day: date, at: QTime, instant: datetime
) -> None:
    part = DayTime(theme, "Début", PARIS)
    qtbot.addWidget(part)

    part.day.setDate(QDate(day.year, day.month, day.day))
    part.time.setTime(at)

    assert part.instant == instant


def test_29_february_moves_to_1_march_when_the_year_has_none(qtbot: QtBot, theme: Theme) -> None:
    part = DayTime(theme, "Début", PARIS)
    qtbot.addWidget(part)
    part.show_instant(datetime(2028, 2, 29, 11, tzinfo=UTC) + timedelta(days=366))

    assert part.day.date() == QDate(2029, 3, 1)
