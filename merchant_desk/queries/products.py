"""The list of products with their price and what can be sold of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, true
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.queries.blocked_stock import blocked_of
from merchant_desk.queries.listed_products import ListedSearch
from merchant_desk.queries.product_search import search_condition
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money

_PRODUCT = table(Product)
_CODE = table(ProductCode)
_LEVEL = table(StockLevel)
_RESERVED = table(Reservation)
_HELD = _LEVEL.alias("held")


class Shown(StrEnum):
    """Which products the list keeps."""

    ACTIVE = "active"
    ZERO = "zero"  # nothing left to sell
    NEGATIVE = "negative"  # the ledger says less than nothing: to count
    RESERVED = "reserved"
    NO_CODE = "no_code"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product in a list."""

    product_id: ProductId
    sku: str
    name: str
    option_text: str
    category: str
    price: Money
    active: bool
    stocked: bool
    code: str
    """The first code, as kept; empty without one."""
    code_count: int
    on_hand: int
    reserved: int
    blocked: int = 0
    """Units whose lot has expired, or is recalled."""

    @property
    def available(self) -> int:
        """Return what can still be sold."""
        return self.on_hand - self.reserved - self.blocked

    @property
    def title(self) -> str:
        """Return the name with its option, as customers read it."""
        return f"{self.name} · {self.option_text}" if self.option_text else self.name


@dataclass(frozen=True, slots=True)
class ProductCounts:
    """How many products each tab of the list holds."""

    active: int
    zero: int
    negative: int
    reserved: int
    no_code: int
    retired: int


