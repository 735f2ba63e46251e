"""Updates as they are shown: where the desk stands, what is offered, the way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from merchant_desk.values.version_file import Target


class Stage(StrEnum):
    """How far a version has come."""

    OFF = "off"  # no address is set
    UNTRUSTING = "untrusting"  # this build knows no publisher
    UNREAD = "unread"  # nothing that may be believed was read yet
    UP_TO_DATE = "up_to_date"
    OFFERED = "offered"
    PARTLY = "partly"  # a part of it is here
    READY = "ready"  # here, checked


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """The version before: what going back to it would do now."""

    version: str
    at: datetime
    keeps_data: bool
    """The version before reads the data of this one: nothing is taken back."""
    lost: str
    refused: tuple[str, str] | None = None
    """Why it may not be, and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """Everything the page and the commands say of updates."""

    stage: Stage
    running: str
    url: str = ""
    publishers: Sequence[str] = ()
    """Ids of the keys that this build believes."""
    target: Target = Target.NONE
    checked_at: datetime | None = None
    trouble: tuple[str, str] | None = None
    version: str = ""
    released_at: datetime | None = None
    notes: Sequence[str] = ()
    size: int = 0
    received: int = 0
    installer: Path | None = None
    earlier_kept: bool = False
    """The installer of the version that runs is here too."""
    obstacles: Sequence[str] = ()
    on_server: bool = False
    way_back: WayBack | None = None


@dataclass(frozen=True, slots=True)
class ReadyToLeave:
    """All is checked and kept: the desk may close, and this be started.

    ``restore`` is put in the place of the shop's file in between.
    """

    installer: Path
    arguments: tuple[str, ...]
    version: str
    restore: Path | None = None
