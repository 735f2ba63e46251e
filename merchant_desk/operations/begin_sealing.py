"""Begin, or go on, sealing at this station: its key is made known, what came before is sealed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceRate
from merchant_desk.models.order import Payment
from merchant_desk.models.seal import FiscalEvent, Seal, SigningKey
from merchant_desk.operations.note_event import note_event
from merchant_desk.operations.record_payment import payment_to_seal
from merchant_desk.operations.seal_records import seal
from merchant_desk.operations.write_invoice import document_to_seal
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.signing import ALGORITHM, SealKind

_INVOICES, _LINES, _RATES = table(Invoice), table(InvoiceLine), table(InvoiceRate)
_PAYMENTS, _SEALS, _KEYS, _EVENTS = (
    table(Payment),
    table(Seal),
    table(SigningKey),
    table(FiscalEvent),
)
_AT_ONCE = 500
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SealingBegun:
    """What was sealed of what this station recorded before it could seal."""

    sealed: int
    more: bool
    """There is more of it: ask again."""


def begin_sealing(session: Session, gesture: Gesture) -> SealingBegun:
    """Make the station's key known and seal up to 500 records older than its chains."""
    _know_key(session, gesture)
    if _has_noted(session, gesture, EventCode.JOURNAL_BEGUN):
        return SealingBegun(0, more=False)
    documents = _unsealed(session, _INVOICES, SealKind.DOCUMENT, "issued_at", "counter")
    lines, rates = _parts(session, _LINES, documents), _parts(session, _RATES, documents)
    seal(
        session,
        gesture,
        SealKind.DOCUMENT,
        [document_to_seal(row, lines[row["id"]], rates[row["id"]]) for row in documents],
    )
    payments = _unsealed(session, _PAYMENTS, SealKind.PAYMENT, "at", "id")
    seal(session, gesture, SealKind.PAYMENT, [payment_to_seal(row) for row in payments])
    more = max(len(documents), len(payments)) == _AT_ONCE
    if not more:
        note_event(session, gesture, EventCode.JOURNAL_BEGUN, "")
    return SealingBegun(len(documents) + len(payments), more)


def _know_key(session: Session, gesture: Gesture) -> None:
    """Write down the public key, and in the journal that it is new, or that there is none."""
    fingerprint = "" if gesture.signer is None else gesture.signer.fingerprint
    known = session.scalars(
        select(_KEYS.c.fingerprint)
        .where(_KEYS.c.station_id == gesture.station_id)
        .order_by(_KEYS.c.since.desc())
    ).all()
    if gesture.signer is None or not fingerprint:
        _note_degraded(session, gesture, degraded=True)
        return
    if fingerprint not in known:
        insert_into(
            session,
            _KEYS,
            {
                "fingerprint": fingerprint,
                "station_id": gesture.station_id,
                "public_key": gesture.signer.public_key,
                "algorithm": ALGORITHM,
                "since": gesture.at,
            },
        )
        note_event(session, gesture, EventCode.KEY_CHANGED, fingerprint)
    _note_degraded(session, gesture, degraded=False)


def _has_noted(session: Session, gesture: Gesture, code: EventCode) -> bool:
    noted = select(_EVENTS.c.id).where(
        _EVENTS.c.station_id == gesture.station_id, _EVENTS.c.code == int(code)
    )
    return session.execute(noted.limit(1)).first() is not None


def _note_degraded(session: Session, gesture: Gesture, *, degraded: bool) -> None:
    """Note the change between signing and not signing, once each time it changes."""
    last = session.scalar(
        select(_EVENTS.c.code)
        .where(
            _EVENTS.c.station_id == gesture.station_id,
            _EVENTS.c.code.in_([EventCode.DEGRADED, EventCode.RECOVERED]),
        )
        .order_by(_EVENTS.c.at.desc())
        .limit(1)
    )
    was = last == EventCode.DEGRADED
    if degraded and not was:
        note_event(session, gesture, EventCode.DEGRADED, "")
    if was and not degraded:
        note_event(session, gesture, EventCode.RECOVERED, "")


def _unsealed(session: Session, source: Table, kind: SealKind, *order: str) -> list[Row]:
    """Return rows that no link seals, the oldest first: they are older than the first chain."""
    sealed = select(_SEALS.c.subject_id).where(
        _SEALS.c.kind == kind, _SEALS.c.subject_id == source.c.id
    )
    found = session.execute(
        select(source)
        .where(~sealed.exists())
        .order_by(*(source.c[name] for name in order))
        .limit(_AT_ONCE)
    )
    return [dict(row._mapping) for row in found]  # noqa: SLF001 - SQLAlchemy's own way to a mapping


def _parts(session: Session, source: Table, documents: Sequence[Row]) -> Mapping[bytes, list[Row]]:
    found: dict[bytes, list[Row]] = defaultdict(list)
    order = [source.c.invoice_id] + ([source.c.position] if "position" in source.c else [])
    rows = session.execute(
        select(source)
        .where(source.c.invoice_id.in_([row["id"] for row in documents]))
        .order_by(*order)
    )
    for row in rows:
        found[row.invoice_id].append(dict(row._mapping))  # noqa: SLF001 - as above
    return found
