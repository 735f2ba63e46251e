"""Everything about one supplier: its terms, its articles, its orders and its invoices."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Supplier, SupplierArticle
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.lead_times import LeadTime, lead_times
from merchant_desk.queries.on_order import on_order
from merchant_desk.queries.purchase_list import PurchaseList, PurchaseRow, PurchaseShown
from merchant_desk.queries.supplier_articles import supplier_terms, terms_of_articles
from merchant_desk.values.ids import ProductId, SupplierId, SupplierInvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import ArticleTerms, SupplierTerms, supplier_key
from merchant_desk.values.supplier_words import SupplierState

_SUPPLIERS, _ARTICLES, _PRODUCTS = table(Supplier), table(SupplierArticle), table(Product)
_INVOICES = table(SupplierInvoice)
_INVOICES_SHOWN = 12
_ORDERS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SupplierArticleLine:
    """An article as this supplier sells it."""

    product_id: ProductId
    sku: str
    title: str
    terms: ArticleTerms
    on_order: int


@dataclass(frozen=True, slots=True)
class SupplierInvoiceLine:
    """An invoice received from it."""

    invoice_id: SupplierInvoiceId
    number: str
    issue_date: date
    total: Money
    state: SupplierState


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierCard:
    """A supplier as its sheet shows it."""

    supplier_id: SupplierId
    terms: SupplierTerms
    also_called: tuple[str, ...]
    measured: LeadTime | None
    articles: tuple[SupplierArticleLine, ...]
    orders: tuple[PurchaseRow, ...]
    invoices: tuple[SupplierInvoiceLine, ...]


def supplier_card(session: Session, supplier_id: SupplierId, today: date) -> SupplierCard | None:
    """Return a supplier, or None when there is no such card."""
    row = session.execute(select(_SUPPLIERS).where(_SUPPLIERS.c.id == supplier_id)).first()
    if row is None:
        return None
    also = tuple(each for each in row.other_keys.split("\n") if each)
    orders = PurchaseList(today, shown=PurchaseShown.ALL, supplier_id=supplier_id)
    return SupplierCard(
        supplier_id=supplier_id,
        terms=supplier_terms(session, supplier_id),
        also_called=also,
        measured=lead_times(session, (supplier_id,)).get(supplier_id),
        articles=_articles(session, supplier_id),
        orders=tuple(orders.fetch(session, 0, _ORDERS_SHOWN)),
        invoices=invoices_of(session, row.siren, {row.key, *also}),
    )


def invoices_of(
    session: Session, siren: str, keys: set[str], limit: int = _INVOICES_SHOWN
) -> tuple[SupplierInvoiceLine, ...]:
    """Return the last invoices received under one of these names, or of this company."""
    names = session.scalars(select(_INVOICES.c.supplier_name).distinct())
    called = [name for name in names if supplier_key(name) in keys]
    mine: ColumnElement[bool] = _INVOICES.c.supplier_name.in_(called)
    if siren:
        mine = or_(mine, _INVOICES.c.supplier_siren == siren)
    rows = session.execute(
        select(
            _INVOICES.c.id,
            _INVOICES.c.number,
            _INVOICES.c.issue_date,
            _INVOICES.c.total,
            _INVOICES.c.state,
        )
        .where(mine)
        .order_by(_INVOICES.c.issue_date.desc(), _INVOICES.c.id.desc())
        .limit(limit)
    )
    return tuple(SupplierInvoiceLine(*row) for row in rows)


def _articles(session: Session, supplier_id: SupplierId) -> tuple[SupplierArticleLine, ...]:
    terms = terms_of_articles(session, supplier_id)
    rows = session.execute(
        select(_PRODUCTS.c.id, _PRODUCTS.c.sku, _PRODUCTS.c.name, _PRODUCTS.c.option_text)
        .join(_ARTICLES, _ARTICLES.c.product_id == _PRODUCTS.c.id)
        .where(_ARTICLES.c.supplier_id == supplier_id)
        .order_by(_PRODUCTS.c.name, _PRODUCTS.c.sku)
    ).all()
    coming = on_order(session, [row.id for row in rows])
    return tuple(
        SupplierArticleLine(
            ProductId(row.id),
            row.sku,
            " · ".join(filter(None, (row.name, row.option_text))),
            terms[row.id],
            sum(
                part.units
                for part in (coming[row.id].parts if row.id in coming else ())
                if part.supplier_id == supplier_id
            ),
        )
        for row in rows
    )