def on_hand_of(product_id: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the units of one product in all its bins."""
    held = select(func.coalesce(func.sum(_HELD.c.quantity), 0))
    return held.where(_HELD.c.product_id == product_id).scalar_subquery()


def reserved_of(product_id: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the units of one product that are promised to orders."""
    promised = select(func.coalesce(func.sum(_RESERVED.c.quantity), 0))
    return promised.where(_RESERVED.c.product_id == product_id).scalar_subquery()


_ON_HAND = on_hand_of(_PRODUCT.c.id)
_RESERVED_UNITS = reserved_of(_PRODUCT.c.id)
_BLOCKED_UNITS = blocked_of(_PRODUCT.c.id)
_SORTS: dict[str, ColumnElement[Any]] = {
    "name": _PRODUCT.c.search_text,  # begins with the folded name: É stands with E
    "sku": _PRODUCT.c.sku,
    "category": _PRODUCT.c.category,
    "price": _PRODUCT.c.price,
    "on_hand": _ON_HAND,
    "reserved": _RESERVED_UNITS,
    "available": _ON_HAND - _RESERVED_UNITS - _BLOCKED_UNITS,
    "changed": _PRODUCT.c.changed_at,
}


def _with_total(comparison: str) -> ColumnElement[bool]:
    total = func.sum(_LEVEL.c.quantity)
    wanted = total > 0 if comparison == ">" else total < 0
    held = select(_LEVEL.c.product_id).group_by(_LEVEL.c.product_id).having(wanted)
    return _PRODUCT.c.id.in_(held)


_FILTERS: dict[Shown, ColumnElement[bool]] = {
    Shown.ACTIVE: true(),
    Shown.ZERO: and_(_PRODUCT.c.stocked, ~_with_total(">")),
    Shown.NEGATIVE: or_(
        _with_total("<"),
        _PRODUCT.c.id.in_(select(_LEVEL.c.product_id).where(_LEVEL.c.quantity < 0)),
    ),
    Shown.RESERVED: _PRODUCT.c.id.in_(select(_RESERVED.c.product_id)),
    Shown.NO_CODE: ~_PRODUCT.c.id.in_(select(_CODE.c.product_id)),
    Shown.RETIRED: ~_PRODUCT.c.active,
}


def filter_of(shown: Shown) -> ColumnElement[bool]:
    """Return the condition of a tab; only its own tab shows retired products."""
    condition = _FILTERS[shown]
    return condition if shown is Shown.RETIRED else and_(_PRODUCT.c.active, condition)


@dataclass(frozen=True)
class ProductList:
    """The products that match what was typed, in one tab, in one order."""

    text: str = ""
    shown: Shown = Shown.ACTIVE
    sort: str = "name"
    descending: bool = False

    def count(self, session: Session) -> int:
        """Return how many products the filter keeps."""
        listed = self._listed(session)
        if listed is not None:
            return listed.count(session)
        kept = select(func.count()).select_from(_PRODUCT)
        return int(session.execute(self._kept(session, kept)).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[ProductRow]:
        """Return one page of products."""
        listed = self._listed(session) if self.sort == "name" else None
        if listed is not None:
            ids = listed.ids(session, offset, limit, descending=self.descending)
            return product_rows(session, ids)
        page = self._ordered(session).offset(offset).limit(limit)
        return product_rows(session, session.execute(page).scalars().all())

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every product of the filter."""
        return session.execute(self._ordered(session)).scalars().all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _listed(self, session: Session) -> ListedSearch | None:
        return ListedSearch.of(session, self.text) if self.shown is Shown.ACTIVE else None

    def _ordered(self, session: Session) -> Select[Any]:
        by = _SORTS.get(self.sort, _SORTS["name"])
        order = by.desc() if self.descending else by.asc()
        return self._kept(session, select(_PRODUCT.c.id)).order_by(order, _PRODUCT.c.row)

    def _kept(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        return wanted.where(filter_of(self.shown), search_condition(session, self.text))


def _cards() -> Prepared:
    code = select(func.min(_CODE.c.code)).where(_CODE.c.product_id == _PRODUCT.c.id)
    codes = select(func.count()).where(_CODE.c.product_id == _PRODUCT.c.id)
    return Prepared(
        select(
            _PRODUCT.c.id,
            _PRODUCT.c.sku,
            _PRODUCT.c.name,
            _PRODUCT.c.option_text,
            _PRODUCT.c.category,
            _PRODUCT.c.price,
            _PRODUCT.c.active,
            _PRODUCT.c.stocked,
            func.coalesce(code.scalar_subquery(), "").label("code"),
            codes.scalar_subquery().label("codes"),
            _ON_HAND.label("on_hand"),
            _RESERVED_UNITS.label("reserved"),
            _BLOCKED_UNITS.label("blocked"),
            _PRODUCT.c.kind,
        ).where(_PRODUCT.c.id.in_([bindparam(name, type_=_PRODUCT.c.id.type) for name in _ASKED]))
    )


_ASKED = tuple(f"product_{place}" for place in range(50))
_CARDS = _cards()


def product_rows(session: Session, ids: Sequence[bytes]) -> tuple[ProductRow, ...]:
    """Return these products, in this order."""
    found: dict[ProductId, ProductRow] = {}
    kits: list[ProductId] = []
    for first in range(0, len(ids), len(_ASKED)):
        some = ids[first : first + len(_ASKED)]
        full = [*some, *[some[-1]] * (len(_ASKED) - len(some))]
        for row in _CARDS.typed(session, **dict(zip(_ASKED, full, strict=True))):
            found[row[0]] = ProductRow(*row[:10], *map(int, row[10:13]))
            if row[13] is ProductKind.KIT:
                kits.append(row[0])
    if kits:
        found |= _with_parts(session, found, kits)
    return tuple(found[ProductId(each)] for each in ids if each in found)


def _with_parts(
    session: Session, found: Mapping[ProductId, ProductRow], kits: Sequence[ProductId]
) -> dict[ProductId, ProductRow]:
    """Return the kits with the stock that their parts make."""
    from merchant_desk.queries.kits import (  # noqa: PLC0415 - no start waits for kits
        kit_stock,
    )

    stock = kit_stock(session, kits)
    return {
        kit: replace(
            found[kit],
            on_hand=each.on_hand,
            reserved=each.on_hand - each.blocked - each.available,
            blocked=each.blocked,
        )
        for kit, each in stock.items()
    }


def product_counts(session: Session) -> ProductCounts:
    """Return the count of every tab."""

    def counted(shown: Shown) -> int:
        kept = select(func.count()).select_from(_PRODUCT).where(filter_of(shown))
        return session.execute(kept).scalar_one()

    return ProductCounts(*(counted(shown) for shown in Shown))
