"""What an archive of a period holds: stretches of chains, who bought, who sold, which keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Payment
from merchant_desk.models.seal import Closing, Seal, SigningKey
from merchant_desk.queries.sealed_rows import Link, links
from merchant_desk.values.clock import PARIS
from merchant_desk.values.ids import StationId
from merchant_desk.values.signing import NOTHING_BEFORE, SealKind, chain_name

_SEALS, _INVOICES, _PAYMENTS, _CLOSINGS, _KEYS = (
    table(Seal),
    table(Invoice),
    table(Payment),
    table(Closing),
    table(SigningKey),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The links of one chain that belong to a period, without a gap."""

    station_id: StationId
    kind: SealKind
    first: int
    last: int
    previous: str
    """What the first one carries of the one before it."""
    head: str
    """What the last one leaves behind."""

    @property
    def chain(self) -> str:
        """Return the name of the chain."""
        return chain_name(self.station_id, self.kind)


def stretches(session: Session, first: date, last: date) -> tuple[Stretch, ...]:
    """Return what of each chain belongs to these days."""
    found = []
    for kind in SealKind:
        rows = session.execute(
            select(_SEALS.c.station_id, func.min(_SEALS.c.sequence), func.max(_SEALS.c.sequence))
            .where(_SEALS.c.kind == kind, _within(kind, first, last))
            .group_by(_SEALS.c.station_id)
            .order_by(_SEALS.c.station_id)
        )
        for station, low, high in rows:
            station_id = StationId(station)
            before = _digest(session, station_id, kind, low - 1) or NOTHING_BEFORE
            head = _digest(session, station_id, kind, high)
            found.append(Stretch(station_id, kind, low, high, before, head))
    return tuple(found)


def _within(kind: SealKind, first: date, last: date) -> ColumnElement[bool]:
    """Documents and closings go by the day they count in, the rest by when it happened."""
    if kind is SealKind.DOCUMENT:
        days = _INVOICES.c.fiscal_day
        return _SEALS.c.subject_id.in_(select(_INVOICES.c.id).where(days >= first, days <= last))
    if kind is SealKind.CLOSING:
        inside = (_CLOSINGS.c.last_day >= first) & (_CLOSINGS.c.last_day <= last)
        return _SEALS.c.subject_id.in_(select(_CLOSINGS.c.id).where(inside))
    begins = datetime.combine(first, time(), PARIS)
    ends = datetime.combine(last + timedelta(days=1), time(), PARIS)
    return (_SEALS.c.at >= begins) & (_SEALS.c.at < ends)


def _digest(session: Session, station_id: StationId, kind: SealKind, sequence: int) -> str:
    found = session.scalar(
        select(_SEALS.c.digest).where(
            _SEALS.c.station_id == station_id,
            _SEALS.c.kind == kind,
            _SEALS.c.sequence == sequence,
        )
    )
    return found or ""


def links_of(session: Session, stretch: Stretch) -> Iterator[Link]:
    """Give the links of a stretch in their order."""
    for several in links(session, stretch.station_id, stretch.kind, stretch.first - 1):
        for link in several:
            if link.sequence > stretch.last:
                return
            yield link


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Who a document was made out to, with the salt that proves it; nothing once erased."""

    id: bytes
    number: str
    salt: bytes | None
    buyer: str
    delivery_address: str
    mentions: str
    note: str


def parties_of(session: Session, stretch: Stretch) -> Iterator[PartyRow]:
    """Give who bought, for the documents of a stretch."""
    names = ("id", "number", "salt", "buyer", "delivery_address", "mentions", "note")
    for row in _subjects(session, stretch, _INVOICES, names):
        yield PartyRow(*row)


def references_of(session: Session, stretch: Stretch) -> Iterator[tuple[bytes, str]]:
    """Give the number of a cheque or the words of a transfer, for the payments of a stretch."""
    for payment_id, reference in _subjects(session, stretch, _PAYMENTS, ("id", "reference")):
        if reference:
            yield payment_id, reference


def _subjects(session: Session, stretch: Stretch, source: Any, names: tuple[str, ...]) -> Any:
    return session.execute(
        select(*(source.c[name] for name in names))
        .join_from(_SEALS, source, source.c.id == _SEALS.c.subject_id)
        .where(
            _SEALS.c.station_id == stretch.station_id,
            _SEALS.c.kind == stretch.kind,
            _SEALS.c.sequence >= stretch.first,
            _SEALS.c.sequence <= stretch.last,
        )
        .order_by(_SEALS.c.sequence)
        .execution_options(yield_per=500)
    )


def sellers(session: Session) -> tuple[str, ...]:
    """Return every identity the shop issued documents under, as it was printed."""
    return tuple(session.scalars(select(_INVOICES.c.seller).distinct()))


def signing_keys(session: Session) -> tuple[tuple[str, bytes, str, datetime], ...]:
    """Return every key that signed here: fingerprint, public key, algorithm, since when."""
    rows = session.execute(
        select(_KEYS.c.fingerprint, _KEYS.c.public_key, _KEYS.c.algorithm, _KEYS.c.since).order_by(
            _KEYS.c.since
        )
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)
