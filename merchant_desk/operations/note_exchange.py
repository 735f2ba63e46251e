"""Write down a conversation with a storefront: when, what came, what left, what it cost."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.exchange import Exchange
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecordId, ShopId, new_id
from merchant_desk.values.words import ExchangeKind

_EXCHANGES = table(Exchange)
KEPT = 2000
"""Conversations kept a shop: a week at one every five minutes."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one conversation did; ``problem`` is empty when it went through."""

    kind: ExchangeKind
    started_at: datetime
    requests: int
    received: int = 0
    applied: int = 0
    parked: int = 0
    sent: int = 0
    refused: int = 0
    problem: str = ""
    advice: str = ""


def note_exchange(session: Session, gesture: Gesture, shop_id: ShopId, done: Exchanged) -> None:
    """Keep the conversation; the oldest ones of the shop are forgotten."""
    row = next_row(session, _EXCHANGES)
    insert_into(
        session,
        _EXCHANGES,
        [
            {
                "id": RecordId(new_id()),
                "row": row,
                "shop_id": shop_id,
                "kind": done.kind,
                "started_at": done.started_at,
                "ended_at": gesture.at,
                "requests": done.requests,
                "received": done.received,
                "applied": done.applied,
                "parked": done.parked,
                "sent": done.sent,
                "refused": done.refused,
                "problem": done.problem,
                "advice": done.advice,
            }
        ],
    )
    oldest = session.execute(
        select(_EXCHANGES.c.row)
        .where(_EXCHANGES.c.shop_id == shop_id)
        .order_by(_EXCHANGES.c.row.desc())
        .offset(KEPT)
        .limit(1)
    ).scalar()
    if oldest is not None:
        session.execute(
            delete(_EXCHANGES).where(_EXCHANGES.c.shop_id == shop_id, _EXCHANGES.c.row <= oldest)
        )
