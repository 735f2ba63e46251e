"""A usual price that changes while an operation runs: what is paid stays the operation's."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange
from merchant_desk.models.promotion import Promotion, PromotionLine
from merchant_desk.rules.promotion_audience import history_audience
from merchant_desk.rules.promotion_draft import read_draft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RecordId, new_ids
from merchant_desk.values.words import PromotionState

AFTER = timedelta(microseconds=1)
"""Learnt after the usual price of the same gesture: the line learnt last is right."""
_PROMOTIONS, _LINES, _PRICES = table(Promotion), table(PromotionLine), table(PriceChange)
_RUNNING = PreparedSet(
    lambda products: (
        select(
            _LINES.c.product_id,
            _LINES.c.promotion_id,
            _LINES.c.starts_at,
            _LINES.c.ends_at,
            _LINES.c.price,
            _PROMOTIONS.c.plan,
        )
        .join(_PROMOTIONS, _PROMOTIONS.c.id == _LINES.c.promotion_id)
        .where(
            _LINES.c.product_id.in_(products),
            _PROMOTIONS.c.state == PromotionState.RUNNING,
            or_(_LINES.c.ends_at.is_(None), _LINES.c.ends_at > _LINES.c.starts_at),
        )
    )
)


def keep_sale_prices(session: Session, gesture: Gesture, product_ids: Sequence[ProductId]) -> None:
    """Say again in the ledger what is paid during operations that run, after a new usual price.

    The line learnt last is right about a moment: without this, a new usual price would be taken
    for what customers pay while the operation lasts.
    """
    session.flush()
    rows = [
        row
        for row in _RUNNING.typed(session, list(product_ids))
        if row.starts_at <= gesture.at and (row.ends_at is None or row.ends_at > gesture.at)
    ]
    lines = [(row, channel) for row in rows for channel in read_draft(row.plan).channels]
    if not lines:
        return
    ids = new_ids(len(lines))
    insert_into(
        session,
        _PRICES,
        [
            {
                "id": RecordId(ids[index]),
                "product_id": row.product_id,
                "channel": channel,
                "price": row.price,
                "from_at": gesture.at,
                "until_at": row.ends_at,
                "learned_at": gesture.at + AFTER,
                "source": "promotion",
                "audience": history_audience(read_draft(row.plan)),
                "shop_id": None,
                "promotion_id": row.promotion_id,
            }
            for index, (row, channel) in enumerate(lines)
        ],
    )
