"""From which day cheques are still to be brought: those received before are at the bank."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.begin_cheques import ChequesBegun, begin_cheques
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
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
        self.old = Button(theme, _("D’anciens chèques sont déjà remis…"), kind=Kind.QUIET)
        self.asked = QWidget()
        inside = QVBoxLayout(self.asked)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.day)
        inside.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.row = QVBoxLayout()
        self.row.addWidget(self.old, 0, Qt.AlignmentFlag.AlignLeft)
        self.row.addWidget(self.asked)
        self.old.clicked.connect(self._on_old)
        self.go.clicked.connect(self._on_go)
        self.day.input.returnPressed.connect(self._on_go)

    def show_day(self, since: date | None) -> None:
        """Show the day as it is kept; it is asked for once she says that there are old ones."""
        self.old.setVisible(since is None)
        self.asked.setVisible(since is not None)
        self.day.set_value(short_date(since) if since else "")
        self.day.set_hint(
            _("Ceux d’avant sont comptés comme déjà remis. Videz la date pour les revoir.")
            if since
            else _("Le jour du premier chèque qui est encore chez vous.")
        )

    def _on_old(self) -> None:
        self.old.hide()
        self.asked.show()
        self.day.input.setFocus()

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
