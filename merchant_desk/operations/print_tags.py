"""Print the price tags of an operation: judged again here, kept as they were printed."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.promotion import PriceShown, Promotion
from merchant_desk.operations.note_promotion import note_promotion
from merchant_desk.operations.queue_print import queue_print
from merchant_desk.queries.price_tags import TagsReady, TagsWanted, price_tags
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PrintJobId, PromotionId, RecordId, new_ids
from merchant_desk.values.price_tags import PriceTags
from merchant_desk.values.words import DocumentKind, PromotionEventKind, ShownWhere

_SHOWN, _PROMOTIONS = table(PriceShown), table(Promotion)


def queue_tags(
    session: Session, gesture: Gesture, promotion_id: PromotionId, wanted: TagsWanted
) -> PrintJobId:
    """Ask for the labels of an operation at this station.

    Raises RefusedError when the law refuses them: see ``price_tags``.
    """
    ready = price_tags(session, promotion_id, wanted, gesture.at)
    event_id = _keep(session, gesture, promotion_id, ready)
    return queue_print(session, gesture, DocumentKind.PRICE_TAGS, event_id, ready.tags.title)


def keep_tags(
    session: Session, gesture: Gesture, promotion_id: PromotionId, wanted: TagsWanted
) -> PriceTags:
    """Return the labels for a file of hers, kept like those that a printer puts on paper.

    Raises RefusedError when the law refuses them: see ``price_tags``.
    """
    ready = price_tags(session, promotion_id, wanted, gesture.at)
    _keep(session, gesture, promotion_id, ready)
    return ready.tags


def _keep(
    session: Session, gesture: Gesture, promotion_id: PromotionId, ready: TagsReady
) -> RecordId:
    """Write down what every label shows, and the labels themselves in the journal."""
    ids = new_ids(len(ready.lines))
    last = session.execute(
        select(_PROMOTIONS.c.ends_at).where(_PROMOTIONS.c.id == promotion_id)
    ).scalar()
    insert_into(
        session,
        _SHOWN,
        [
            {
                "id": RecordId(identifier),
                "product_id": line.product_id,
                "where": ShownWhere.TAG,
                "shop_id": None,
                "promotion_id": promotion_id,
                "price": line.price,
                "prior_price": tag.prior,
                "sale_price": None,
                "sale_from": line.starts_at,
                "sale_to": line.ends_at or last,
                "text": tag.words,
                "at": gesture.at,
                "by": gesture.person,
            }
            for identifier, line, tag in zip(ids, ready.lines, ready.tags.tags, strict=True)
        ],
    )
    told = msgspec.to_builtins(ready.tags)
    return note_promotion(session, gesture, promotion_id, PromotionEventKind.TAGGED, told)
