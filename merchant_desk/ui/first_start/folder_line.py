"""Step 0, in one quiet line: where the data lies, the usual place being chosen already."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.first_start.folder_sheet import FolderSheet
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _


class FolderLine(QWidget):
    """Shown where she may choose; a shop that has begun stays where it is."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self.sheet: FolderSheet | None = None
        self.words = TextLabel(shell.theme, "", Role.CAPTION, Ink.TEXT3, wraps=True)
        self.choose = Button(shell.theme, _("Ranger les données ailleurs"), kind=Kind.LINK)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.choose)
        self.choose.clicked.connect(self._on_choose)
        self.show_begun(begun=True)

    def show_begun(self, *, begun: bool) -> None:
        """Say where the data lies; offer another place while there is nothing to leave behind."""
        place = self._shell.services.data_place
        self.setVisible(place is not None)
        if place is not None:
            said = _("Vos données sont sur cet ordinateur, dans {folder}.")
            self.words.setText(said.format(folder=place.facts.folder))
        self.choose.setVisible(not begun)

    def _on_choose(self) -> None:
        place = self._shell.services.data_place
        if place is None:
            return
        if self.sheet is None:
            self.sheet = FolderSheet(self._desk, self._shell, self._screen, place)
        self.sheet.open_sheet()
