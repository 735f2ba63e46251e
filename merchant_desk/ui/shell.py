"""What a screen may ask of the window, without knowing the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.desk import Session
from merchant_desk.ui.errands import Errands
from merchant_desk.ui.scanner import Scan, Scanner
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.side_sheet import SideSheet
from merchant_desk.ui.window_facts import Found, WindowFacts
from merchant_desk.values.gesture import Gesture

if TYPE_CHECKING:  # paper comes after the first painted list, folders only at the first start
    from merchant_desk.ui.printing.print_center import PrintCenter
    from merchant_desk.values.data_place import Place

Undo = Callable[[], None]


def _no_facts(_session: Session) -> WindowFacts:
    return WindowFacts()


def _unknown_code(_session: Session, _scan: Scan) -> Found | None:
    return None


def _nothing_found(_session: Session, _text: str) -> Sequence[Found]:
    return ()


def _unplanned() -> datetime | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Services(Errands):
    """What only the composition root can give: questions of the frame, errands to the outside."""

    window_facts: Callable[[Session], WindowFacts] = _no_facts
    search: Callable[[Session, str], Sequence[Found]] = _nothing_found
    find_scan: Callable[[Session, Scan], Found | None] = _unknown_code
    start_pull: Callable[[], object] | None = None
    next_exchange: Callable[[], datetime | None] = _unplanned
    """When storefronts are asked again by themselves; on the window's thread."""
    open_sample: Callable[[], object] | None = None
    """Opens the sample shop in a window and a folder of its own."""
    open_school: Callable[[Gesture], object] | None = None
    """Opens the school, a copy of the shop cut off from everything, in a window of its own."""
    print_center: "PrintCenter | None" = None
    data_place: "Place | None" = None
    """Where the shop lies; none where she does not choose it: a server, ``--data``, the sample."""
    restart_on: Callable[[Path], object] | None = None
    """Closes this desk and opens the one in a folder."""


SCREEN = "screen"
"""The property of a widget that is a screen."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence that stays until resolved, its advice and its tone."""

    title: str
    advice: str
    tone: Tone


def _screens(widget: QWidget) -> list[QWidget]:
    """Return the screens that a part lies in, the innermost first."""
    found: list[QWidget] = []
    each: QWidget | None = widget
    while each is not None:
        if each.property(SCREEN):
            found.append(each)
        each = each.parentWidget()
    return found


class Shell(QObject):
    """The frame as screens see it; the main window listens to its signals."""

    navigated = Signal(str, object)
    toasted = Signal(str, object)
    noticed = Signal(object)
    help_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        scanner: Scanner,
        sounds: Sounds,
        services: Services,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.scanner = scanner
        self.sounds = sounds
        self.services = services

    def navigate(self, key: str, **argument: object) -> None:
        """Go to a screen, telling it what for."""
        self.navigated.emit(key, argument)

    def toast(self, text: str, undo: Undo | None = None) -> None:
        """Say for a moment that something went well; never for an error."""
        self.toasted.emit(text, undo)

    def banner(self, title: str, advice: str = "", tone: Tone = Tone.BAD) -> None:
        """Say something above the page until it is closed or resolved."""
        self.noticed.emit(Notice(title, advice, tone))

    def clear_banner(self) -> None:
        """Take the banner away: what it said is over."""
        self.noticed.emit(None)

    def new_sheet(self, screen: QWidget, title: str) -> SideSheet:
        """Return a sheet over this screen, gone with it; fill its body, then open it."""
        around = _screens(screen)
        made = SideSheet(self.theme, around[-1] if around else screen.window(), title)
        if len(around) > 1:
            made.cover(around[-1], around[0])
        return made

    def help(self, page: str = "") -> None:
        """Open the help at this page, or at that of the visible screen."""
        self.help_wanted.emit(page)
