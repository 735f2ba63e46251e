"""The menu of a table's head: order, density, which columns."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from merchant_desk.ui.column import Column
from merchant_desk.ui.table_memory import Sort
from merchant_desk.values.texts import _


class TableMenu(QMenu):
    """Built when it is opened; every choice calls back at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def add_orders(
        self, columns: Sequence[Column[Any]], sort: Sort | None, chosen: Callable[[int], object]
    ) -> None:
        """Offer the orders: the keyboard's way to sort."""
        orders = self.addMenu(_("Trier par"))
        for number, column in enumerate(columns, 1):
            if column.sort:
                action = orders.addAction(column.title)
                action.setCheckable(True)
                action.setChecked(sort is not None and sort.key == column.sort)
                action.triggered.connect(partial(_call, chosen, number))

    def add_densities(self, *, compact: bool, chosen: Callable[[bool], object]) -> None:
        """Offer roomy or close rows."""
        group = QActionGroup(self)
        for title, close in ((_("Lignes aérées"), False), (_("Lignes serrées"), True)):
            action = self.addAction(title)
            action.setCheckable(True)
            action.setChecked(compact is close)
            action.triggered.connect(partial(_call, chosen, close))
            group.addAction(action)
        self.addSeparator()

    def add_columns(
        self,
        columns: Sequence[Column[Any]],
        hidden: set[str],
        chosen: Callable[[str], object],
    ) -> None:
        """Offer the columns; the first one always stays."""
        chooser = self.addMenu(_("Colonnes"))
        for column in columns[1:]:
            action = chooser.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key not in hidden)
            action.triggered.connect(partial(_call, chosen, column.key))

    def add_copies(self, copy: Callable[[], object], save: Callable[[], object]) -> None:
        """Offer to take the whole table along, in the order and the columns that are shown."""
        self.addSeparator()
        self.addAction(_("Copier tout le tableau")).triggered.connect(partial(_do, copy))
        self.addAction(_("Enregistrer en CSV…")).triggered.connect(partial(_do, save))


def _do(asked: Callable[[], object], _checked: bool = False) -> None:
    asked()


def _call(chosen: Callable[[Any], object], value: object, _checked: bool = False) -> None:
    chosen(value)
