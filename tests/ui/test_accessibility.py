from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import Fault, faults


def test_a_nameless_a_small_and_two_like_buttons_are_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    for text in ("", "Imprimer", "Imprimer"):
        button = QPushButton(text)
        button.setFixedHeight(30)
        row.addWidget(button)
    small = QPushButton("Petit")
    small.setFixedSize(18, 40)
    row.addWidget(small)

    page.show()

    assert faults(page) == [
        Fault("takes the focus without a name", "QPushButton « ? »"),
        Fault("2 buttons named « Imprimer »", "QWidget « ? »"),
        Fault("is only 18×40", "QPushButton « Petit »"),
    ]


def test_a_page_with_named_large_distinct_buttons_has_no_fault(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    for text in ("Imprimer", "Exporter"):
        button = QPushButton(text)
        button.setMinimumHeight(30)
        row.addWidget(button)

    page.show()

    assert faults(page) == []
