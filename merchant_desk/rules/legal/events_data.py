"""The events of ``resources/legal/events.toml``: those that follow no formula."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from merchant_desk.rules.legal_data import FOLDER


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event whose day somebody decides each year."""

    name: str
    french: str
    day: date
    source: str


@cache
def dated_events() -> tuple[DatedEvent, ...]:
    """Return every event known by its day."""
    told = tomllib.loads((FOLDER / "events.toml").read_text(encoding="utf-8"))
    return tuple(
        DatedEvent(row["name"], row["french"], row["day"], row["source"]) for row in told["event"]
    )
