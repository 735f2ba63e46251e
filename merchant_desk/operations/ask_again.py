"""Try again the articles of which a person was asked what they are: the answer may be plain now."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.shop import RemoteRecord
from merchant_desk.values.ids import ShopId
from merchant_desk.values.words import RecordState, Trouble

_RECORDS = table(RemoteRecord)


def ask_again(session: Session, shop_id: ShopId) -> None:
    """Have the questions of a shop applied with the next records, once an article of it went.

    The product that the gone article was is free for the one that took its place. What is still
    not plain becomes the same question again.
    """
    session.execute(
        update(_RECORDS)
        .where(
            _RECORDS.c.shop_id == shop_id,
            _RECORDS.c.state == RecordState.PARKED,
            _RECORDS.c.trouble == Trouble.AMBIGUOUS,
        )
        .values(state=RecordState.WAITING, trouble=None, reason="", advice="")
    )
