"""Prices of the past, written down late: what was known before is never written over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RecordId, new_ids
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

CORRECTION = "correction"
_PRICES = table(PriceChange)


@dataclass(frozen=True, slots=True)
class LatePrice:
    """A price that was practised from an instant to another, on a channel or on all of them."""

    product_id: ProductId
    price: Money
    from_at: datetime
    until_at: datetime
    channel: str = "all"
    audience: str = "all"


def record_prices(
    session: Session, gesture: Gesture, prices: Sequence[LatePrice], source: str = CORRECTION
) -> None:
    """Add prices of the past to the ledger, learnt now (C. conso. L112-1-1).

    Raises RefusedError for a span that ends before it begins, or that is not over yet.
    """
    for each in prices:
        _check(each, gesture.at)
    ids = new_ids(len(prices))
    if not prices:
        return
    insert_into(
        session,
        _PRICES,
        [
            {
                "id": RecordId(ids[index]),
                "product_id": each.product_id,
                "channel": each.channel,
                "price": each.price,
                "from_at": each.from_at,
                "until_at": each.until_at,
                "learned_at": gesture.at,
                "source": source,
                "audience": each.audience,
                "shop_id": None,
                "promotion_id": None,
            }
            for index, each in enumerate(prices)
        ],
    )


def _check(price: LatePrice, now: datetime) -> None:
    if price.price < ZERO:
        raise RefusedError(
            _("Le prix n’a pas été noté\u00a0: il est négatif."), _("Corrigez le prix.")
        )
    if price.until_at <= price.from_at:
        raise RefusedError(
            _("Le prix n’a pas été noté\u00a0: il finit avant de commencer."),
            _("Corrigez les deux dates."),
        )
    if price.until_at > now:
        raise RefusedError(
            _("Le prix n’a pas été noté\u00a0: ce n’est pas encore du passé."),
            _("Changez le prix du produit, ou planifiez une opération."),
        )
