"""Who works at this station: chosen from a menu, until there are secret codes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from merchant_desk.ui.desk import Desk
from merchant_desk.values.texts import _


class PersonMenu(QMenu):
    """Lists the people known to the shop and lets another one in."""

    def __init__(self, desk: Desk, people: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here = desk.chosen_person
        for name in dict.fromkeys([*people, *([here] if here else [])]):
            action = self.addAction(name)
            action.setCheckable(True)
            action.setChecked(name == here)
            action.triggered.connect(partial(self._choose, name))
        self.addSeparator()
        self.addAction(_("Autre prénom…")).triggered.connect(self._on_other)

    def open_under(self, place: QPoint) -> None:
        """Open with its right edge at this place's right."""
        self.popup(place - QPoint(max(self.sizeHint().width() - 30, 0), 0))

    def _choose(self, name: str) -> None:
        self._desk.chosen_person = name

    def _on_other(self) -> None:
        asked = QInputDialog(self.parentWidget())
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(_("Qui travaille\u00a0?"))
        asked.setLabelText(_("Prénom, tel qu’il figurera dans l’historique\u00a0:"))
        asked.textValueSelected.connect(partial(_keep, self._desk))
        asked.open()


def _keep(desk: Desk, name: str) -> None:
    if name.strip():
        desk.chosen_person = name.strip()
