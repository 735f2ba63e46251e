"""Reads and writes declared settings for a page: a change is kept at once."""

from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.settings import Settings, settings
from merchant_desk.ui.desk import Desk
from merchant_desk.values.settings import Setting

V = TypeVar("V", str, int, bool)


class KeptSettings(QObject):
    """``read`` carries every setting of this station; ``keep`` stores one."""

    read = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def ask(self) -> None:
        """Ask for the settings as they are."""
        self._desk.read(self._on_read, settings, self._desk.gesture().station_id)

    def keep(self, setting: Setting[V], value: V) -> None:
        """Store one setting of this station or of the shop."""
        self._desk.write(None, save_setting, self._desk.gesture(), setting, value)

    def _on_read(self, stored: Settings) -> None:
        self.read.emit(stored)
