"""The stock, one line a product and bin, in the order of the walk or of anything else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Location, PickAllocation, Place, StockLevel
from merchant_desk.queries.blocked_stock import blocked_of
from merchant_desk.queries.product_search import search_condition
from merchant_desk.queries.products import Shown, filter_of, on_hand_of, reserved_of
from merchant_desk.values.ids import LocationId, PlaceId, ProductId

_PRODUCT = table(Product)
_LEVEL = table(StockLevel)
_PLACE = table(Place)
_LOCATION = table(Location)
_ALLOCATED = table(PickAllocation)
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "name": (_PRODUCT.c.search_text,),
    "sku": (_PRODUCT.c.sku,),
    "bin": (_LOCATION.c.position, _LOCATION.c.name, _PLACE.c.walk_order),
    "quantity": (func.coalesce(_LEVEL.c.quantity, 0),),
    "reserved": (reserved_of(_PRODUCT.c.id),),
    "available": (
        on_hand_of(_PRODUCT.c.id) - reserved_of(_PRODUCT.c.id) - blocked_of(_PRODUCT.c.id),
    ),
}


@dataclass(frozen=True, slots=True)
class StockRow:
    """A product in one of its bins; ``place_id`` is None for one that lies nowhere."""

    product_id: ProductId
    place_id: PlaceId | None
    sku: str
    name: str
    option_text: str
    location: str
    code: str
    quantity: int
    allocated: int
    """Units of this bin chosen for picking."""
    on_hand: int
    reserved: int
    blocked: int = 0
    """Units of the product whose lot has expired, or is recalled, all bins together."""

    @property
    def key(self) -> bytes:
        """Return what tells this line from all others."""
        return self.product_id + (self.place_id or b"")

    @property
    def available(self) -> int:
        """Return what can still be sold of the product, all bins together."""
        return self.on_hand - self.reserved - self.blocked

    @property
    def title(self) -> str:
        """Return the name with its option, as customers read it."""
        return f"{self.name} · {self.option_text}" if self.option_text else self.name


@dataclass(frozen=True)
class StockList:
    """The stock that matches what was typed, of one state, in one location or bin."""

    text: str = ""
    shown: Shown = Shown.ACTIVE
    location_id: LocationId | None = None
    place_id: PlaceId | None = None
    sort: str = "name"
    descending: bool = False

    def count(self, session: Session) -> int:
        """Return how many lines the filter keeps."""
        return int(session.execute(self._kept(session, select(func.count()))).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[StockRow]:
        """Return one page of lines."""
        page = self._ordered(session).offset(offset).limit(limit)
        return _rows(session, session.execute(page).all())

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the key of every line of the filter."""
        return [
            product + (place or b"") for product, place in session.execute(self._ordered(session))
        ]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, session: Session) -> Select[Any]:
        by = _SORTS.get(self.sort, _SORTS["name"])
        order = [each.desc() if self.descending else each.asc() for each in by]
        wanted = select(_PRODUCT.c.id, _PLACE.c.id.label("place"))
        return self._kept(session, wanted).order_by(
            *order, _PRODUCT.c.row, _LOCATION.c.position, _PLACE.c.walk_order
        )

    def _kept(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        lies_here = and_(_LEVEL.c.product_id == _PRODUCT.c.id, _LEVEL.c.quantity != 0)
        kept = (
            wanted.select_from(_PRODUCT)
            .outerjoin(_LEVEL, lies_here)
            .outerjoin(_PLACE, _PLACE.c.id == _LEVEL.c.place_id)
            .outerjoin(_LOCATION, _LOCATION.c.id == _PLACE.c.location_id)
            .where(
                or_(_PRODUCT.c.stocked, _LEVEL.c.quantity.is_not(None)),
                filter_of(self.shown),
                search_condition(session, self.text),
            )
        )
        if self.location_id is not None:
            kept = kept.where(_LOCATION.c.id == self.location_id)
        if self.place_id is not None:
            kept = kept.where(_PLACE.c.id == self.place_id)
        return kept


def _rows(session: Session, pairs: Sequence[tuple[Any, ...]]) -> tuple[StockRow, ...]:
    """Return the lines of these products and bins, in this order."""
    products = {product for product, _place in pairs}
    held = (
        select(
            _PRODUCT.c.id,
            _PLACE.c.id,
            _PRODUCT.c.sku,
            _PRODUCT.c.name,
            _PRODUCT.c.option_text,
            func.coalesce(_LOCATION.c.name, ""),
            func.coalesce(_PLACE.c.code, ""),
            func.coalesce(_LEVEL.c.quantity, 0),
            _allocated(),
            on_hand_of(_PRODUCT.c.id),
            reserved_of(_PRODUCT.c.id),
            blocked_of(_PRODUCT.c.id),
        )
        .select_from(_PRODUCT)
        .outerjoin(_LEVEL, and_(_LEVEL.c.product_id == _PRODUCT.c.id, _LEVEL.c.quantity != 0))
        .outerjoin(_PLACE, _PLACE.c.id == _LEVEL.c.place_id)
        .outerjoin(_LOCATION, _LOCATION.c.id == _PLACE.c.location_id)
        .where(_PRODUCT.c.id.in_(products))
    )
    found = {
        (row[0], row[1]): StockRow(*row[:8], *map(int, row[8:])) for row in session.execute(held)
    }
    return tuple(found[pair[0], pair[1]] for pair in pairs if (pair[0], pair[1]) in found)


def _allocated() -> ColumnElement[int]:
    chosen = select(func.coalesce(func.sum(_ALLOCATED.c.quantity), 0)).where(
        _ALLOCATED.c.product_id == _PRODUCT.c.id, _ALLOCATED.c.place_id == _PLACE.c.id
    )
    return chosen.scalar_subquery()
