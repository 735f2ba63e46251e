"""The last full comparisons with the storefronts: what differed, and where it is looked into."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.queries.unmapped.sales import ORDERS
from merchant_desk.queries.unmapped.shop import SHOP_PRODUCTS, SHOPS, SWEEPS
from merchant_desk.values.ids import OrderId, ProductId, ShopId
from merchant_desk.values.parity import ORDER_GAPS, Difference, Gap

_UNSETTLED = '"waits": false'
"""A difference that is not on its way, as ``Parity.text`` writes it; in a name, quotes differ."""


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference, and the product or the order here that it is about."""

    difference: Difference
    product_id: ProductId | None
    order_id: OrderId | None

    @property
    def key(self) -> bytes:
        """Return what tells this line from all others."""
        return f"{self.difference.gap}:{self.difference.remote_id}".encode()


@dataclass(frozen=True)
class DifferenceList:
    """The differences of the last comparison of a storefront, of one kind or of all."""

    shop_id: ShopId
    gap: Gap | None = None
    sort: str = ""
    descending: bool = False

    def count(self, session: Session) -> int:
        """Return how many were kept."""
        return len(self._kept(session))

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[DifferenceRow]:
        """Return one page, each with what it is about here."""
        page = self._kept(session)[offset : offset + limit]
        ids = {each.remote_id for each in page}
        linked = session.execute(
            select(SHOP_PRODUCTS.c.remote_id, SHOP_PRODUCTS.c.product_id).where(
                SHOP_PRODUCTS.c.shop_id == self.shop_id, SHOP_PRODUCTS.c.remote_id.in_(ids)
            )
        )
        products: dict[str, ProductId] = {row[0]: row[1] for row in linked}
        known = session.execute(
            select(ORDERS.c.remote_id, ORDERS.c.id).where(
                ORDERS.c.shop_id == self.shop_id, ORDERS.c.remote_id.in_(ids)
            )
        )
        orders: dict[str, OrderId] = {row[0]: row[1] for row in known}
        return [_row(each, products, orders) for each in page]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the key of every difference."""
        return [DifferenceRow(each, None, None).key for each in self._kept(session)]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same differences in another order."""
        return replace(self, sort=key, descending=descending)

    def _kept(self, session: Session) -> list[Difference]:
        from merchant_desk.queries.exchanges import (  # noqa: PLC0415 - today asks only what is unsettled, at every start
            last_parity,
        )

        found = last_parity(session, self.shop_id)
        if found is None:
            return []
        kept = [each for each in found[1].differences if self.gap in {None, each.gap}]
        if self.sort:
            kept.sort(key=self._key, reverse=self.descending)
        return kept

    def _key(self, each: Difference) -> tuple[Any, ...]:
        match self.sort:
            case "name":
                return (each.name.casefold(),)
            case "waits":
                return (each.waits, each.name.casefold())
            case _:
                return (tuple(Gap).index(each.gap), each.name.casefold())


def unsettled_shops() -> Select[Any]:
    """Return the question which storefronts the last comparison found different from here."""
    last = (
        select(SWEEPS.c.shop_id, func.max(SWEEPS.c.at).label("at"))
        .group_by(SWEEPS.c.shop_id)
        .subquery()
    )
    return (
        select(SHOPS.c.id)
        .join(SWEEPS, SWEEPS.c.shop_id == SHOPS.c.id)
        .join(last, (last.c.shop_id == SWEEPS.c.shop_id) & (last.c.at == SWEEPS.c.at))
        .where(SHOPS.c.active, SWEEPS.c.report.contains(_UNSETTLED))
    )


def _row(
    each: Difference, products: dict[str, ProductId], orders: dict[str, OrderId]
) -> DifferenceRow:
    if each.gap in ORDER_GAPS:
        return DifferenceRow(each, None, orders.get(each.remote_id))
    return DifferenceRow(each, products.get(each.remote_id), None)
