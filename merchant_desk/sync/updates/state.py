"""What the desk remembers of updates between two starts: a small JSON beside the installers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leap:
    """An installer that was started: from which version, to which, and with which data."""

    at: datetime
    before: str
    after: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class Return:
    """A way back: the version before, its data as they were, its installer if there is one."""

    at: datetime
    before: str
    after: str
    schema_before: str
    copy: str
    installer: str = ""
    announced: str = ""
    """The version of the announcement that vouches for the installer."""


@dataclass(frozen=True, slots=True)
class UpdateState:
    """Everything remembered; a file that cannot be read is one that says nothing."""

    checked_at: datetime | None = None
    seen_until: datetime | None = None
    source: str = ""
    """Where the last announcement came from."""
    announced: str = ""
    """The version it announces."""
    trouble: tuple[str, str] | None = None
    leap: Leap | None = None
    returns: tuple[Return, ...] = ()
    left: str = ""
    """The version she went back from: it is not spoken of again on the day page."""


def write_state(state: UpdateState) -> bytes:
    """Return the state as it is kept."""
    facts = {"format": 1, **asdict(state)}
    return json.dumps(facts, ensure_ascii=False, indent=2, default=_plain).encode()


def read_state(body: bytes) -> UpdateState:
    """Return the state that was kept; what is of another shape is forgotten."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return UpdateState()
    if not isinstance(told, dict):
        return UpdateState()
    trouble = told.get("trouble")
    return UpdateState(
        checked_at=_or_none(_instant, told.get("checked_at")),
        seen_until=_or_none(_instant, told.get("seen_until")),
        source=_text(told.get("source")),
        announced=_text(told.get("announced")),
        left=_text(told.get("left")),
        trouble=(_text(trouble[0]), _text(trouble[1]))
        if isinstance(trouble, list) and len(trouble) == len(("title", "advice"))
        else None,
        leap=_or_none(_leap, told.get("leap")),
        returns=tuple(
            each
            for one in _list(told.get("returns"))
            if (each := _or_none(_return, one)) is not None
        ),
    )


def _leap(told: Any) -> Leap:
    return Leap(_instant(told["at"]), str(told["before"]), str(told["after"]), bool(told["back"]))


def _return(told: Any) -> Return:
    words: Mapping[str, str] = {
        each.name: _text(told[each.name]) for each in fields(Return) if each.name != "at"
    }
    return Return(at=_instant(told["at"]), **words)


def _or_none(read: Callable[[Any], T], told: Any) -> T | None:
    try:
        return read(told)
    except (ValueError, KeyError, TypeError):
        return None


def _instant(told: Any) -> datetime:
    instant = datetime.fromisoformat(told)
    if instant.tzinfo is None or not 1 < instant.year < 9999:  # noqa: PLR2004 - the ends of the calendar
        raise ValueError("no time zone, or no instant in another one")
    return instant


def _text(told: Any) -> str:
    return told if isinstance(told, str) else ""


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
