"""From whom each article is bought, on what terms, and how long that takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.purchasing import Supplier, SupplierArticle, SupplierPrice
from merchant_desk.rules.purchasing.days import expected_day
from merchant_desk.rules.reorder.lead_time import LeadTime, Measured
from merchant_desk.rules.reorder.policy import Policy
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.purchases import ArticleTerms, PriceBreak, SupplierTerms

_SUPPLIERS, _ARTICLES, _PRICES = table(Supplier), table(SupplierArticle), table(SupplierPrice)
NO_TERMS = ArticleTerms()
_DEAREST = 1 << 62
_OFFERS = Prepared(
    select(
        _ARTICLES.c.id,
        _ARTICLES.c.supplier_id,
        _ARTICLES.c.product_id,
        _ARTICLES.c.supplier_sku,
        _ARTICLES.c.pack_units,
        _ARTICLES.c.minimum_units,
        _ARTICLES.c.cost_tenthousandths,
        _ARTICLES.c.preferred,
    )
    .join(_SUPPLIERS, _SUPPLIERS.c.id == _ARTICLES.c.supplier_id)
    .where(_SUPPLIERS.c.active)
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Who sells an article to us, and its terms."""

    supplier_id: SupplierId
    terms: ArticleTerms


def suppliers_of(session: Session) -> Mapping[SupplierId, SupplierTerms]:
    """Return the terms of every supplier that is in use."""
    return {
        SupplierId(row.id): SupplierTerms(
            name=row.name,
            lead_days=row.lead_days,
            minimum=row.minimum,
            carriage=row.carriage,
            free_carriage_from=row.free_carriage_from,
            payment_days=row.payment_days,
            month_end=row.month_end,
        )
        for row in session.execute(select(_SUPPLIERS).where(_SUPPLIERS.c.active))
    }


def best_offers(session: Session, only: SupplierId | None) -> Mapping[bytes, Offer]:
    """Return the offer of each article: the preferred one, else the cheapest known.

    ``only`` keeps to what that supplier sells, preferred or not.
    """
    breaks = _breaks(session)
    found: dict[bytes, tuple[tuple[bool, int, bytes], Offer]] = {}
    for row in _OFFERS.rows(session):
        article, supplier, product, sku, pack, least, cost, preferred = row
        if only is not None and supplier != only:
            continue
        rank = (not preferred, _DEAREST if cost is None else cost, supplier)
        if product in found and found[product][0] <= rank:
            continue
        terms = ArticleTerms(sku, pack, least, cost, breaks.get(article, ()), bool(preferred))
        found[product] = (rank, Offer(SupplierId(supplier), terms))
    return {product: offer for product, (_rank, offer) in found.items()}


@dataclass(frozen=True, slots=True)
class Delays:
    """How long suppliers take: measured, else promised in working days, else the setting."""

    measured: Measured
    promised: Mapping[SupplierId, int | None]
    usual: int
    _shared: dict[SupplierId | None, LeadTime] = field(default_factory=dict, repr=False)
    """Of articles without receipts of their own: hardly any has some."""

    def of(self, supplier_id: SupplierId | None, product: bytes) -> LeadTime:
        """Return the lead time of an article."""
        if (supplier_id, product) in self.measured.by_article:
            return self._measured(supplier_id, product)
        found = self._shared.get(supplier_id)
        if found is None:
            found = self._shared[supplier_id] = self._measured(supplier_id, product)
        return found

    def _measured(self, supplier_id: SupplierId | None, product: bytes) -> LeadTime:
        if supplier_id is None:
            return self.measured.lead_time(b"", product, None, self.usual)
        promised = self.promised.get(supplier_id)
        return self.measured.lead_time(supplier_id, product, promised, self.usual)


def delays(
    suppliers: Mapping[SupplierId, SupplierTerms], told: Measured, policy: Policy, today: date
) -> Delays:
    """Return the delays of every supplier, as calendar days from today."""
    promised = {
        supplier_id: None
        if terms.lead_days is None
        else (expected_day(today, terms.lead_days) - today).days
        for supplier_id, terms in suppliers.items()
    }
    return Delays(told, promised, policy.usual_lead_days)


def _breaks(session: Session) -> Mapping[bytes, tuple[PriceBreak, ...]]:
    found: dict[bytes, tuple[PriceBreak, ...]] = {}
    for row in session.execute(select(_PRICES).order_by(_PRICES.c.from_units)):
        known = found.get(row.article_id, ())
        found[row.article_id] = (*known, PriceBreak(row.from_units, row.cost_tenthousandths))
    return found
