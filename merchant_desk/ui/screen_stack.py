"""The screens, each imported and built at its first visit."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.screens import ScreenSpec
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stall_watch import StallWatch


class ScreenStack(QStackedWidget):
    """Shows one screen; the others keep what they had, and ask for no room meanwhile."""

    def __init__(
        self, desk: Desk, shell: Shell, screens: Sequence[ScreenSpec], watch: StallWatch
    ) -> None:
        super().__init__()
        self._desk = desk
        self._shell = shell
        self._watch = watch
        self._specs = {each.key: each for each in screens}
        self._built: dict[str, Screen] = {}
        self.key = ""

    def minimumSizeHint(self) -> QSize:
        """Return the room that the screen in sight needs: a hidden one is laid out when shown."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()

    def knows(self, key: str) -> bool:
        """Tell whether there is such a screen."""
        return key in self._specs

    def spec(self, key: str) -> ScreenSpec:
        """Return what is declared of a screen."""
        return self._specs[key]

    def visible_screen(self) -> Screen | None:
        """Return the screen she sees."""
        return self._built.get(self.key)

    def go(self, key: str) -> Screen:
        """Show a screen, building it at the first visit."""
        screen = self._built.get(key)
        if screen is None:
            with self._watch.excused():
                screen = self._build(key)
        self.key = key
        self.setCurrentWidget(screen)
        return screen

    def _build(self, key: str) -> Screen:
        screen = self._specs[key].factory(self._desk, self._shell)
        self._built[key] = screen
        self.addWidget(screen)
        screen.bind_commands()
        return screen
