"""On what terms suppliers sell, and which of them sells an article."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.purchasing import Supplier, SupplierArticle, SupplierPrice
from merchant_desk.values.ids import ProductId, SupplierArticleId, SupplierId
from merchant_desk.values.purchases import ArticleTerms, PriceBreak, SupplierTerms
from merchant_desk.values.snapshots import read_address
from merchant_desk.values.texts import _

_ARTICLES, _PRICES = table(SupplierArticle), table(SupplierPrice)
_MOST_IDS = 5_000


def supplier_terms(session: Session, supplier_id: SupplierId) -> SupplierTerms:
    """Return a supplier as its card says; raises RefusedError when it is gone."""
    supplier = session.get(Supplier, supplier_id)
    if supplier is None:
        raise RefusedError(
            _("Ce fournisseur n’existe pas ou plus."), _("Choisissez-en un de la liste.")
        )
    return SupplierTerms(
        name=supplier.name,
        siren=supplier.siren,
        vat_number=supplier.vat_number,
        email=supplier.email,
        phone=supplier.phone,
        address=read_address(supplier.address),
        customer_number=supplier.customer_number,
        lead_days=supplier.lead_days,
        minimum=supplier.minimum,
        carriage=supplier.carriage,
        free_carriage_from=supplier.free_carriage_from,
        payment_days=supplier.payment_days,
        month_end=supplier.month_end,
        note=supplier.note,
        active=supplier.active,
    )


def terms_of_articles(
    session: Session, supplier_id: SupplierId, product_ids: Collection[ProductId] | None = None
) -> Mapping[ProductId, ArticleTerms]:
    """Return the terms on which a supplier sells; of all its articles when none are named."""
    wanted = select(_ARTICLES).where(_ARTICLES.c.supplier_id == supplier_id)
    if product_ids is not None and len(product_ids) <= _MOST_IDS:
        wanted = wanted.where(_ARTICLES.c.product_id.in_(product_ids))
    rows = session.execute(wanted).all()
    breaks = _breaks(session, supplier_id)
    return {
        ProductId(row.product_id): ArticleTerms(
            row.supplier_sku,
            row.pack_units,
            row.minimum_units,
            row.cost_tenthousandths,
            tuple(breaks[row.id]),
            row.preferred,
        )
        for row in rows
    }


def preferred_suppliers(session: Session) -> Mapping[ProductId, SupplierId]:
    """Return from whom each article is bought: its preferred supplier, else its only one."""
    found: dict[ProductId, list[tuple[bool, SupplierId]]] = defaultdict(list)
    asked = select(_ARTICLES.c.product_id, _ARTICLES.c.supplier_id, _ARTICLES.c.preferred)
    for row in session.execute(asked):
        found[row.product_id].append((row.preferred, row.supplier_id))
    return {
        product_id: max(sold)[1]
        for product_id, sold in found.items()
        if len(sold) == 1 or max(sold)[0]
    }


def _breaks(
    session: Session, supplier_id: SupplierId
) -> Mapping[SupplierArticleId, list[PriceBreak]]:
    rows = session.execute(
        select(_PRICES.c.article_id, _PRICES.c.from_units, _PRICES.c.cost_tenthousandths)
        .join(_ARTICLES, _ARTICLES.c.id == _PRICES.c.article_id)
        .where(_ARTICLES.c.supplier_id == supplier_id)
        .order_by(_PRICES.c.article_id, _PRICES.c.from_units)
    )
    found: dict[SupplierArticleId, list[PriceBreak]] = defaultdict(list)
    for row in rows:
        found[row.article_id].append(PriceBreak(row.from_units, row.cost_tenthousandths))
    return found
