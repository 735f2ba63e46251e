"""What the window itself shows of the shop: its name, counts, people, the state of exchanges."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class SyncKind(StrEnum):
    """The only three things the window may say of the network, and « no shop yet »."""

    NONE = "none"
    UP_TO_DATE = "up_to_date"
    WAITING = "waiting"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the bottom line says: « À jour il y a 12 s », « 3 en attente », « Problème : … ».

    ``since`` is when all was last up to date: the line grows old by itself.
    """

    kind: SyncKind = SyncKind.NONE
    text: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """Everything the frame shows; ``counts`` by screen key, ``urgent`` ones in a full pill."""

    shop: str = ""
    detail: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    sync: SyncState = SyncState()
    to_check: int = 0
    sample: bool = False
    """Nothing of this shop is real: its window says so."""


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of the search: what it is, and the screen that shows it with which argument."""

    title: str
    detail: str
    icon: str
    screen: str
    argument: Mapping[str, object]
