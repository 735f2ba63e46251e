"""Goods that come in: which article a scan names, where it lies, and which units wait aside."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.queries.barcodes import products_of_scan
from merchant_desk.queries.law_shop import shop_today
from merchant_desk.queries.soldes_now import season_of
from merchant_desk.queries.stock import bins_with
from merchant_desk.values.ids import BatchId, PlaceId, ProductId
from merchant_desk.values.scan import Scan

_PRODUCTS, _BATCHES = table(Product), table(Batch)


@dataclass(frozen=True, slots=True)
class Receivable:
    """An article about to come in: how many units its code stands for, and its usual bin."""

    product_id: ProductId
    sku: str
    title: str
    units: int
    place_id: PlaceId | None


@dataclass(frozen=True, slots=True)
class AsideRow:
    """Units put aside: since when, until when, and whether they may go back on sale."""

    batch_id: BatchId
    product_id: ProductId
    title: str
    sku: str
    quantity: int
    received_on: date
    last: date | None
    """Last day of the soldes they wait for."""
    may_return: bool
    place_id: PlaceId | None


def receivable_scanned(session: Session, scan: Scan) -> tuple[Receivable, ...]:
    """Return the articles that a scan names."""
    return tuple(
        found
        for each in products_of_scan(session, scan)
        if (found := receivable(session, each.product_id, each.units)) is not None
    )


def receivable(session: Session, product_id: ProductId, units: int = 1) -> Receivable | None:
    """Return an article with the bin where most would look for it, or None when it is gone."""
    row = session.execute(
        select(_PRODUCTS.c.sku, _PRODUCTS.c.name, _PRODUCTS.c.option_text).where(
            _PRODUCTS.c.id == product_id
        )
    ).first()
    if row is None:
        return None
    title = " · ".join(filter(None, (row.name, row.option_text)))
    return Receivable(product_id, row.sku, title, max(1, units), _usual_bin(session, product_id))


def aside_units(session: Session, now: datetime) -> tuple[AsideRow, ...]:
    """Return the receipts whose units wait aside, those that came first first."""
    rows = session.execute(
        select(_BATCHES, _PRODUCTS.c.sku, _PRODUCTS.c.name, _PRODUCTS.c.option_text)
        .join(_PRODUCTS, _PRODUCTS.c.id == _BATCHES.c.product_id)
        .where(_BATCHES.c.quarantined)
        .order_by(_BATCHES.c.received_on, _PRODUCTS.c.name, _BATCHES.c.id)
    ).all()
    today = shop_today(session, now)
    found = []
    for row in rows:
        season = season_of(session, row.product_id, now)
        waits = season is not None and season.running(today)
        found.append(
            AsideRow(
                batch_id=BatchId(row.id),
                product_id=ProductId(row.product_id),
                title=" · ".join(filter(None, (row.name, row.option_text))),
                sku=row.sku,
                quantity=row.quantity,
                received_on=row.received_on,
                last=season.last if season is not None and waits else None,
                may_return=not waits,
                place_id=_usual_bin(session, row.product_id),
            )
        )
    return tuple(found)


def _usual_bin(session: Session, product_id: ProductId) -> PlaceId | None:
    found = bins_with(session, product_id)
    return found[0].place_id if found else None
