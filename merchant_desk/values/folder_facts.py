"""What is known of a folder she would keep the shop in, whatever the system: plain facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath

LEAST_ROOM = 500_000_000
"""Bytes: the file of a busy shop, its copies, and the papers of a year."""


class Drive(StrEnum):
    """On what a folder lies."""

    UNKNOWN = "unknown"
    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"


class Machine(StrEnum):
    """Whose habits apply, as Python names the systems."""

    WINDOWS = "win32"
    MACOS = "darwin"
    LINUX = "linux"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFacts:
    """A folder as it was looked at: where it lies, what lies in and above it, what it allows."""

    path: PurePath
    real: PurePath
    """The same without links: a link may lead into a synchronised folder."""
    machine: Machine
    home: PurePath
    environment: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[PurePath, frozenset[str]] = field(default_factory=dict)
    """Names that begin with a dot, of the folder and of those above it."""
    synced: Mapping[str, tuple[PurePath, ...]] = field(default_factory=dict)
    """Folders that a service's own papers name as its own, by service."""
    icloud_desk: bool = False
    """Whether macOS keeps Desktop and Documents in iCloud."""
    drive: Drive = Drive.UNKNOWN
    volume: str = ""
    """The name of the disk: Google Drive and pCloud show themselves as one."""
    program: PurePath | None = None
    writable: bool = True
    free: int = LEAST_ROOM
    holds_shop: bool = False
    inside_shop: bool = False
    """Whether it is a folder of a shop itself: its copies, its papers."""


class FolderTrouble(StrEnum):
    """Why a folder is refused, or what is said before it is taken; the worst first."""

    RELATIVE = "relative"
    PROGRAM = "program"
    SYNCHRONISED = "synchronised"
    NETWORK = "network"
    INSIDE_SHOP = "inside_shop"
    NOT_WRITABLE = "not_writable"
    NO_ROOM = "no_room"
    REMOVABLE = "removable"


@dataclass(frozen=True, slots=True)
class FolderVerdict:
    """What is thought of a folder; ``refused`` may not be chosen, whatever she answers."""

    trouble: FolderTrouble | None = None
    service: str = ""
    """Who synchronises it."""
    holds_shop: bool = False

    @property
    def refused(self) -> bool:
        """Tell whether the shop may not lie there."""
        return self.trouble not in {None, FolderTrouble.REMOVABLE}

    @property
    def risky(self) -> bool:
        """Tell whether a shop that already lies there is at risk: its file may be broken."""
        return self.trouble in {FolderTrouble.SYNCHRONISED, FolderTrouble.NETWORK}
