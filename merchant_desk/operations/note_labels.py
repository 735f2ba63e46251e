"""Keep what price the labels of articles say, from the moment they are printed."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.promotion import PriceShown
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RecordId, new_ids
from merchant_desk.values.words import ShownWhere

_PRODUCTS, _SHOWN = table(Product), table(PriceShown)


def note_labels(session: Session, gesture: Gesture, product_ids: Collection[ProductId]) -> int:
    """Note that these articles have a label with their price now; return how many."""
    noted = 0
    for some in chunks(sorted(set(product_ids))):
        rows = session.execute(
            select(_PRODUCTS.c.id, _PRODUCTS.c.price).where(_PRODUCTS.c.id.in_(some))
        ).all()
        if not rows:
            continue
        lines = [
            {
                "id": RecordId(identifier),
                "product_id": row.id,
                "where": ShownWhere.TAG,
                "shop_id": None,
                "promotion_id": None,
                "price": row.price,
                "prior_price": None,
                "sale_price": None,
                "sale_from": None,
                "sale_to": None,
                "text": euros(row.price),
                "at": gesture.at,
                "by": gesture.person,
            }
            for identifier, row in zip(new_ids(len(rows)), rows, strict=True)
        ]
        insert_into(session, _SHOWN, lines)
        noted += len(lines)
    return noted
