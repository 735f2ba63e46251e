"""A place of the navigation that has several pages, each a screen of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.ui.command import Command
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.side_sheet import SideSheet
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize

    from merchant_desk.ui.desk import Desk
    from merchant_desk.ui.scanner import Scan
    from merchant_desk.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page; its screen is imported and built at its first visit."""

    key: str
    title: str
    factory: Callable[[Desk, Shell], Screen]


class PagesScreen(Screen):
    """Shows one page; « arrive(page=…) » goes to one, and the rest is for that page."""

    pages: ClassVar[tuple[PageSpec, ...]] = ()

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._built: dict[str, Screen] = {}
        choices = [(each.key, _(each.title)) for each in self.pages]
        self.choice = SegmentedChoice(shell.theme, _("Pages"), choices)
        self._stack = _Shown()
        top = QWidget()
        top.setProperty("ground", "none")
        head = QHBoxLayout(top)
        head.setContentsMargins(24, 12, 24, 0)
        head.addWidget(self.choice)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(top)
        top.setVisible(len(self.pages) > 1)  # not before: alone it would flash as a window
        column.addWidget(self._stack, 1)
        self.choice.chosen.connect(self._on_chosen)
        self._show(self.pages[0].key)

    @property
    def page(self) -> Screen:
        """Return the page she sees."""
        return self._built[self.choice.key]

    def go(self, key: str) -> Screen:
        """Show a page, building it at the first visit."""
        self.choice.choose(key)
        return self._show(key)

    def title(self) -> str:
        """Return the title of the page."""
        return self.page.title()

    def asked_help(self) -> str:
        """Return the help of the page."""
        return self.page.asked_help()

    def arrive(self, **argument: object) -> None:
        """Go to the page that is named, else to the first one."""
        key = argument.pop("page", None)
        known = {each.key for each in self.pages}
        page = self.go(str(key) if key in known else self.pages[0].key)
        if argument:
            page.arrive(**argument)

    def on_scan(self, scan: Scan) -> bool:
        """Leave it to the page."""
        return self.page.on_scan(scan)

    def on_refused(self, title: str, advice: str) -> bool:
        """Leave it to the page."""
        return self.page.on_refused(title, advice)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done on the page, then the ways to the others."""
        return (*self.page.commands(), *self._turns())

    def top_actions(self) -> tuple[QWidget, ...]:
        """Return what the page wants in the top bar."""
        return self.page.top_actions()

    def bind_commands(self) -> None:
        """Bind the ways from page to page; each page binds its own commands."""
        for each in self._turns():
            self.addAction(self._action(each))

    def _turns(self) -> tuple[Command, ...]:
        return (
            Command(_("Page suivante"), "Ctrl+PgDown", self._on_next, "chevron-right"),
            Command(_("Page précédente"), "Ctrl+PgUp", self._on_previous, "chevron-left"),
        )

    def _on_next(self) -> None:
        self._turn(1)

    def _on_previous(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        keys = [each.key for each in self.pages]
        self.go(keys[(keys.index(self.choice.key) + step) % len(keys)]).setFocus()

    def _on_chosen(self, key: str) -> None:
        self._show(key)

    def _show(self, key: str) -> Screen:
        page = self._built.get(key)
        if page is None:
            spec = next(each for each in self.pages if each.key == key)
            page = self._built[key] = spec.factory(self.desk, self.shell)
            for sheet in page.findChildren(SideSheet):
                sheet.cover(self, page)
            self._stack.addWidget(page)
            page.title_changed.connect(self.title_changed)
            page.bind_commands()
        if self._stack.currentWidget() is not page:
            for sheet in self.findChildren(SideSheet):
                sheet.close_sheet()
            self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        self.title_changed.emit()
        return page


class _Shown(QStackedWidget):
    """Asks room only for the page in sight."""

    def minimumSizeHint(self) -> QSize:
        """Return what the page in sight needs."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()
