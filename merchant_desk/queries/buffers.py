"""What sells of each article here and elsewhere, and the buffer that follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Subquery, case, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.models.stock import StockLevel
from merchant_desk.queries.blocked_stock import blocked_of, blocked_units
from merchant_desk.queries.exchanges import measured_delay_s
from merchant_desk.queries.kits import parts_of
from merchant_desk.rules.kit_stock import whole_kits
from merchant_desk.rules.stock_buffer import Buffer, Demand, choose_buffer
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.shop_settings import read_shop_settings
from merchant_desk.values.words import OrderState

_LINKS, _LINES, _ORDERS, _LEVELS, _PRODUCTS = (
    table(ShopProduct),
    table(OrderLine),
    table(Order),
    table(StockLevel),
    table(Product),
)
DAYS = 28
USUAL_DELAY_S = 600
"""Counted with until the delay was measured: two exchanges of the usual five minutes."""


@dataclass(frozen=True, slots=True)
class BufferRow:
    """One article of a shop: its sales in four weeks, what is held back, what may be oversold."""

    product_id: ProductId
    sku: str
    name: str
    demand: Demand
    now: int
    wanted: Buffer


@dataclass(frozen=True, slots=True)
class Buffers:
    """The buffers of a shop, the delay they come from, and the oversells expected in all."""

    delay_s: int
    measured: bool
    accepted_tenths: int
    rows: tuple[BufferRow, ...]

    @property
    def expected_with(self) -> float:
        """Return the oversells a month expected with these buffers."""
        return sum(row.wanted.expected_with for row in self.rows)

    @property
    def expected_without(self) -> float:
        """Return the oversells a month expected with no buffer at all."""
        return sum(row.wanted.expected_without for row in self.rows)


def buffers(
    session: Session, shop_id: ShopId, now: datetime, *, accepted_tenths: int | None = None
) -> Buffers:
    """Return what should be held back from this shop; articles sold on one side only need none.

    The oversells she accepts for the whole shop are shared among the articles at risk;
    ``accepted_tenths`` tries another number than the one she chose.
    """
    kept = session.execute(select(Shop.settings).where(Shop.id == shop_id)).scalar_one()
    accepted = read_shop_settings(kept).oversells_tenths
    if accepted_tenths is not None:
        accepted = accepted_tenths
    measured = measured_delay_s(session, shop_id, now)
    delay_s = measured or USUAL_DELAY_S
    rows = _demands(session, shop_id, now)
    kits = _kit_demands(session, shop_id, now, rows)
    told = [(row, kits.get(row.product_id) or _demand(row)) for row in rows]
    risky = max(1, sum(bool(demand.here and demand.elsewhere) for _row_of, demand in told))
    each = accepted / 10 / risky
    return Buffers(
        delay_s=delay_s,
        measured=measured is not None,
        accepted_tenths=accepted,
        rows=tuple(_row(row, demand, delay_s, each) for row, demand in told),
    )


def buffer_changes(
    session: Session, shop_id: ShopId, now: datetime
) -> tuple[tuple[ProductId, int], ...]:
    """Return the products of which other units should be held back than now, and how many.

    None are held back where she wants no buffers.
    """
    kept = session.execute(select(Shop.settings).where(Shop.id == shop_id)).scalar_one()
    if read_shop_settings(kept).buffered:
        rows = buffers(session, shop_id, now).rows
        return tuple(
            (row.product_id, row.wanted.units) for row in rows if row.wanted.units != row.now
        )
    held = session.scalars(
        select(_LINKS.c.product_id).where(_LINKS.c.shop_id == shop_id, _LINKS.c.buffer > 0)
    )
    return tuple((product_id, 0) for product_id in held)


def _demand(row: Row[*tuple[Any, ...]]) -> Demand:
    return Demand(int(row.here), int(row.elsewhere), DAYS, int(row.on_hand or 0))


def _row(row: Row[*tuple[Any, ...]], demand: Demand, delay_s: int, accepted: float) -> BufferRow:
    name = " · ".join(part for part in (row.name, row.option_text) if part)
    wanted = choose_buffer(demand, delay_s, accepted)
    return BufferRow(row.product_id, row.sku, name, demand, row.buffer, wanted)


def _demands(session: Session, shop_id: ShopId, now: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the articles of the shop that sold in the last four weeks, or are held back now."""
    sold = _sold(shop_id, now)
    on_hand = (
        select(func.sum(_LEVELS.c.quantity))
        .where(_LEVELS.c.product_id == _LINKS.c.product_id)
        .scalar_subquery()
    )
    return session.execute(
        select(
            _LINKS.c.product_id,
            _LINKS.c.buffer,
            _PRODUCTS.c.sku,
            _PRODUCTS.c.name,
            _PRODUCTS.c.option_text,
            func.coalesce(sold.c.here, 0).label("here"),
            func.coalesce(sold.c.elsewhere, 0).label("elsewhere"),
            (on_hand - blocked_of(_LINKS.c.product_id)).label("on_hand"),
        )
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINKS.c.product_id)
        .outerjoin(sold, sold.c.product_id == _LINKS.c.product_id)
        .where(
            _LINKS.c.shop_id == shop_id,
            _LINKS.c.gone_at.is_(None),
            sold.c.product_id.is_not(None) | (_LINKS.c.buffer > 0),
        )
        .order_by(_PRODUCTS.c.name, _LINKS.c.product_id)
    ).all()


def _kit_demands(
    session: Session, shop_id: ShopId, now: datetime, rows: Sequence[Row[*tuple[Any, ...]]]
) -> Mapping[ProductId, Demand]:
    """Return the demand of those rows that are kits.

    A kit lies on the shelf as often as its scarcest part makes it; every part that is sold other
    than in this kit is a kit less, as if it was sold elsewhere.
    """
    kits = parts_of(session, [row.product_id for row in rows])
    if not kits:
        return {}
    parts = {part.product_id for told in kits.values() for part in told}
    sold = _sold(shop_id, now)
    units = {
        row.product_id: int(row.here) + int(row.elsewhere)
        for row in session.execute(select(sold).where(sold.c.product_id.in_(parts)))
    }
    lying = select(_LEVELS.c.product_id, func.sum(_LEVELS.c.quantity).label("units"))
    blocked = blocked_units(session, parts)
    shelf = {
        row.product_id: int(row.units) - blocked.get(row.product_id, 0)
        for row in session.execute(
            lying.where(_LEVELS.c.product_id.in_(parts)).group_by(_LEVELS.c.product_id)
        )
    }
    here = {row.product_id: int(row.here) for row in rows}
    return {
        kit_id: Demand(
            here[kit_id],
            max(-(-units.get(each.product_id, 0) // each.quantity) for each in told) - here[kit_id],
            DAYS,
            whole_kits(shelf, told),
        )
        for kit_id, told in kits.items()
    }


def _sold(shop_id: ShopId, now: datetime) -> Subquery:
    """Return the units of each product sold by this shop and by everyone else."""
    units = _LINES.c.quantity - _LINES.c.cancelled
    here = _ORDERS.c.shop_id == shop_id
    return (
        select(
            _LINES.c.product_id,
            func.sum(case((here, units), else_=0)).label("here"),
            func.sum(case((here, 0), else_=units)).label("elsewhere"),
        )
        .join(_ORDERS, _ORDERS.c.id == _LINES.c.order_id)
        .where(
            _ORDERS.c.placed_at > now - timedelta(days=DAYS),
            _ORDERS.c.state != OrderState.CANCELLED,
            _LINES.c.product_id.is_not(None),
        )
        .group_by(_LINES.c.product_id)
        .subquery()
    )
