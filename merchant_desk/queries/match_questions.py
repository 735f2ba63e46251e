"""The articles of a storefront of which a person must say which product they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.shop import RemoteRecord, Shop, ShopProduct
from merchant_desk.values.barcode import gtin14
from merchant_desk.values.ids import ProductId, RemoteRecordId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.words import RecordState, Trouble

_RECORDS, _PRODUCTS, _CODES, _LINKS, _SHOPS = (
    table(RemoteRecord),
    table(Product),
    table(ProductCode),
    table(ShopProduct),
    table(Shop),
)


@dataclass(frozen=True, slots=True)
class MatchQuestion:
    """An article that waits for an answer, as it was received."""

    record_id: RemoteRecordId
    shop_id: ShopId
    shop: str
    platform: str
    remote_id: str
    reason: str
    received_at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """A product that could be it: why, and under which number the shop sells it already, if so."""

    product_id: ProductId
    name: str
    sku: str
    price: Money
    same_sku: bool
    same_ean: bool
    sold_as: str


def match_questions(
    session: Session, shop_id: ShopId | None = None, limit: int = 500
) -> tuple[MatchQuestion, ...]:
    """Return the questions, the oldest first; of every shop when none is named."""
    query = (
        select(
            _RECORDS.c.id,
            _RECORDS.c.shop_id,
            _SHOPS.c.name,
            _SHOPS.c.platform,
            _RECORDS.c.remote_id,
            _RECORDS.c.reason,
            _RECORDS.c.received_at,
            _RECORDS.c.body,
        )
        .join(_SHOPS, _SHOPS.c.id == _RECORDS.c.shop_id)
        .where(
            _RECORDS.c.state == RecordState.PARKED,
            _RECORDS.c.trouble == Trouble.AMBIGUOUS,
            _SHOPS.c.active,
        )
        .order_by(_RECORDS.c.row)
        .limit(limit)
    )
    if shop_id is not None:
        query = query.where(_RECORDS.c.shop_id == shop_id)
    return tuple(MatchQuestion(*row) for row in session.execute(query))


def count_match_questions(session: Session) -> int:
    """Return how many articles wait for an answer."""
    return sum(match_counts(session).values())


def match_counts(session: Session) -> Mapping[ShopId, int]:
    """Return how many articles of each shop wait for an answer; shops without any are left out."""
    rows = session.execute(
        select(_RECORDS.c.shop_id, func.count())
        .join(_SHOPS, _SHOPS.c.id == _RECORDS.c.shop_id)
        .where(
            _RECORDS.c.state == RecordState.PARKED,
            _RECORDS.c.trouble == Trouble.AMBIGUOUS,
            _SHOPS.c.active,
        )
        .group_by(_RECORDS.c.shop_id)
    )
    return {row[0]: row[1] for row in rows}


def match_candidates(
    session: Session, shop_id: ShopId, article: RemoteProduct
) -> tuple[MatchCandidate, ...]:
    """Return the products that bear its SKU or its code."""
    code = gtin14(article.ean)
    by_sku = set(
        session.scalars(
            select(_PRODUCTS.c.id).where(_PRODUCTS.c.sku == article.sku, _PRODUCTS.c.sku != "")
        )
    )
    by_ean: set[ProductId] = set()
    if code is not None:
        by_ean = set(session.scalars(select(_CODES.c.product_id).where(_CODES.c.code == code)))
    return _described(session, shop_id, sorted(by_sku | by_ean), (by_sku, by_ean))


def _described(
    session: Session,
    shop_id: ShopId,
    products: Sequence[ProductId],
    why: tuple[set[ProductId], set[ProductId]],
) -> tuple[MatchCandidate, ...]:
    by_sku, by_ean = why
    rows = session.execute(
        select(
            _PRODUCTS.c.id,
            _PRODUCTS.c.name,
            _PRODUCTS.c.option_text,
            _PRODUCTS.c.sku,
            _PRODUCTS.c.price,
            _LINKS.c.remote_id,
        )
        .outerjoin(
            _LINKS,
            (_LINKS.c.product_id == _PRODUCTS.c.id)
            & (_LINKS.c.shop_id == shop_id)
            & _LINKS.c.gone_at.is_(None),
        )
        .where(_PRODUCTS.c.id.in_(products))
        .order_by(_PRODUCTS.c.name, _PRODUCTS.c.id)
    )
    return tuple(
        MatchCandidate(
            product_id=row.id,
            name=" · ".join(part for part in (row.name, row.option_text) if part),
            sku=row.sku,
            price=row.price,
            same_sku=row.id in by_sku,
            same_ean=row.id in by_ean,
            sold_as=row.remote_id or "",
        )
        for row in rows
    )
