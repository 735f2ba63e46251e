"""Which lots lie in which bins, and which of them may leave."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.models.stock import Place
from merchant_desk.rules.fefo import LotLying
from merchant_desk.values.ids import LotId, PlaceId, ProductId

_LOTS, _LEVELS, _PLACES = table(Lot), table(LotLevel), table(Place)
_LYING = PreparedSet(
    lambda ids: (
        select(
            *(_LEVELS.c[name] for name in ("product_id", "lot_id", "place_id", "quantity")),
            *(_LOTS.c[name] for name in ("number", "expires_on", "recalled_at")),
        )
        .join(_LOTS, _LOTS.c.id == _LEVELS.c.lot_id)
        .join(_PLACES, _PLACES.c.id == _LEVELS.c.place_id)
        .where(_LEVELS.c.product_id.in_(ids), _LEVELS.c.quantity > 0)
        .order_by(_PLACES.c.walk_order, _PLACES.c.code, _LOTS.c.id)
    )
)


@dataclass(frozen=True, slots=True)
class LotInBin:
    """Units of a lot in a bin."""

    product_id: ProductId
    lot_id: LotId
    place_id: PlaceId
    units: int
    number: str
    expires_on: date | None
    recalled: bool

    def with_more(self, units: int) -> Self:
        """Return it with units of another bin."""
        return replace(self, units=self.units + units)

    def may_leave(self, today: date) -> bool:
        """Tell whether it may still be sold: neither expired nor recalled."""
        return not self.recalled and (self.expires_on is None or self.expires_on >= today)


@dataclass(slots=True)
class ArticleLots:
    """The lots of an article, in the order of the walk; and the units that must not leave."""

    fit: list[LotLying] = field(default_factory=list)
    blocked: dict[PlaceId, int] = field(default_factory=dict)


def has_lots(product_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Tell articles with lots among what is asked anyway: the others ask nothing more."""
    return exists().where(_LOTS.c.product_id == product_id)


def lots_in_bins(session: Session, product_ids: Collection[ProductId]) -> list[LotInBin]:
    """Return what is known to lie of the lots of these articles, in the order of the walk."""
    return [
        LotInBin(
            product_id=row.product_id,
            lot_id=row.lot_id,
            place_id=row.place_id,
            units=row.quantity,
            number=row.number,
            expires_on=row.expires_on,
            recalled=row.recalled_at is not None,
        )
        for row in _LYING.typed(session, sorted(set(product_ids)))
    ]


def lots_to_pick(
    session: Session, product_ids: Collection[ProductId], today: date
) -> dict[ProductId, ArticleLots]:
    """Return which lots of these articles may leave on this day, and what must stay in its bin."""
    lying = lots_in_bins(session, product_ids) if product_ids else []
    return {each: lots_of_article(lying, each, today) for each in product_ids}


def lots_of_article(lying: Iterable[LotInBin], product_id: ProductId, today: date) -> ArticleLots:
    """Return which of these lots are of the article and may leave, and what must stay."""
    lots = ArticleLots()
    for each in lying:
        if each.product_id != product_id:
            continue
        if each.may_leave(today):
            lots.fit.append(LotLying(each.place_id, each.units, each.expires_on))
        else:
            blocked = lots.blocked.get(each.place_id, 0)
            lots.blocked[each.place_id] = blocked + each.units
    return lots
