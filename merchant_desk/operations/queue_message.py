"""What the storefronts must be told, written in the transaction that makes it true."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MessageId, ProductId, ShopId, id_text, new_id
from merchant_desk.values.words import Master, MessageMode, MessageState

_MESSAGES = table(OutboxMessage)
_PAGE = 500
_COUNTED = {"stock": ShopProduct.stock_seen.is_not(None), "price": true()}
_MASTERS = {"stock": Shop.stock_master, "price": Shop.price_master}


def queue_state(
    session: Session, gesture: Gesture, kind: str, product_ids: Collection[ProductId]
) -> None:
    """Mark the ``stock`` or ``price`` of products to be told to every shop where the desk decides.

    Marks are coalesced: one waiting row a product; the value is read when it is sent. The stock of
    an article that a shop does not count is not told there.
    """
    wanted = sorted(set(product_ids))
    for start in range(0, len(wanted), _PAGE):
        linked = session.execute(
            select(ShopProduct.shop_id, ShopProduct.product_id)
            .join(Shop, Shop.id == ShopProduct.shop_id)
            .where(
                Shop.active,
                _MASTERS[kind] == Master.DESK,
                ShopProduct.gone_at.is_(None),
                _COUNTED[kind],
                ShopProduct.product_id.in_(wanted[start : start + _PAGE]),
            )
        ).all()
        rows = [_state_row(gesture, kind, shop, product) for shop, product in linked]
        if rows:
            first = next_row(session, _MESSAGES, len(rows))
            for offset, row in enumerate(rows):
                row["row"] = first + offset
            session.execute(_coalesce(session), rows)


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
    }


def _coalesce(session: Session) -> sqlite.Insert | postgresql.Insert:
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    upsert = postgresql.insert(_MESSAGES) if on_postgresql else sqlite.insert(_MESSAGES)
    return upsert.on_conflict_do_update(
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
    identifier = MessageId(new_id())
    insert_into(
        session,
        _MESSAGES,
        {
            "id": identifier,
            "row": next_row(session, _MESSAGES),
            "shop_id": shop_id,
            "mode": MessageMode.EVENT,
            "kind": kind,
            "subject": id_text(subject),
            "state_key": None,
            "state": MessageState.WAITING,
            "attempts": 0,
            "next_attempt_at": not_before or gesture.at,
            "created_at": gesture.at,
            "changed_at": gesture.at,
            "sent_at": None,
            "problem": "",
            "advice": "",
        },
    )
    return identifier
