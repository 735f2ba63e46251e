"""When no key answered at a station: only then may what it sealed carry no signature."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.seal import FiscalEvent, Seal
from merchant_desk.values.chain_report import ChainProblem, Trouble
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.ids import StationId
from merchant_desk.values.signing import SealKind
from merchant_desk.values.texts import _

_SEALS, _EVENTS = table(Seal), table(FiscalEvent)
_JOURNAL = Prepared(
    select(_EVENTS.c.code, _EVENTS.c.at)
    .join_from(_SEALS, _EVENTS, _EVENTS.c.id == _SEALS.c.subject_id)
    .where(
        _SEALS.c.station_id == bindparam("station"),
        _SEALS.c.kind == bindparam("kind", type_=_SEALS.c.kind.type),
    )
    .order_by(_SEALS.c.sequence)
)
Instant = Any
"""As the driver gives it: it is only compared."""


@dataclass(slots=True)
class UnsignedStretches:
    """The times at which a station could not sign, as its journal tells them.

    They are read at the first link without a signature: a shop whose key always answered does not
    wait for them. A clock that was set back while no key answered widens the stretch.
    """

    session: Session
    station: StationId
    _spans: list["_Span"] | None = None

    def excuse(self, at: Instant) -> bool:
        """Tell whether no key answered then, or none was known yet."""
        if self._spans is None:
            rows = _JOURNAL.rows(self.session, station=self.station, kind=SealKind.EVENT)
            self._spans = _spans(rows)
        return any(each.holds(at) for each in self._spans)


@dataclass(slots=True)
class _Span:
    """From the first instant noted to the last one; None where it has no end."""

    low: Instant | None
    high: Instant | None = None
    over: bool = False

    def holds(self, at: Instant) -> bool:
        return (self.low is None or self.low <= at) and (not self.over or at <= self.high)

    def widen(self, at: Instant) -> None:
        self.low = None if self.low is None else min(self.low, at)
        self.high = at if self.high is None else max(self.high, at)


def _spans(journal: Sequence[Sequence[Any]]) -> list[_Span]:
    """Return the stretches; the first one lasts until a key is made known."""
    found = [_Span(None)]
    ends = EventCode.KEY_CHANGED
    for code, at in journal:
        if found[-1].over and code == EventCode.DEGRADED:
            found.append(_Span(at))
        if not found[-1].over:
            found[-1].widen(at)
            found[-1].over = code == ends
        if code == EventCode.KEY_CHANGED:
            ends = EventCode.RECOVERED
    return found


def unused_key(session: Session, fingerprint: str) -> Iterator[ChainProblem]:
    """Name the key of this station when a file that was sealed holds nothing it signed."""
    if not fingerprint:
        return
    signed = select(_SEALS.c.id).where(_SEALS.c.fingerprint == fingerprint).limit(1)
    if session.scalar(signed) is None and session.scalar(select(_SEALS.c.id).limit(1)) is not None:
        what = _("Clé {fingerprint}").format(fingerprint=fingerprint[:16])
        yield ChainProblem(Trouble.UNUSED_KEY, what)
