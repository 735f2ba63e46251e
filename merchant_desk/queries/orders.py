"""The list of orders: any view, any filter, a page at a time, and what it all amounts to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self, cast

from sqlalchemy import BigInteger, ColumnElement, Select, func, literal_column, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.queries.order_filters import OPEN, in_tab, marked, new_since, short_orders, since
from merchant_desk.queries.order_search import order_search
from merchant_desk.queries.unmapped.sales import ORDERS
from merchant_desk.queries.unmapped.shop import SHOPS
from merchant_desk.values.ids import OrderId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.order_states import why_not_preparable
from merchant_desk.values.order_views import OrderMark, OrderTab, Period
from merchant_desk.values.remote import Delivery
from merchant_desk.values.words import OrderState, PaymentState

_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "placed": (ORDERS.c.placed_at,),
    "number": (func.length(ORDERS.c.number), ORDERS.c.number),  # 999 before 1000
    "customer": (ORDERS.c.customer_name,),
    "articles": (ORDERS.c.article_count,),
    "total": (ORDERS.c.total,),
    "ship_by": (ORDERS.c.ship_by_at,),
}


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in a list."""

    order_id: OrderId
    number: str
    placed_at: datetime
    customer: str
    channel: str
    shop: str
    articles: int
    total: Money
    payment: PaymentState
    state: OrderState
    delivery: Delivery
    carrier: str
    ship_by_at: datetime
    blocked_reason: str
    has_note: bool
    has_gift: bool
    late: bool
    short: bool
    can_pick: bool


@dataclass(frozen=True)
class OrdersQuery:
    """The orders of a view that pass the filters, in one order; ``now`` decides what is late."""

    now: datetime = field(compare=False)
    tab: OrderTab = OrderTab.ALL
    text: str = ""
    period: Period = Period.ANY
    shop_id: ShopId | None = None
    payment: PaymentState | None = None
    delivery: Delivery | None = None
    mark: OrderMark | None = None
    new_since: datetime | None = None
    sort: str = "placed"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many orders the filter keeps."""
        kept = self._kept(session, select(func.count()).select_from(ORDERS))
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[OrderRow]:
        """Return one page of orders."""
        page = self._ordered(session).offset(offset).limit(limit)
        return order_rows(session, session.execute(page).scalars().all(), self.now)

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every order of the filter."""
        return session.execute(self._ordered(session)).scalars().all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def total(self, session: Session) -> "OrdersTotal":
        """Return how many orders the filter keeps and what they amount to."""
        cents = func.sum(type_coerce(ORDERS.c.total, BigInteger))
        summed = cast("Select[Any]", select(func.count(), cents).select_from(ORDERS))
        row = session.execute(self._kept(session, summed)).one()
        return OrdersTotal(int(row[0]), Money(int(row[1] or 0)))

    def _ordered(self, session: Session) -> Select[Any]:
        by = (*_SORTS.get(self.sort, _SORTS["placed"]), _arrival(session))
        order = (each.desc() if self.descending else each.asc() for each in by)
        return self._kept(session, select(ORDERS.c.id)).order_by(*order)

    def _kept(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        first = since(self.period, self.now)
        conditions = [in_tab(self.tab, self.now), order_search(session, self.text)]
        if first is not None:
            conditions.append(ORDERS.c.placed_at >= first)
        if self.mark is not None:
            conditions.append(marked(self.mark, self.now))
        if self.new_since is not None:
            conditions.append(new_since(self.new_since))
        chosen: Mapping[ColumnElement[Any], object] = {
            ORDERS.c.shop_id: self.shop_id,
            ORDERS.c.payment_state: self.payment,
            ORDERS.c.delivery: self.delivery,
        }
        conditions += [stored == value for stored, value in chosen.items() if value is not None]
        return wanted.where(*conditions)


@dataclass(frozen=True, slots=True)
class OrdersTotal:
    """« 9 commandes · 4 076,30 € »."""

    count: int
    total: Money


@dataclass(frozen=True, slots=True)
class ShopChoice:
    """A storefront to filter by."""

    shop_id: ShopId
    name: str


@dataclass(frozen=True, slots=True)
class OrderViews:
    """What stands round the list: the count of every view, the storefronts."""

    counts: Mapping[OrderTab, int]
    shops: tuple[ShopChoice, ...]


def orders_total(session: Session, query: OrdersQuery) -> OrdersTotal:
    """Return what the list amounts to."""
    return query.total(session)


def order_views(session: Session, now: datetime) -> OrderViews:
    """Return the count of every view, whatever the filters, in one question."""
    counted = select(
        *(
            select(func.count())
            .select_from(ORDERS)
            .where(in_tab(tab, now))
            .scalar_subquery()
            .label(tab.value)
            for tab in OrderTab
        )
    )
    row = session.execute(counted).one()
    shops = session.execute(select(SHOPS.c.id, SHOPS.c.name).order_by(SHOPS.c.name))
    return OrderViews(
        dict(zip(OrderTab, map(int, row), strict=True)),
        tuple(ShopChoice(ShopId(each[0]), each[1]) for each in shops),
    )


def order_rows(session: Session, ids: Sequence[bytes], now: datetime) -> tuple[OrderRow, ...]:
    """Return these orders, in this order; their notes are not read, only whether there is one."""
    if not ids:
        return ()
    rows = session.execute(
        select(
            ORDERS.c.id,
            ORDERS.c.number,
            ORDERS.c.placed_at,
            ORDERS.c.customer_name,
            ORDERS.c.channel,
            func.coalesce(SHOPS.c.name, ""),
            ORDERS.c.article_count,
            ORDERS.c.total,
            ORDERS.c.payment_state,
            ORDERS.c.state,
            ORDERS.c.delivery,
            ORDERS.c.carrier,
            ORDERS.c.ship_by_at,
            ORDERS.c.blocked_reason,
            ORDERS.c.note != "",
            ORDERS.c.gift_note != "",
        )
        .outerjoin(SHOPS, SHOPS.c.id == ORDERS.c.shop_id)
        .where(ORDERS.c.id.in_(ids))
    ).all()
    short = _short_of(session, [row[0] for row in rows if row[9] in OPEN])
    found = {row[0]: _row(row, now, short) for row in rows}
    return tuple(found[OrderId(each)] for each in ids if each in found)


def _row(row: Any, now: datetime, short: frozenset[bytes]) -> OrderRow:
    state, ship_by_at, reason = row[9], row[12], row[13]
    ready = not why_not_preparable(state, reason)
    late = ready and ship_by_at < now
    marks = (bool(row[14]), bool(row[15]), late, row[0] in short, ready)
    return OrderRow(*(*row[:14], *marks))


def _short_of(session: Session, ids: Sequence[bytes]) -> frozenset[bytes]:
    if not ids:
        return frozenset()
    missing = short_orders().where(literal_column("order_line.order_id").in_(ids))
    return frozenset(session.execute(missing).scalars())


def _arrival(session: Session) -> ColumnElement[Any]:
    """Return what settles equal places; SQLite's own row number is in every index already."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    return literal_column("sales_order.rowid") if sqlite else ORDERS.c.id
