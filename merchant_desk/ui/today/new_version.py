"""The quiet line of the day page that says a newer version of the desk is there."""

import time
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer, Signal

from merchant_desk.queries.today import Today, TodayCard, TodayLine, Urgency
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.texts import _

NEW_VERSION = "version"
_AFTER_MS = 1_500
_EVERY_S = 600


class NewVersion(QObject):
    """``found`` when another version is offered than before; asks what is known, never the site."""

    found = Signal()

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shell = shell
        self.version = ""
        self._soon = QTimer(self, interval=_AFTER_MS)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)
        self._next = 0.0

    def look(self) -> None:
        """Ask soon, and not again for ten minutes."""
        if not self._soon.isActive() and time.monotonic() >= self._next:
            self._soon.start()

    def wait(self) -> None:
        """Ask nothing while no one looks."""
        self._soon.stop()

    def _ask(self) -> None:
        self._next = time.monotonic() + _EVERY_S
        self._desk.network(self._show, self._shell.services.updates.offered)

    def _show(self, version: str) -> None:
        if version != self.version:
            self.version = version
            self.found.emit()


def with_new_version(day: Today, version: str) -> Today:
    """Return the day with a line about the version after all others."""
    if not version:
        return day
    line = TodayLine(
        key=NEW_VERSION,
        card=TodayCard.NEW,
        count=1,
        sentence=_("Version {version} de Merchant Desk").format(version=version),
        detail=_("Elle s’installe après la journée, quand vous le demandez."),
        urgency=Urgency.CALM,
        screen="settings",
        argument=MappingProxyType({"section": "updates"}),
    )
    return Today((*day.lines, line), day.to_prepare, day.late, day.first_run, day.has_shop)
