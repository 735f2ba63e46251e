"""Articles as questions of law describe them: prices, costs, dates, receipts, stock."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch, CategoryLaw, ProductLaw
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel
from merchant_desk.values.ids import BatchId, ProductId
from merchant_desk.values.money import Money

_PRODUCTS, _LAW, _CATEGORIES, _BATCHES, _LEVELS = (
    table(Product),
    table(ProductLaw),
    table(CategoryLaw),
    table(Batch),
    table(StockLevel),
)
_FACTS = PreparedSet(
    lambda products: (
        select(
            _PRODUCTS.c.id,
            _PRODUCTS.c.sku,
            _PRODUCTS.c.name,
            _PRODUCTS.c.option_text,
            _PRODUCTS.c.category,
            _PRODUCTS.c.price,
            _PRODUCTS.c.rate_bp,
            _PRODUCTS.c.cost_tenthousandths,
            _CATEGORIES.c.law_category.label("category_law"),
            _LAW.c.law_category,
            _LAW.c.flags,
            _LAW.c.acquisition,
            _LAW.c.supplier,
            _LAW.c.offered_since,
            _LAW.c.other_advantages_bp,
            _LAW.c.transport_tenthousandths,
            _LAW.c.specific_taxes_tenthousandths,
            _LAW.c.excise_tenthousandths,
            _LAW.c.details,
        )
        .join(_LAW, _LAW.c.product_id == _PRODUCTS.c.id, isouter=True)
        .join(_CATEGORIES, _CATEGORIES.c.category == _PRODUCTS.c.category, isouter=True)
        .where(_PRODUCTS.c.id.in_(products))
    )
)
_RECEIPTS = PreparedSet(
    lambda products: (
        select(_BATCHES)
        .where(_BATCHES.c.product_id.in_(products))
        .order_by(_BATCHES.c.received_on, _BATCHES.c.id)
    )
)
_STOCK = PreparedSet(
    lambda products: (
        select(_LEVELS.c.product_id, func.sum(_LEVELS.c.quantity).label("units"))
        .where(_LEVELS.c.product_id.in_(products))
        .group_by(_LEVELS.c.product_id)
    )
)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One receipt of an article."""

    id: BatchId
    received_on: date
    quantity: int
    source: str
    supplier: str
    on_sale_since: date | None
    paid_on: date | None
    paid_known: bool
    quarantined: bool


@dataclass(frozen=True, slots=True)
class LawFacts:
    """What is known of one article; None and empty words are not known."""

    product_id: ProductId
    sku: str
    name: str
    category: str
    law_category: str
    price: Money
    rate_bp: int
    cost_tenthousandths: int | None
    flags: tuple[str, ...]
    acquisition: str
    supplier: str
    offered_since: date | None
    other_advantages_bp: int
    transport_tenthousandths: int
    specific_taxes_tenthousandths: int
    excise_tenthousandths: int
    details: Mapping[str, Any]
    batches: tuple[BatchRow, ...]
    units: int


def law_facts(session: Session, product_ids: Sequence[ProductId]) -> tuple[LawFacts, ...]:
    """Return what is known of articles, in the order they were asked for."""
    if not product_ids:
        return ()
    ids = list(product_ids)
    receipts: dict[bytes, list[BatchRow]] = {}
    for row in _RECEIPTS.typed(session, ids):
        receipts.setdefault(row.product_id, []).append(_receipt(row))
    units = {row.product_id: int(row.units) for row in _STOCK.typed(session, ids)}
    known = {row.id: row for row in _FACTS.typed(session, ids)}
    return tuple(
        _facts(known[each], tuple(receipts.get(each, ())), units.get(each, 0))
        for each in dict.fromkeys(ids)
        if each in known
    )


def _receipt(row: Any) -> BatchRow:
    return BatchRow(
        id=BatchId(row.id),
        received_on=row.received_on,
        quantity=row.quantity,
        source=row.source,
        supplier=row.supplier,
        on_sale_since=row.on_sale_since,
        paid_on=row.paid_on,
        paid_known=row.paid_known,
        quarantined=row.quarantined,
    )


def _facts(row: Any, batches: tuple[BatchRow, ...], units: int) -> LawFacts:
    return LawFacts(
        product_id=ProductId(row.id),
        sku=row.sku,
        name=f"{row.name}, {row.option_text}" if row.option_text else row.name,
        category=row.category,
        law_category=row.law_category or row.category_law or "",
        price=row.price,
        rate_bp=row.rate_bp,
        cost_tenthousandths=row.cost_tenthousandths,
        flags=tuple(each for each in (row.flags or "").split(",") if each),
        acquisition=row.acquisition or "purchased",
        supplier=row.supplier or "",
        offered_since=row.offered_since,
        other_advantages_bp=row.other_advantages_bp or 0,
        transport_tenthousandths=row.transport_tenthousandths or 0,
        specific_taxes_tenthousandths=row.specific_taxes_tenthousandths or 0,
        excise_tenthousandths=row.excise_tenthousandths or 0,
        details=json.loads(row.details) if row.details else {},
        batches=batches,
        units=units,
    )
