"""Keys that go where the keyboard is, page after page of a place."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from merchant_desk.app.program import Program
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.screen import Screen
from tests.journeys.hands import CTRL, NONE, Hands

S = TypeVar("S", bound=Screen)


class Keyboard:
    """Every key goes where the keyboard is, and waits for its answer."""

    def __init__(self, opened: Program, hands: Hands) -> None:
        self.opened, self.hands = opened, hands

    def press(
        self, key: Qt.Key, answered: Callable[[], object], held: Qt.KeyboardModifier = NONE
    ) -> None:
        self.hands.key(self.there(), key, answered, held)

    def write(self, text: str) -> None:
        self.hands.type(self.there(), text)

    def page(self, kind: type[S]) -> S:
        pages = self.opened.window._stack.visible_screen()
        assert isinstance(pages, PagesScreen)
        assert isinstance(pages.page, kind)
        return pages.page

    def turn(self, kind: type[S], times: int) -> S:
        """Turn the pages forward, or back."""
        key = Qt.Key.Key_PageDown if times > 0 else Qt.Key.Key_PageUp
        for _each in range(abs(times)):
            self.press(key, partial(self._left, self._shown()), CTRL)
        page = self.page(kind)
        self.hands.wait(lambda: page.isVisible() and page.isAncestorOf(self.there()))
        return page

    def there(self) -> QWidget:
        """Return where what is typed goes.

        The platform of tests, which has no window system, forgets the window when a menu closes.
        """
        window, over = self.opened.window, QApplication.activePopupWidget()
        over = over or QApplication.activeModalWidget()
        if over is None and not window.isActiveWindow():
            window.activateWindow()
            self.hands.wait(lambda: QApplication.focusWidget() is not None)
        return QApplication.activePopupWidget() or QApplication.focusWidget() or over or window

    def _left(self, before: Screen) -> bool:
        return self._shown() is not before

    def _shown(self) -> Screen:
        pages = self.opened.window._stack.visible_screen()
        assert isinstance(pages, PagesScreen)
        return pages.page
