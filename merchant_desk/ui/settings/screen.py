"""Réglages: a list of pages at the left, the open one at the right."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.settings.page import SettingsPage
from merchant_desk.ui.settings.page_list import PageList
from merchant_desk.ui.settings.pages import PAGES, PageSpec
from merchant_desk.ui.shell import Shell
from merchant_desk.values.texts import _


class SettingsScreen(Screen):
    """Builds a page when it is first opened and reloads it whenever it is shown."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "shop_profile", "setting", "person", "station", "shop", "outbox_message", "cursor",
            "remote_record",
        }
    )  # fmt: skip
    help_page: ClassVar[str] = "settings"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.list = PageList(shell.theme, [(each.key, _(each.title), each.icon) for each in PAGES])
        self.stack = QStackedWidget()
        self._built: dict[str, SettingsPage] = {}
        self._key = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.list.chosen.connect(self.open_page)
        self.open_page(PAGES[0].key)

    @property
    def page(self) -> SettingsPage:
        """Return the page that is open."""
        return self._built[self._key]

    def title(self) -> str:
        """Return the title of the page."""
        return _("Réglages")

    def reload(self) -> None:
        """Ask again for what the open page shows."""
        self.page.reload()

    def arrive(self, **argument: object) -> None:
        """Open the page named by ``section``; hand it the rest."""
        section = str(argument.get("section", ""))
        if section in {each.key for each in PAGES}:
            self.open_page(section)

    def commands(self) -> tuple[Command, ...]:
        """Return a way to each page."""
        return tuple(
            Command(
                _("Réglages\u00a0: {page}").format(page=_(each.title)),
                "",
                partial(self.open_page, each.key),
                each.icon,
            )
            for each in PAGES
        )

    def open_page(self, key: str) -> None:
        """Show one page, built now if it never was."""
        if key not in self._built:
            spec: PageSpec = next(each for each in PAGES if each.key == key)
            page = spec.factory(self.desk, self.shell)
            self._built[key] = page
            self.stack.addWidget(page)
        self._key = key
        self.list.show_chosen(key)
        self.stack.setCurrentWidget(self.page)
        if self.isVisible():
            self.page.reload()
