"""One step of the first start: a page of the settings' kind, and what leaving it keeps."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from merchant_desk.queries.first_start import FirstStart
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.page import SettingsPage
from merchant_desk.ui.shell import Shell


class StepPage(QWidget):
    """``done`` says that what was told is kept, and that the next step may come."""

    done = Signal()

    def __init__(self, desk: Desk, shell: Shell, title: str, lead: str) -> None:
        super().__init__()
        self.desk = desk
        self.shell = shell
        self.page = SettingsPage(desk, shell, title, lead)
        self.cards = self.page.cards
        self.layers = QStackedLayout(self)
        self.layers.addWidget(self.page)

    def reload(self) -> None:
        """Ask for what the facts of the first start do not tell."""

    def show_facts(self, facts: FirstStart) -> None:
        """Show what is known; what she is typing stays."""

    def keep(self) -> None:
        """Keep what was told, then say ``done``; what is wrong is shown instead."""
        self.done.emit()

    def went_back(self) -> bool:
        """Go back inside the step; tell whether there was anything to go back from."""
        return False

    def first_control(self) -> QWidget | None:
        """Return where the keyboard begins; None: with the buttons under the page."""
        return None
