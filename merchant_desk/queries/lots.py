"""The lots that lie in stock, the first to expire first, and the lots of one article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place
from merchant_desk.queries.product_search import search_condition
from merchant_desk.values.article_name import full_name
from merchant_desk.values.ids import LotId, ProductId

_LOTS, _LEVELS, _PRODUCTS, _PLACES = table(Lot), table(LotLevel), table(Product), table(Place)
SOON = timedelta(days=30)
_LYING = (
    select(func.coalesce(func.sum(_LEVELS.c.quantity), 0))
    .where(_LEVELS.c.lot_id == _LOTS.c.id, _LEVELS.c.quantity > 0)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot: until when it may be sold, how many units lie where."""

    lot_id: LotId
    product_id: ProductId
    number: str
    expires_on: date | None
    recalled: bool
    sku: str
    name: str
    units: int
    bins: tuple[str, ...] = ()
    days_left: int | None = None

    @property
    def expired(self) -> bool:
        """Tell whether its last day of sale is over."""
        return self.days_left is not None and self.days_left < 0

    @property
    def soon(self) -> bool:
        """Tell whether it expires within the month."""
        return self.days_left is not None and 0 <= self.days_left <= SOON.days


@dataclass(frozen=True, slots=True)
class LotCounts:
    """How many lots lie in stock, expire soon, have expired, are recalled."""

    lying: int
    soon: int
    expired: int
    recalled: int


@dataclass(frozen=True, slots=True)
class LotList:
    """One view of the list of lots: ``shown`` is lying, soon, expired, recalled or all."""

    today: date
    text: str = ""
    shown: str = "lying"
    sort: str = "expiry"
    descending: bool = False

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same view in another order."""
        return replace(self, sort=key, descending=descending)

    def count(self, session: Session) -> int:
        """Return how many lots the view has."""
        return int(session.execute(self._narrowed(session, select(func.count()))).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> tuple[LotRow, ...]:
        """Return some of them."""
        first = _SORTS.get(self.sort, _SORTS["expiry"])
        order = first.desc() if self.descending else first
        wanted = self._narrowed(session, _lots()).order_by(order, _LOTS.c.id)
        rows = session.execute(wanted.offset(offset).limit(limit)).all()
        return _rows(session, rows, self.today)

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the id of every lot of the view."""
        return list(session.scalars(self._narrowed(session, select(_LOTS.c.id))))

    def _narrowed(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        query = wanted.select_from(_LOTS).join(_PRODUCTS, _PRODUCTS.c.id == _LOTS.c.product_id)
        query = query.where(_shown(self.shown, self.today))
        if self.text:
            named = _LOTS.c.number.contains(self.text.upper(), autoescape=True)
            query = query.where(or_(named, search_condition(session, self.text)))
        return query


_SORTS: dict[str, ColumnElement[Any]] = {
    "expiry": func.coalesce(_LOTS.c.expires_on, date.max),
    "number": _LOTS.c.number,
    "name": _PRODUCTS.c.search_text,
    "units": _LYING,
}


def lot_counts(session: Session, today: date) -> LotCounts:
    """Return how many lots each view has."""
    counts = [
        session.execute(
            select(func.count()).select_from(_LOTS).where(_shown(each, today))
        ).scalar_one()
        for each in ("lying", "soon", "expired", "recalled")
    ]
    return LotCounts(*counts)


def lots_of_product(session: Session, product_id: ProductId, today: date) -> tuple[LotRow, ...]:
    """Return the lots of an article that lie in stock, the first to expire first."""
    wanted = (
        _lots()
        .select_from(_LOTS)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LOTS.c.product_id)
        .where(_LOTS.c.product_id == product_id, _LYING > 0)
        .order_by(_SORTS["expiry"], _LOTS.c.id)
    )
    return _rows(session, session.execute(wanted).all(), today)


def lots_named(session: Session, number: str, today: date) -> tuple[LotRow, ...]:
    """Return the lots of this number, of every article."""
    wanted = (
        _lots()
        .select_from(_LOTS)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LOTS.c.product_id)
        .where(_LOTS.c.number == " ".join(number.split()).upper())
        .order_by(_PRODUCTS.c.search_text, _LOTS.c.id)
    )
    return _rows(session, session.execute(wanted).all(), today)


def _lots() -> Select[Any]:
    return select(
        *(_LOTS.c[name] for name in ("id", "product_id", "number", "expires_on", "recalled_at")),
        *(_PRODUCTS.c[name] for name in ("sku", "name", "option_text")),
        _LYING.label("units"),
    )


def _shown(shown: str, today: date) -> ColumnElement[bool]:
    lying = _LYING > 0
    if shown == "soon":
        return and_(lying, _LOTS.c.expires_on.between(today, today + SOON))
    if shown == "expired":
        return and_(lying, _LOTS.c.expires_on < today)
    if shown == "recalled":
        return _LOTS.c.recalled_at.is_not(None)
    return true() if shown == "all" else lying


def _rows(session: Session, rows: Sequence[Any], today: date) -> tuple[LotRow, ...]:
    bins: dict[LotId, list[str]] = {}
    for lot_id, code in session.execute(
        select(_LEVELS.c.lot_id, _PLACES.c.code)
        .join(_PLACES, _PLACES.c.id == _LEVELS.c.place_id)
        .where(_LEVELS.c.lot_id.in_([row.id for row in rows]), _LEVELS.c.quantity > 0)
        .order_by(_PLACES.c.walk_order, _PLACES.c.code)
    ):
        bins.setdefault(lot_id, []).append(code)
    return tuple(
        LotRow(
            row.id,
            row.product_id,
            row.number,
            row.expires_on,
            row.recalled_at is not None,
            row.sku,
            full_name(row.name, row.option_text),
            int(row.units),
            tuple(bins.get(row.id, ())),
            None if row.expires_on is None else (row.expires_on - today).days,
        )
        for row in rows
    )
