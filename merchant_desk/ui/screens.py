"""The screens of the desk, in the order of the navigation."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.texts import later


class Section(StrEnum):
    """The groups of the navigation; their names are its headings."""

    DAY = ""
    CATALOGUE = later("Catalogue")
    BUSINESS = later("Gestion")
    FOOT = "foot"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenSpec:
    """One line of the navigation; the screen is imported and built at its first visit.

    ``pill`` shows its count in a full pill: this one calls for work.
    """

    key: str
    title: str
    icon: str
    section: Section
    factory: Callable[[Desk, Shell], Screen]
    shortcut: str = ""
    pill: bool = False
    in_navigation: bool = True


SCREENS: tuple[ScreenSpec, ...] = ()
