"""Reads and writes declared settings for a page: a change is kept at once.

What was read before a change was kept never covers it: the page would take her next word for one
that changes nothing.
"""

from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.settings import Settings, settings
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.ticket import Ticket
from merchant_desk.values.settings import Setting

V = TypeVar("V", str, int, bool)


class KeptSettings(QObject):
    """``read`` carries every setting of this station; ``keep`` stores one."""

    read = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: Ticket[Settings] | None = None
        self._keeping: Ticket[None] | None = None

    def ask(self) -> None:
        """Ask for the settings as they are, after those that are being kept."""
        if self._keeping is not None and self._keeping.waiting:
            return
        self._forget_what_was_asked()
        station = self._desk.gesture().station_id
        self._asked = self._desk.read(self._on_read, settings, station)

    def keep(self, setting: Setting[V], value: V) -> None:
        """Store one setting of this station or of the shop."""
        self._forget_what_was_asked()
        self._keeping = self._desk.write(
            self._on_kept, save_setting, self._desk.gesture(), setting, value
        )

    def _forget_what_was_asked(self) -> None:
        if self._asked is not None:
            self._asked.cancel()

    def _on_kept(self, _nothing: None) -> None:
        self.ask()

    def _on_read(self, stored: Settings) -> None:
        self.read.emit(stored)
