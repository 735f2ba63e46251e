"""What a scan at the counter means: the article, its price here and now, what must be said of it.

The price is the one that the ledger says customers pay in the shop: the usual one, or that of the
operation that runs for everybody. A price of members only is told beside it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.queries.barcodes import CodeMatch, products_by_code
from merchant_desk.queries.blocked_stock import blocked_of
from merchant_desk.queries.kits import KitStock, kit_stock
from merchant_desk.queries.price_history import ledger_lines, planned_lines
from merchant_desk.rules.price_ledger import PriceLine, price_at
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.scan import Reading, Scan

_PRODUCTS, _LEVELS, _RESERVED, _BATCHES = (
    table(Product),
    table(StockLevel),
    table(Reservation),
    table(Batch),
)
_HERE = ("", "shop")
"""Prices of every channel, and those of the shop."""


_ARTICLE = Prepared(
    select(
        *(
            _PRODUCTS.c[name]
            for name in ("sku", "name", "option_text", "rate_bp", "stocked", "active", "kind")
        ),
        _PRODUCTS.c.cost_tenthousandths,
        select(func.coalesce(func.sum(_LEVELS.c.quantity), 0))
        .where(_LEVELS.c.product_id == _PRODUCTS.c.id)
        .scalar_subquery()
        .label("on_hand"),
        select(func.coalesce(func.sum(_RESERVED.c.quantity), 0))
        .where(_RESERVED.c.product_id == _PRODUCTS.c.id)
        .scalar_subquery()
        .label("reserved"),
        select(func.coalesce(func.sum(_BATCHES.c.quantity), 0))
        .where(_BATCHES.c.product_id == _PRODUCTS.c.id, _BATCHES.c.quarantined)
        .scalar_subquery()
        .label("aside"),
        blocked_of(_PRODUCTS.c.id).label("blocked"),
    ).where(_PRODUCTS.c.id == bindparam("product"))
)


@dataclass(frozen=True, slots=True)
class CounterArticle:
    """An article as the counter sells it now."""

    product_id: ProductId
    sku: str
    name: str
    option: str
    rate_bp: int
    price: Money | None
    """What everybody pays in the shop now; None when nobody told a price."""
    promotion: str
    """The title of the operation whose price it is, or nothing."""
    members: Money | None
    """What members of a private sale pay now, when that is less."""
    stocked: bool
    active: bool
    on_hand: int
    reserved: int
    aside: int
    """Units in quarantine until the soldes are over: not to be sold."""
    cost_tenthousandths: int | None
    blocked: int = 0
    """Units on the shelves whose lot has expired, or is recalled: not to be sold either."""

    @property
    def full_name(self) -> str:
        """Return the article as people say it, its option with it."""
        return f"{self.name}, {self.option}" if self.option else self.name


@dataclass(frozen=True, slots=True)
class Named:
    """The articles that a scan may stand for, by the reading that names them."""

    reading: Reading | None
    matches: tuple[CodeMatch, ...]


def articles_of_scan(session: Session, scan: Scan) -> Named:
    """Return what the first reading that the shop knows stands for; one article once."""
    for reading in scan.candidates:
        found = products_by_code(session, (reading.code, reading.text))
        if found:
            distinct = {each.product_id: each for each in reversed(found)}
            return Named(reading, tuple(reversed(distinct.values())))
    return Named(scan.candidates[0] if scan.candidates else None, ())


def counter_article(
    session: Session, product_id: ProductId, now: datetime
) -> CounterArticle | None:
    """Return an article with its price in the shop at this instant; None when it is gone."""
    row = _ARTICLE.first(session, product=product_id)
    if row is None:
        return None
    on_hand, reserved, blocked = int(row.on_hand), int(row.reserved), int(row.blocked)
    if row.kind == ProductKind.KIT:  # its parts have the stock
        kits = kit_stock(session, [product_id]).get(product_id, KitStock(0, 0))
        on_hand, blocked = kits.on_hand, kits.blocked
        reserved = on_hand - blocked - kits.available
    line, members = _prices(session, product_id, now)
    price = None if line is None or not line.price else line.price
    cheaper = members if members is not None and price is not None and members < price else None
    return CounterArticle(
        product_id=product_id,
        sku=row.sku,
        name=row.name,
        option=row.option_text,
        rate_bp=row.rate_bp,
        price=price,
        promotion="" if line is None else line.promotion,
        members=cheaper,
        stocked=bool(row.stocked),
        active=bool(row.active) and row.kind != ProductKind.CONSUMABLE,
        on_hand=on_hand,
        reserved=reserved,
        aside=int(row.aside),
        cost_tenthousandths=row.cost_tenthousandths,
        blocked=blocked,
    )


def _prices(
    session: Session, product_id: ProductId, now: datetime
) -> tuple[PriceLine | None, Money | None]:
    """Return the line that is right for everybody, and the price of members.

    An operation that has just begun counts before it is carried out; what the ledger learnt later
    is right about it.
    """
    planned = planned_lines(session, [product_id])[product_id]
    kept = ledger_lines(session, [product_id])[product_id]
    here = [line for channel, line in (*planned, *kept) if channel in _HERE]
    line = price_at([each for each in here if each.audience == "all"], now)
    of_members = price_at([each for each in here if each.audience != "all"], now)
    return line, None if of_members is None else of_members.price
