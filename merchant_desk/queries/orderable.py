"""Articles as they may be ordered from one supplier: found by name, by code, or by what is low."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel
from merchant_desk.queries.barcodes import products_of_scan
from merchant_desk.queries.on_order import open_units
from merchant_desk.queries.purchase_card import first_eans
from merchant_desk.queries.supplier_articles import terms_of_articles
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.purchases import ArticleTerms
from merchant_desk.values.scan import Scan

_PRODUCTS, _LEVELS = table(Product), table(StockLevel)


@dataclass(frozen=True, slots=True)
class Orderable:
    """An article with the terms of one supplier; ``known`` when it sells it already."""

    product_id: ProductId
    sku: str
    title: str
    ean: str
    terms: ArticleTerms
    known: bool
    on_hand: int
    on_order: int
    units: int = 1
    """How many units the code that was read stands for."""


def orderable(
    session: Session, supplier_id: SupplierId, product_ids: Sequence[ProductId]
) -> tuple[Orderable, ...]:
    """Return the articles in the order they are named; those that are gone are left out.

    An article the supplier is not known to sell comes with the last cost of its own card.
    """
    rows = {
        row.id: row
        for row in session.execute(
            select(
                _PRODUCTS.c.id,
                _PRODUCTS.c.sku,
                _PRODUCTS.c.name,
                _PRODUCTS.c.option_text,
                _PRODUCTS.c.cost_tenthousandths,
            ).where(_PRODUCTS.c.id.in_(product_ids))
        )
    }
    terms = terms_of_articles(session, supplier_id, product_ids)
    eans = first_eans(session, list(rows))
    levels = _levels(session, product_ids)
    coming = open_units(session, product_ids)
    return tuple(
        Orderable(
            product_id,
            row.sku,
            " · ".join(filter(None, (row.name, row.option_text))),
            eans.get(product_id, ""),
            terms.get(product_id, ArticleTerms(cost_tenthousandths=row.cost_tenthousandths)),
            product_id in terms,
            levels.get(product_id, 0),
            coming.get(product_id, 0),
        )
        for product_id in product_ids
        if (row := rows.get(product_id)) is not None
    )


def orderable_scanned(
    session: Session, supplier_id: SupplierId, scan: Scan
) -> tuple[Orderable, ...]:
    """Return the articles that a scan names, each with the units its code stands for."""
    return tuple(
        replace(each, units=max(1, match.units))
        for match in products_of_scan(session, scan)
        for each in orderable(session, supplier_id, (ProductId(match.product_id),))
    )


def _levels(session: Session, product_ids: Sequence[ProductId]) -> dict[ProductId, int]:
    rows = session.execute(
        select(_LEVELS.c.product_id, func.sum(_LEVELS.c.quantity))
        .where(_LEVELS.c.product_id.in_(product_ids))
        .group_by(_LEVELS.c.product_id)
    )
    return {row[0]: int(row[1]) for row in rows}
