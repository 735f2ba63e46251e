"""What the window itself shows of the shop: its name, counts, people, the state of exchanges."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class SyncKind(StrEnum):
    """The only three things the window may say of the network, and « no shop yet »."""

    NONE = "none"
    UP_TO_DATE = "up_to_date"
    WAITING = "waiting"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the bottom line says: « Synchronisé il y a 2 min », « 3 envois en attente »."""

    kind: SyncKind = SyncKind.NONE
    text: str = ""


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
