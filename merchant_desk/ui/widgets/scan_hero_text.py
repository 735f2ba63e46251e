"""What the big scan panel can say."""

from dataclasses import dataclass
from enum import StrEnum


class HeroState(StrEnum):
    """What a scan did; each has its own colour, shape and words."""

    IDLE = "idle"
    ADDED = "added"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class HeroAction:
    """A button on the panel: its key for the screen and its words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeroText:
    """What the panel says; the count is shown when ``total`` is not zero, or else the figure."""

    title: str
    state: HeroState = HeroState.IDLE
    caption: str = ""
    detail: str = ""
    done: int = 0
    total: int = 0
    figure: str = ""
    actions: tuple[HeroAction, ...] = ()

    @property
    def counted(self) -> str:
        """Return the count, or the figure, or nothing."""
        return f"{self.done} / {self.total}" if self.total else self.figure

    @property
    def spoken(self) -> str:
        """Return what the screen reader says."""
        count = self.counted
        return " · ".join(part for part in (self.caption, self.title, count, self.detail) if part)
