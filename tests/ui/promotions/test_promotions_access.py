"""What a screen reader and a keyboard need on the calendar and in the form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.ui.promotions.basics_card import PLANNED_KINDS
from merchant_desk.ui.promotions.verdict_panel import FindingBox
from tests.ui.accessibility import faults
from tests.ui.promotions.conftest import Stocked
from tests.ui.promotions.planner import Planner


def test_the_calendar_and_its_table_have_no_fault(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    planner.keep("Semaine du savon", stocked.soap, first=3)
    assert faults(planner.screen) == []

    planner.screen._on_swap()

    qtbot.waitUntil(lambda: planner.screen.table.row_count() == 1)
    assert faults(planner.screen) == []


@pytest.mark.parametrize("kind", PLANNED_KINDS)
def test_the_form_of_each_kind_has_no_fault(planner: Planner, kind: str) -> None:
    planner.new()
    planner.add("savon")
    planner.form.words.add.click()
    planner.form.prices.add_step.click()
    planner.choose_kind(kind)
    planner.form.details.more.click()
    planner.judged()

    assert faults(planner.screen) == []


@pytest.mark.parametrize("size", [(1093, 614), (1280, 720)])
def test_the_form_fits_a_small_window_beside_its_verdict(
    qtbot: QtBot, planner: Planner, size: tuple[int, int]
) -> None:
    planner.window.resize(*size)
    planner.new("Liquidation")
    planner.add("savon")
    planner.choose_kind("liquidation")
    planner.form.words.add.click()
    planner.form.details.more.click()
    planner.judged()
    qtbot.waitUntil(lambda: bool(planner.boxes) and planner.boxes[0].width() > 1)

    inner = planner.form.widget()
    assert inner is not None
    assert inner.width() <= planner.form.viewport().width()
    assert inner.minimumSizeHint().width() <= planner.form.viewport().width()
    assert planner.panel.isVisible()
    wide = planner.panel.width()
    qtbot.waitUntil(lambda: all(_right(planner, box) <= wide for box in planner.boxes))


def _right(planner: Planner, box: FindingBox) -> int:
    """Return where a finding ends, in the panel."""
    return box.mapTo(planner.panel, box.rect().topRight()).x()


def test_tab_goes_through_the_whole_form_and_out_of_every_part(
    planner: Planner,
) -> None:
    planner.new()
    planner.add("savon")
    planner.judged()
    start = planner.form.basics.name.input
    start.setFocus()
    seen: list[QWidget] = []
    for _step in range(120):
        focused = QApplication.focusWidget()
        assert focused is not None
        if seen and focused is start:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is start
    wanted = (
        planner.form.basics.kind,
        planner.form.articles.finder.search,
        planner.form.prices.value.input,
        planner.form.details.more,
        planner.form.words.add,
        planner.screen.form.head.keep,
    )
    assert [each.accessibleName() for each in wanted if each not in seen] == []
