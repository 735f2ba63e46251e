"""What every screen does alike: reload when its tables changed, never while no one looks."""

from typing import ClassVar

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.shell import SCREEN, Shell

SETTLE_MS = 100


class Screen(QWidget):
    """One place to work: build in ``__init__``, ask in ``reload``, show in the answers."""

    watches: ClassVar[frozenset[str]] = frozenset()
    help_page: ClassVar[str] = ""

    title_changed = Signal()

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self.setProperty(SCREEN, True)
        self.desk = desk
        self.shell = shell
        self._stale = True
        self._bound: dict[str, QAction] = {}
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._on_settled)
        self._since = QElapsedTimer()
        desk.changed.connect(self._on_changed)

    def asked_help(self) -> str:
        """Return which page of the help explains what is seen."""
        return self.help_page

    def reload(self) -> None:
        """Ask the desk for everything shown; the answers arrive in bound methods."""

    def title(self) -> str:
        """Return the title of the page."""
        return ""

    def arrive(self, **argument: object) -> None:
        """Show what ``shell.navigate(key, **argument)`` came for."""

    def on_scan(self, scan: Scan) -> bool:
        """Take a finished scan while visible; return False to leave it to the window."""
        return False

    def on_refused(self, title: str, advice: str) -> bool:
        """Show a refusal in the page itself; return False to have it in the banner."""
        return False

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, for the palette and the shortcuts."""
        return ()

    def top_actions(self) -> tuple[QWidget, ...]:
        """Return the few controls this screen wants in the top bar."""
        return ()

    def bind_commands(self) -> None:
        """Bind the shortcuts of the commands as they are now; they work while it is visible."""
        for action in self._bound.values():
            self.removeAction(action)
            action.deleteLater()
        self._bound = {
            each.shortcut: self._action(each) for each in self.commands() if each.shortcut
        }

    def _action(self, command: Command) -> QAction:
        action = QAction(command.title, self)
        action.setShortcut(QKeySequence(command.shortcut))
        action.triggered.connect(command.run)
        self.addAction(action)
        return action

    def showEvent(self, event: QShowEvent) -> None:
        """Read at last what changed while no one looked."""
        super().showEvent(event)
        if self._stale and not self._settling.isActive():
            fresh = self._since.isValid() and self._since.elapsed() < SETTLE_MS
            self._settling.start(SETTLE_MS) if fresh else self._ask()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.watches.isdisjoint(tables):
            return
        self._stale = True
        if self.isVisible() and not self._settling.isActive():
            self._settling.start(SETTLE_MS)

    def _on_settled(self) -> None:
        if self._stale and self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._stale = False
        self._since.start()
        self.reload()
