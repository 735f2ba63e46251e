"""How a table looks whose cells are typed in: no grid, rows of one height, a column that grows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

_Triggers = QAbstractItemView.EditTrigger


def dress(view: QTableView, grows: int, *more: QAbstractItemView.EditTrigger) -> None:
    """Dress a table whose cells open as one types, or by these ``more`` ways."""
    view.setShowGrid(False)
    view.setFrameShape(QTableView.Shape.NoFrame)
    view.setTabKeyNavigation(False)
    view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    opened = _Triggers.AnyKeyPressed | _Triggers.EditKeyPressed | _Triggers.DoubleClicked
    for each in more:
        opened |= each
    view.setEditTriggers(opened)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = view.horizontalHeader()
    header.setSectionsClickable(False)
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(grows, QHeaderView.ResizeMode.Stretch)
