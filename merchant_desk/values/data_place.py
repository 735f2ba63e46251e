"""Where the shop lies and could lie, as screens and commands show it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from merchant_desk.values.folder_facts import FolderVerdict


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """The folder in use, the usual one, and the one of every Windows account if there is any."""

    folder: Path
    usual: Path
    common: Path | None = None
    lost: bool = False
    """Whether the folder she chose is not there: ``folder`` is the usual one meanwhile."""


@dataclass(frozen=True, slots=True)
class JudgedFolder:
    """A folder she would have, as it would be used, and what is to be said of it."""

    folder: Path
    verdict: FolderVerdict
    title: str = ""
    advice: str = ""


class Place(Protocol):
    """What the app does about the shop's folder; all but ``facts`` may wait for a slow disk."""

    facts: PlaceFacts

    def judge(self, folder: Path) -> JudgedFolder:
        """Return what is thought of a folder, or of one of its own inside it."""

    def use(self, folder: Path) -> None:
        """Make or open a shop there and remember the folder; a refusal changes nothing."""
