"""The review of the week: looked at before it is printed or saved."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.words import DocumentKind


class ReviewPaper(QObject):
    """Opens the preview of the page of this station."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._shell, self._over = desk, shell, parent

    def open(self) -> None:
        """Show the page as it will come out."""
        center = self._shell.services.print_center
        if center is not None:
            station = self._desk.gesture().station_id
            center.open_preview(DocumentKind.WEEKLY_REVIEW, station, self._over)
