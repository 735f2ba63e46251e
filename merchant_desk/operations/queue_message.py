"""What the storefronts must be told, written in the transaction that makes it true."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select, true, union
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead, Prepared, insert_into
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.kit import KitPart
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MessageId, ProductId, ShopId, id_text, new_id, new_ids
from merchant_desk.values.words import Master, MessageMode, MessageState

_MESSAGES, _LINKS, _SHOPS = table(OutboxMessage), table(ShopProduct), table(Shop)
_PARTS = table(KitPart)
_COLUMNS = (
    "id", "row", "shop_id", "mode", "kind", "subject", "state_key", "state", "attempts",
    "next_attempt_at", "created_at", "changed_at", "problem", "advice", "payload",
)  # fmt: skip


def _told(kind: str) -> PreparedSet:
    """Return which shops are told this of some products."""
    if kind != "stock":
        return PreparedSet(lambda products: _links(kind, _LINKS.c.product_id.in_(products)))
    return PreparedSet(
        lambda products: union(
            _links(kind, _LINKS.c.product_id.in_(products)),
            # What a kit's parts lack, the kit lacks.
            _links(kind, _PARTS.c.product_id.in_(products)).join(
                _PARTS, _PARTS.c.kit_id == _LINKS.c.product_id
            ),
        )
    )


def _links(kind: str, wanted: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(_LINKS.c.shop_id, _LINKS.c.product_id)
        .join(_SHOPS, _SHOPS.c.id == _LINKS.c.shop_id)
        .where(
            _SHOPS.c.active,
            _SHOPS.c[f"{kind}_master"] == Master.DESK,
            _LINKS.c.gone_at.is_(None),
            _LINKS.c.stock_seen.is_not(None) if kind == "stock" else true(),
            wanted,
        )
    )


def _coalescing(insert: sqlite.Insert | postgresql.Insert) -> Prepared:
    """Return the change that leaves one waiting mark of a product, the newest."""
    upsert = insert.values({name: bindparam(name) for name in _COLUMNS})
    return Prepared(
        upsert.on_conflict_do_update(
            index_elements=["state_key"],
            set_={
                "row": upsert.excluded.row,  # tells this change from one that is being sent
                "state": upsert.excluded.state,
                "attempts": 0,
                "next_attempt_at": upsert.excluded.next_attempt_at,
                "changed_at": upsert.excluded.changed_at,
                "problem": "",
                "advice": "",
            },
        )
    )


_TOLD = {kind: _told(kind) for kind in ("stock", "price")}
_COALESCE = {
    "sqlite": _coalescing(sqlite.insert(_MESSAGES)),
    "postgresql": _coalescing(postgresql.insert(_MESSAGES)),
}


def queue_state(
    session: Session,
    gesture: Gesture,
    kind: str,
    product_ids: Collection[ProductId],
    only_shop: ShopId | None = None,
) -> None:
    """Mark the ``stock`` or ``price`` of products to be told to every shop where the desk decides.

    ``only_shop`` tells one shop what the others know already: an article that it just met.

    Marks are coalesced: one waiting row a product; the value is read when it is sent. The stock of
    an article that a shop does not count is not told there.
    """
    session.flush()
    linked = [
        row
        for row in _TOLD[kind].rows(session, sorted(set(product_ids)))
        if only_shop is None or row[0] == only_shop
    ]
    if not linked:
        return
    first = next_row(session, _MESSAGES, len(linked))
    rows = [
        {**_state_row(gesture, kind, shop, product), "row": row}
        for row, (shop, product) in enumerate(linked, first)
    ]
    _COALESCE[session.connection().dialect.name].write(session, *rows)


def told_ahead(kind: str, product_ids: Collection[ProductId]) -> Ahead:
    """Return what ``queue_state`` asks, to be asked with other questions."""
    return _TOLD[kind].ahead(sorted(set(product_ids)))


def _state_row(
    gesture: Gesture, kind: str, shop_id: ShopId, product_id: ProductId
) -> dict[str, object]:
    return {
        "id": MessageId(new_id()),
        "shop_id": shop_id,
        "mode": MessageMode.STATE,
        "kind": kind,
        "subject": id_text(product_id),
        "state_key": f"{id_text(shop_id)}:{kind}:{id_text(product_id)}",
        "state": MessageState.WAITING,
        "attempts": 0,
        "next_attempt_at": gesture.at,
        "created_at": gesture.at,
        "changed_at": gesture.at,
        "problem": "",
        "advice": "",
        "payload": "",
    }


@dataclass(frozen=True, slots=True)
class Happened:
    """Something to tell a shop about one of its records."""

    shop_id: ShopId
    subject: bytes
    not_before: datetime | None = None
    payload: str = ""


def queue_event(
    session: Session,
    gesture: Gesture,
    kind: str,
    shop_id: ShopId,
    subject: bytes,
    *,
    not_before: datetime | None = None,
) -> MessageId:
    """Queue something that happened, to be told once and in order; its id is the key shown."""
    return queue_events(session, gesture, kind, (Happened(shop_id, subject, not_before),))[0]


def queue_events(
    session: Session, gesture: Gesture, kind: str, happened: Sequence[Happened]
) -> tuple[MessageId, ...]:
    """Queue things of one kind that happened, in this order."""
    if not happened:
        return ()
    first = next_row(session, _MESSAGES, len(happened))
    identifiers = tuple(MessageId(each) for each in new_ids(len(happened)))
    insert_into(
        session,
        _MESSAGES,
        [
            {
                "id": identifier,
                "row": first + offset,
                "shop_id": each.shop_id,
                "mode": MessageMode.EVENT,
                "kind": kind,
                "subject": id_text(each.subject),
                "state_key": None,
                "state": MessageState.WAITING,
                "attempts": 0,
                "next_attempt_at": each.not_before or gesture.at,
                "created_at": gesture.at,
                "changed_at": gesture.at,
                "sent_at": None,
                "problem": "",
                "advice": "",
                "payload": each.payload,
            }
            for offset, (identifier, each) in enumerate(zip(identifiers, happened, strict=True))
        ],
    )
    return identifiers
