"""The wheel of Qt in use must not lose references: 6.12.0 aborted on Python 3.11 by doing so."""

import sys

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 200


class Bell(QObject):
    """Has a signal."""

    rung = Signal(int)


def test_calls_that_return_nothing_lose_no_reference_to_none(qtbot: QtBot) -> None:
    timer, label = QTimer(), QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for _each in range(CALLS):
        timer.stop()
        label.setText("x")

    assert sys.getrefcount(None) - before > -10


@pytest.mark.usefixtures("qapp")
def test_emitting_loses_no_reference_to_true() -> None:
    bell = Bell()
    before = sys.getrefcount(True)

    for each in range(CALLS):
        bell.rung.emit(each)

    assert sys.getrefcount(True) - before > -10
