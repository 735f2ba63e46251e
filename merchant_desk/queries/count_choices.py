"""What can be chosen when a count is opened."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Supplier, SupplierArticle
from merchant_desk.queries.stock import BinChoice, LocationRow, bins, locations
from merchant_desk.values.ids import SupplierId

_PRODUCTS, _SUPPLIERS, _ARTICLES = table(Product), table(Supplier), table(SupplierArticle)


@dataclass(frozen=True, slots=True)
class CountChoices:
    """Places, bins, categories, and suppliers with articles."""

    locations: tuple[LocationRow, ...] = ()
    bins: tuple[BinChoice, ...] = ()
    categories: tuple[str, ...] = ()
    suppliers: tuple[tuple[SupplierId, str], ...] = ()


def count_choices(session: Session) -> CountChoices:
    """Return everything a count can be about."""
    categories = session.execute(
        select(_PRODUCTS.c.category)
        .where(_PRODUCTS.c.stocked, _PRODUCTS.c.category != "")
        .distinct()
        .order_by(_PRODUCTS.c.category)
    ).scalars()
    suppliers = session.execute(
        select(_SUPPLIERS.c.id, _SUPPLIERS.c.name)
        .where(_SUPPLIERS.c.id.in_(select(_ARTICLES.c.supplier_id)))
        .order_by(_SUPPLIERS.c.name)
    )
    return CountChoices(
        locations=locations(session),
        bins=bins(session),
        categories=tuple(categories),
        suppliers=tuple((SupplierId(row.id), row.name) for row in suppliers),
    )
