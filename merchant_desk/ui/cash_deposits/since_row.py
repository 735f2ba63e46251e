"""From which day cheques are still to be brought: those received before are at the bank."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.begin_cheques import ChequesBegun, begin_cheques
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.entries import read_day
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _


class SinceRow(QObject):
    """``changed`` once the day is kept; ``refused`` carries why it was not."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.day = Field(theme, _("Chèques reçus à partir du"), check=_check_day)
        self.go = Button(theme, _("Compter ceux d’avant comme remis"))
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.addWidget(self.day, 1)
        self.row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.go.clicked.connect(self._on_go)
        self.day.input.returnPressed.connect(self._on_go)

    def show_day(self, since: date | None) -> None:
        """Show the day as it is kept."""
        self.day.set_value(short_date(since) if since else "")
        self.day.set_hint(
            _("Ceux d’avant sont comptés comme déjà remis. Videz la date pour les revoir.")
            if since
            else _("Pour ne pas retrouver les anciens\u00a0: le jour du premier encore chez vous.")
        )

    def _on_go(self) -> None:
        if not self.day.validate():
            return
        since = read_day(self.day.value) if self.day.value.strip() else None
        ticket = self._desk.write(self._kept, begin_cheques, self._desk.gesture(), since)
        ticket.or_else(self._not_kept)

    def _kept(self, _begun: ChequesBegun) -> None:
        self.changed.emit()

    def _not_kept(self, error: DeskError) -> None:
        self.refused.emit(error)


def _check_day(text: str) -> str:
    if not text.strip() or read_day(text) is not None:
        return ""
    return _("Écrivez un jour comme 21/11/2026, ou rien.")
