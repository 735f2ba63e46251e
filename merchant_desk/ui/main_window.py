"""The frame: where one can go, where one is, how things stand. It knows nothing of orders."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.focus_round import tab_inside
from merchant_desk.ui.nav_bar import RAIL_BELOW, NavBar
from merchant_desk.ui.person_menu import PersonMenu
from merchant_desk.ui.scan_routing import ScanRouting
from merchant_desk.ui.screen_stack import ScreenStack
from merchant_desk.ui.screens import SCREENS, ScreenSpec
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.ui.theme import Look, Mode
from merchant_desk.ui.top_bar import TopBar
from merchant_desk.ui.window_facts import WindowFacts
from merchant_desk.ui.window_geometry import (
    keep_geometry,
    keep_look,
    keep_person,
    kept_person,
    restore_geometry,
)
from merchant_desk.ui.window_notices import WindowNotices
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    from merchant_desk.ui.command_palette import CommandPalette
    from merchant_desk.ui.help_window import HelpWindow

_FACTS_SETTLE_MS = 300
_FACTS_EVERY_MS = 30_000
_NUMBERED = 9


class MainWindow(QWidget):
    """Navigates and shows the state of the shop; ``closing`` tells the program to end."""

    closing = Signal()
    settled = Signal()
    """The frame shows how things stand."""

    def __init__(
        self,
        desk: Desk,
        shell: Shell,
        screens: Sequence[ScreenSpec] = SCREENS,
        watch: StallWatch | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shell = shell
        self._screens = tuple(screens)
        self._facts = WindowFacts()
        self._help: HelpWindow | None = None
        self._nav = NavBar(shell.theme, screens)
        self._top = TopBar(shell.theme)
        self._stack = ScreenStack(desk, shell, screens, watch or StallWatch(self))
        self._notices = WindowNotices(desk, shell, self._stack, self)
        self._scans = ScanRouting(desk, shell, self._stack, self._close_palette)
        self._soon = QTimer(self, singleShot=True, interval=_FACTS_SETTLE_MS)
        self._often = QTimer(self, interval=_FACTS_EVERY_MS)
        self._build()
        self._connect()
        self._bind_shortcuts()
        if self.isWindow():
            restore_geometry(self)

    def _build(self) -> None:
        self.setProperty("ground", "bg")
        self.setWindowTitle("Merchant Desk")
        page = QVBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._top)
        self._notices.add_to(page)
        page.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._nav)
        row.addLayout(page, 1)

    def _connect(self) -> None:
        self._shell.theme.changed.connect(self._fit)
        self._nav.chosen.connect(self._shell.navigate)
        self._nav.sync_wanted.connect(partial(self._shell.navigate, "sync"))
        self._shell.navigated.connect(self._on_navigated)
        self._shell.help_wanted.connect(self._on_help)
        self._top.search_wanted.connect(self._open_palette)
        self._top.scanner_wanted.connect(
            partial(self._shell.navigate, "settings", section="scanner")
        )
        self._top.checks_wanted.connect(partial(self._shell.navigate, "to_check"))
        self._top.theme_wanted.connect(self._on_theme)
        self._top.person_wanted.connect(self._on_person_wanted)
        self._desk.person_changed.connect(self._on_person)
        self._desk.changed.connect(self._on_changed)
        self._soon.timeout.connect(self._ask_facts)
        self._often.timeout.connect(self._ask_facts)
        self._desk.chosen_person = self._desk.chosen_person or kept_person()
        self._top.show_person(self._desk.chosen_person)

    @cached_property
    def _palette(self) -> "CommandPalette":
        """Made when it is first wanted: a start builds what it shows."""
        from merchant_desk.ui.command_palette import CommandPalette  # noqa: PLC0415 - on first use

        return CommandPalette(self._desk, self._shell, self, self.commands)

    def _open_palette(self) -> None:
        self._palette.open()

    def _close_palette(self) -> None:
        if "_palette" in self.__dict__:
            self._palette.close_palette()

    def commands(self) -> tuple[Command, ...]:
        """Return everything that can be done now: here first, then places, then the window."""
        screen = self._stack.visible_screen()
        here = screen.commands() if screen is not None else ()
        return (*here, *self._places(), *self._own_commands())

    def _places(self) -> tuple[Command, ...]:
        return tuple(
            Command(
                _("Aller à {place}").format(place=_(each.title)),
                self._keys(place, each),
                partial(self._shell.navigate, each.key),
                each.icon,
            )
            for place, each in enumerate(self._screens, 1)
        )

    def _keys(self, place: int, spec: ScreenSpec) -> str:
        return spec.shortcut or (f"Ctrl+{place}" if place <= _NUMBERED else "")

    def _own_commands(self) -> tuple[Command, ...]:
        pull = self._shell.services.start_pull
        sync = (Command(_("Relever les commandes"), "F5", self._on_sync, "refresh-cw"),)
        center = self._shell.services.print_center
        return (
            *(sync if pull is not None else ()),
            *(center.commands(self) if center is not None else ()),
            Command(_("Changer de couleurs"), "Ctrl+Shift+L", self._on_theme, "moon"),
            Command(_("Ouvrir l’aide"), "F1", self._shell.help, "circle-question-mark"),
        )

    def _bind_shortcuts(self) -> None:
        palette = Command("", "Ctrl+K", self._open_palette)
        for command in (*self._places(), *self._own_commands(), palette):
            if command.shortcut:
                shortcut = QShortcut(QKeySequence(command.shortcut), self)
                shortcut.activated.connect(command.run)

    def _on_navigated(self, key: str, argument: Mapping[str, object]) -> None:
        if not self._stack.knows(key):
            return
        former = self._stack.visible_screen()
        if former is not None:
            former.title_changed.disconnect(self._show_title)
        self._notices.clear()
        screen = self._stack.go(key)
        screen.title_changed.connect(self._show_title)
        self._nav.show_current(key)
        self._show_title()
        if argument:
            screen.arrive(**argument)
        screen.setFocus()

    def _show_title(self) -> None:
        screen = self._stack.visible_screen()
        if screen is None:
            return
        title = screen.title() or _(self._stack.spec(self._stack.key).title)
        self._top.show_page(title, screen.top_actions())
        sample = _("boutique d’exemple") if self._facts.sample else ""
        parts = (title, self._facts.shop or "Merchant Desk", sample)
        self.setWindowTitle(" — ".join(filter(None, parts)))

    def _on_help(self, page: str) -> None:
        screen = self._stack.visible_screen()
        if self._help is None:
            from merchant_desk.ui.help_window import HelpWindow  # noqa: PLC0415 - on first use

            self._help = HelpWindow(self._shell.theme)
        self._help.open_page(page or (screen.asked_help() if screen is not None else ""))

    def _on_sync(self) -> None:
        if self._shell.services.start_pull is not None:
            self._shell.services.start_pull()
        else:
            self._shell.navigate("settings", section="storefronts")

    def _on_theme(self) -> None:
        look = self._shell.theme.look
        mode = Mode.LIGHT if self._shell.theme.tokens.dark else Mode.DARK
        chosen = Look(mode, look.font_scale, look.reduced_motion)
        self._shell.theme.use(chosen)
        keep_look(chosen)

    def _on_person_wanted(self, place: QPoint) -> None:
        PersonMenu(self._desk, self._facts.people, self).open_under(place)

    def _on_person(self, name: str) -> None:
        keep_person(name)
        self._top.show_person(name)

    def _on_changed(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _ask_facts(self) -> None:
        self._top.show_muted(muted=self._shell.sounds.settings.muted)
        self._desk.read(self._show_facts, self._shell.services.window_facts)

    def _show_facts(self, facts: WindowFacts) -> None:
        self._facts = facts
        self._nav.show_facts(facts)
        self._top.show_to_check(facts.to_check)
        self._show_title()
        self.settled.emit()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 - Qt's own names
        """Let Tab go to every control, those beside the list of a page too."""
        return tab_inside(self, forward=next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room it needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._nav.show_narrow(narrow=self.width() < self._shell.theme.px(RAIL_BELOW))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask how things stand, after the first picture is there."""
        super().showEvent(event)
        self._soon.start(0)
        self._often.start()

    def raise_window(self) -> None:
        """Come to the front: a second start asked for it."""
        window = self.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place, let the program end."""
        keep_geometry(self.window())
        self._often.stop()
        self._soon.stop()
        if self._help is not None:
            self._help.close()
        super().closeEvent(event)
        self.closing.emit()
