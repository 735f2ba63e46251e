"""Lines of a card: what is filled again holds nothing of what it told before."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.ui.stock.lines import clear


def test_a_layout_is_emptied_with_the_rows_inside_it(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column, row = QVBoxLayout(page), QHBoxLayout()
    alone, inside = QPushButton("Lettre…"), QPushButton("Abandonner")
    column.addWidget(alone)
    row.addWidget(inside)
    row.addStretch(1)
    column.addLayout(row)
    page.show()

    clear(column)

    assert column.count() == 0
    assert not alone.isVisible()
    assert not inside.isVisible()
