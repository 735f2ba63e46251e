"""The lots of an article to choose from by hand, the one that should leave first in front."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.lot import LotLevel
from merchant_desk.models.product import Product
from merchant_desk.queries.lot_shelves import LotInBin, lots_in_bins
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import LotId, PlaceId, ProductId

_LEVELS, _PRODUCTS = table(LotLevel), table(Product)


@dataclass(frozen=True, slots=True)
class LotChoices:
    """What lies of the lots of an article; nothing is asked of one that is not followed."""

    product_id: ProductId
    tracked: bool
    lots: tuple[LotInBin, ...] = ()

    def numbers(self, place_id: PlaceId | None = None) -> tuple[LotInBin, ...]:
        """Return each lot once, its units in this bin, or in all of them, together."""
        found: dict[LotId, LotInBin] = {}
        for each in self.lots:
            if place_id is not None and each.place_id != place_id:
                continue
            known = found.get(each.lot_id)
            found[each.lot_id] = each if known is None else known.with_more(each.units)
        return tuple(found.values())


def lot_choices(session: Session, product_id: ProductId, today: date) -> LotChoices:
    """Return the lots that lie somewhere: those that may leave, the first to expire in front."""
    tracking = session.execute(
        select(_PRODUCTS.c.tracking).where(_PRODUCTS.c.id == product_id)
    ).scalar()
    if tracking is None or tracking is Tracking.NONE:
        return LotChoices(product_id, tracked=False)
    lying = lots_in_bins(session, [product_id])
    lots = sorted(lying, key=lambda each: (not each.may_leave(today), each.expires_on or date.max))
    return LotChoices(product_id, tracked=True, lots=tuple(lots))


def lot_level(session: Session, lot_id: LotId, place_id: PlaceId) -> int:
    """Return how many units of a lot lie in a bin."""
    units = session.execute(
        select(_LEVELS.c.quantity).where(_LEVELS.c.lot_id == lot_id, _LEVELS.c.place_id == place_id)
    ).scalar()
    return units or 0
