"""Printing from an operation: its price tags and the file that proves it, into the queue."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.models.promotion import PriceShown
from merchant_desk.models.station import PrintJob
from merchant_desk.ui.promotions.print_part import PrintPart
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.words import DocumentKind
from tests.ui.promotions.planner import Planner


def _planned(qtbot: QtBot, planner: Planner) -> PrintPart:
    """Plan ten percent off the soap and open the operation again."""
    planner.new()
    planner.add("savon")
    planner.type(planner.form.prices.value.input, "10")
    planner.judged()
    papers = planner.screen.form.papers
    assert not papers.isVisible(), "a draft has no papers"
    planner.screen.form.head.plan.click()
    qtbot.waitUntil(planner.screen.calendar.isVisible)
    (row,) = planner.rows
    planner.screen.form.open(row.id)
    qtbot.waitUntil(papers.isVisible)
    return papers


def _jobs(planner: Planner) -> list[tuple[DocumentKind, str]]:
    rows = planner.lanes.read(
        lambda session: session.execute(
            select(PrintJob.kind, PrintJob.title).order_by(PrintJob.row)
        ).all()
    ).result()
    return [(row.kind, row.title) for row in rows]


def test_labels_and_the_evidence_are_queued_from_the_menu_of_a_planned_operation(
    qtbot: QtBot, planner: Planner
) -> None:
    papers = _planned(qtbot, planner)
    menu = papers.menu()
    words = [each.text() for each in menu.actions() if each.text()]

    assert words[-1] == "Dossier de preuve"
    assert "Étiquettes de prix, Rouleau, 57 × 32 mm" in words
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(_jobs(planner)) == 1)
    menu.actions()[-1].trigger()

    qtbot.waitUntil(lambda: len(_jobs(planner)) == 2)
    assert _jobs(planner) == [
        (DocumentKind.PRICE_TAGS, "Étiquettes de prix, Semaine du savon"),
        (DocumentKind.EVIDENCE, "Dossier de preuve, Semaine du savon"),
    ]
    shown = planner.lanes.read(lambda session: session.scalars(select(PriceShown.price)).all())
    assert [each.cents for each in shown.result()] == [531]
    menu.deleteLater()


@pytest.mark.qt_log_ignore("This plugin does not support")  # a window without a screen
def test_the_menu_opens_from_the_keyboard(qtbot: QtBot, planner: Planner) -> None:
    papers = _planned(qtbot, planner)
    papers.button.setFocus()

    QTest.keyClick(papers.button, Qt.Key.Key_Space)

    (menu,) = papers.findChildren(Menu)
    assert menu.isVisible()
    menu.close()
