"""Where the shop lies and could lie, as screens and commands show it."""

from dataclasses import dataclass
from pathlib import Path

from merchant_desk.values.folder_facts import FolderVerdict


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """The folder in use, the usual one, and the one of every Windows account if there is any."""

    folder: Path
    usual: Path
    common: Path | None = None


@dataclass(frozen=True, slots=True)
class JudgedFolder:
    """A folder she would have, as it would be used, and what is to be said of it."""

    folder: Path
    verdict: FolderVerdict
    title: str = ""
    advice: str = ""
