"""Seal what was recorded, inside the transaction that records it: one chain a kind and station."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead, Prepared, insert_into
from merchant_desk.models.base import table
from merchant_desk.models.seal import Seal
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SealId, new_ids
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.sealed_records import signed_instant
from merchant_desk.values.signing import (
    NOTHING_BEFORE,
    SealedFacts,
    SealKind,
    chain_name,
    link_digest,
    signed_text,
)

_SEALS = table(Seal)
_HEAD = Prepared(
    select(_SEALS.c.sequence, _SEALS.c.digest)
    .where(_SEALS.c.station_id == bindparam("station"), _SEALS.c.kind == bindparam("kind"))
    .order_by(_SEALS.c.sequence.desc())
    .limit(1)
    .with_for_update()
)


@dataclass(frozen=True, slots=True)
class ToSeal:
    """One record: the row it is, what its signed line says in clear, the digest of the whole."""

    subject_id: bytes
    label: str
    at: datetime
    record: str
    total: Money = ZERO
    rates: Sequence[tuple[int, Money]] = ()
    recorded_at: datetime | None = None
    """When the row was written; None: by this gesture. Older rows are sealed later."""


def chain_ahead(gesture: Gesture, kind: SealKind) -> Ahead:
    """Return what opening a chain will ask."""
    return _HEAD.ahead(station=gesture.station_id, kind=kind)


class Chain:
    """The chain of one kind at this station, open at its last link."""

    def __init__(self, session: Session, gesture: Gesture, kind: SealKind) -> None:
        head = _HEAD.rows(session, station=gesture.station_id, kind=kind)
        self._sequence, self._previous = head[0] if head else (0, NOTHING_BEFORE)
        self._gesture = gesture
        self._kind = kind
        self._name = chain_name(gesture.station_id, kind)

    def seal(self, session: Session, items: Sequence[ToSeal]) -> tuple[str, ...]:
        """Add a link for each of these records, in their order; return what each leaves behind."""
        rows = [
            self._link(SealId(seal_id), item)
            for seal_id, item in zip(new_ids(len(items)), items, strict=True)
        ]
        insert_into(session, _SEALS, rows)
        return tuple(str(row["digest"]) for row in rows)

    def _link(self, seal_id: SealId, item: ToSeal) -> dict[str, object]:
        signer = self._gesture.signer
        self._sequence += 1
        facts = SealedFacts(
            kind=self._kind,
            label=item.label,
            at=signed_instant(item.at),
            rates=item.rates,
            total=item.total,
            record=item.record,
        )
        text = signed_text(self._name, self._sequence, self._previous, facts)
        signature = b"" if signer is None else signer.sign(text.encode())
        self._previous = link_digest(text, signature)
        return {
            "id": seal_id,
            "station_id": self._gesture.station_id,
            "kind": self._kind,
            "sequence": self._sequence,
            "subject_id": item.subject_id,
            "text": text,
            "signature": signature,
            "digest": self._previous,
            "fingerprint": "" if signer is None else signer.fingerprint,
            "at": item.recorded_at or self._gesture.at,
        }


def seal(
    session: Session, gesture: Gesture, kind: SealKind, items: Sequence[ToSeal]
) -> tuple[str, ...]:
    """Seal records of one kind, in their order, in this transaction."""
    return Chain(session, gesture, kind).seal(session, items) if items else ()
