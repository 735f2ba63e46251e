"""From which bins, and of which lots, the units of a sale at the counter are taken."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import PickAllocation, StockLevel
from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.queries.lot_shelves import ArticleLots, LotInBin, lots_in_bins, lots_of_article
from merchant_desk.rules.allocation import BinStock
from merchant_desk.rules.fefo import first_expired
from merchant_desk.values.ids import LotId, PlaceId, ProductId

_PRODUCTS, _LEVELS, _CHOSEN = table(Product), table(StockLevel), table(PickAllocation)
_LYING = PreparedSet(
    lambda ids: (
        select(
            _LEVELS.c.product_id,
            _LEVELS.c.place_id,
            _LEVELS.c.quantity,
            _PRODUCTS.c.default_place_id,
            select(func.coalesce(func.sum(_CHOSEN.c.quantity), 0))
            .where(
                _CHOSEN.c.product_id == _LEVELS.c.product_id,
                _CHOSEN.c.place_id == _LEVELS.c.place_id,
            )
            .scalar_subquery()
            .label("chosen"),
        )
        .join(_PRODUCTS, _PRODUCTS.c.id == _LEVELS.c.product_id)
        .where(_LEVELS.c.product_id.in_(ids), _LEVELS.c.quantity > 0)
    )
)


@dataclass
class _Bin:
    """A bin with units of an article; ``free`` are those chosen for no order."""

    place_id: PlaceId
    usual: bool
    units: int
    free: int

    def give(self, most: int, *, promised: bool = True) -> int:
        """Hand out as many as there are, ``most`` at most; return how many."""
        units = min(most, max(0, self.units if promised else self.free))
        self.units -= units
        self.free -= units
        return units


class CounterShelves:
    """What lies in the bins, as each line of a basket in turn takes its units."""

    def __init__(
        self,
        session: Session,
        product_ids: Collection[ProductId],
        by_lot: Collection[ProductId],
        today: date,
    ) -> None:
        self._session = session
        self._bins: dict[ProductId, list[_Bin]] = {}
        for row in _LYING.typed(session, sorted(set(product_ids))):
            units = int(row.quantity)
            free = max(0, units - int(row.chosen))
            usual = row.place_id == row.default_place_id
            self._bins.setdefault(row.product_id, []).append(_Bin(row.place_id, usual, units, free))
        self._lots = lots_in_bins(session, by_lot) if by_lot else []
        self._fit = {each: lots_of_article(self._lots, each, today) for each in by_lot}

    def take(self, product_id: ProductId, units: int) -> list[tuple[PlaceId, int]]:
        """Return from which bins: the first to expire, else their own bin first, then the fullest.

        Units chosen for orders are taken last, and what nobody knows of leaves the usual bin.
        """
        taken: dict[PlaceId, int] = {}
        bins = self._bins.get(product_id, [])
        fit = self._fit.get(product_id)
        ordered = sorted(bins, key=lambda each: (not each.usual, -each.free, each.place_id))
        for place_id, part in () if fit is None else self._first_expired(ordered, fit, units):
            here = next(each for each in bins if each.place_id == place_id)
            taken[place_id] = here.give(part)
        left = units - sum(taken.values())
        for promised in (False, True):
            for each in ordered:
                part = each.give(left, promised=promised)
                if part:
                    taken[each.place_id] = taken.get(each.place_id, 0) + part
                    left -= part
        if left:
            place_id = usual_bin(self._session, product_id)
            taken[place_id] = taken.get(place_id, 0) + left
        return list(taken.items())

    def take_lot(
        self, lot_id: LotId, product_id: ProductId, units: int
    ) -> list[tuple[PlaceId, int]]:
        """Return from which bins units of this lot are taken; she holds them, known or not."""
        taken: list[tuple[PlaceId, int]] = []
        for each in self._of(lot_id):
            here = self._bin(product_id, each.place_id)
            part = 0 if here is None else here.give(min(units, each.units))
            if part:
                taken.append((each.place_id, part))
                units -= part
        if units:
            taken.append((usual_bin(self._session, product_id), units))
        return taken

    def _first_expired(
        self, bins: Sequence[_Bin], fit: ArticleLots, units: int
    ) -> tuple[tuple[PlaceId, int], ...]:
        stock = [
            BinStock(each.place_id, max(0, each.free - fit.blocked.get(each.place_id, 0)))
            for each in bins
        ]
        return first_expired(units, stock, fit.fit)

    def _of(self, lot_id: LotId) -> list[LotInBin]:
        return [each for each in self._lots if each.lot_id == lot_id]

    def _bin(self, product_id: ProductId, place_id: PlaceId) -> _Bin | None:
        bins = self._bins.get(product_id, [])
        return next((each for each in bins if each.place_id == place_id), None)
