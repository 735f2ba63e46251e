"""What came and was not ordered, and what was ordered and did not come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.delivery import Delivery
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.lot import Lot
from merchant_desk.models.product import Product
from merchant_desk.queries.expected_goods import ExpectedLine, expected_lines
from merchant_desk.values.article_name import full_name
from merchant_desk.values.deliveries import Difference
from merchant_desk.values.goods_words import ClaimKind
from merchant_desk.values.ids import DeliveryId, ProductId, PurchaseLineId
from merchant_desk.values.money import Money, round_half_up

_BATCHES, _PRODUCTS, _LOTS, _DELIVERIES = (
    table(Batch), table(Product), table(Lot), table(Delivery),
)  # fmt: skip
_PARTS_PER_CENT = 100


@dataclass(frozen=True, slots=True)
class _Found:
    product_id: ProductId
    kind: ClaimKind
    units: int
    cost: int | None
    line_id: PurchaseLineId | None = None


def delivery_differences(session: Session, delivery_id: DeliveryId) -> tuple[Difference, ...]:
    """Return the shortages, the surplus, what nobody ordered and what came expired.

    Goods received without an order differ from nothing; expired ones are told all the same.
    """
    lines = expected_lines(session, delivery_id)
    ordered = session.execute(
        select(_DELIVERIES.c.purchase_id).where(_DELIVERIES.c.id == delivery_id)
    ).scalar()
    found = [*_of_lines(lines), *_of_batches(session, delivery_id, against=ordered is not None)]
    names = _names(session, [each.product_id for each in found])
    return tuple(
        Difference(
            product_id=each.product_id,
            name=names[each.product_id][0],
            sku=names[each.product_id][1],
            kind=each.kind,
            units=each.units,
            amount=worth(each.cost, each.units),
            line_id=each.line_id,
        )
        for each in found
    )


def worth(cost_tenthousandths: int | None, units: int) -> Money:
    """Return what units cost together, to the cent; nothing where the cost is not known."""
    return Money(round_half_up(Fraction((cost_tenthousandths or 0) * units, _PARTS_PER_CENT)))


def _of_lines(lines: tuple[ExpectedLine, ...]) -> Iterator[_Found]:
    for line in lines:
        over = min(line.here, max(0, line.received + line.given_up - line.quantity))
        cost = line.cost_tenthousandths
        if line.own and line.left:
            yield _Found(line.product_id, ClaimKind.SHORT, line.left, cost, line.line_id)
        elif over:
            yield _Found(line.product_id, ClaimKind.OVER, over, cost, line.line_id)


def _of_batches(session: Session, delivery_id: DeliveryId, *, against: bool) -> Iterator[_Found]:
    rows = session.execute(
        select(_BATCHES, _LOTS.c.expires_on)
        .outerjoin(_LOTS, _LOTS.c.id == _BATCHES.c.lot_id)
        .where(_BATCHES.c.delivery_id == delivery_id)
        .order_by(_BATCHES.c.id)
    ).all()
    for row in rows:
        expires_on: date | None = row.expires_on
        kind = None
        if expires_on is not None and expires_on < row.received_on:
            kind = ClaimKind.EXPIRED
        elif against and row.purchase_line_id is None:
            kind = ClaimKind.WRONG
        if kind is not None:
            yield _Found(
                ProductId(row.product_id),
                kind,
                row.quantity,
                row.cost_tenthousandths,
                row.purchase_line_id,
            )


def _names(session: Session, product_ids: list[ProductId]) -> dict[ProductId, tuple[str, str]]:
    rows = session.execute(
        select(_PRODUCTS.c.id, _PRODUCTS.c.name, _PRODUCTS.c.option_text, _PRODUCTS.c.sku).where(
            _PRODUCTS.c.id.in_(set(product_ids))
        )
    )
    return {ProductId(row.id): (full_name(row.name, row.option_text), row.sku) for row in rows}
