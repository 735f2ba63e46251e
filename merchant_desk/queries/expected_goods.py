"""What a delivery may bring: the lines of orders that wait, and what came of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Subquery, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.delivery import Delivery
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.purchasing import Purchase, PurchaseLine
from merchant_desk.rules.purchasing.prices import net_cost
from merchant_desk.values.ids import DeliveryId, ProductId, PurchaseId, PurchaseLineId
from merchant_desk.values.purchases import OPEN_STATES

_LINES, _PURCHASES, _BATCHES = table(PurchaseLine), table(Purchase), table(Batch)
_DELIVERIES = table(Delivery)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedLine:
    """A line that waits, or of which something came with this delivery (``here``)."""

    line_id: PurchaseLineId
    purchase_id: PurchaseId
    purchase_number: str
    own: bool
    """Of the order the delivery was opened for; else of another order to the same supplier."""
    product_id: ProductId
    supplier_sku: str
    quantity: int
    received: int
    given_up: int
    here: int
    cost_tenthousandths: int | None
    """Of one unit, rebate off."""

    @property
    def left(self) -> int:
        """Return the units that are still to come."""
        return max(0, self.quantity - self.given_up - self.received)

    @property
    def expected(self) -> int:
        """Return the units that were to come when the delivery began."""
        return max(0, self.quantity - self.given_up - (self.received - self.here))


def expected_lines(
    session: Session, delivery_id: DeliveryId, product_id: ProductId | None = None
) -> tuple[ExpectedLine, ...]:
    """Return the lines of the delivery's order, then those of other orders to its supplier."""
    delivery = session.execute(
        select(_DELIVERIES.c.purchase_id, _DELIVERIES.c.supplier_id).where(
            _DELIVERIES.c.id == delivery_id
        )
    ).first()
    if delivery is None or delivery.supplier_id is None:
        return ()
    here = _here(delivery_id)
    asked = (
        select(
            _LINES,
            _PURCHASES.c.number,
            func.coalesce(here.c.units, 0).label("here"),
            (_LINES.c.purchase_id == delivery.purchase_id).label("own"),
        )
        .join(_PURCHASES, _PURCHASES.c.id == _LINES.c.purchase_id)
        .outerjoin(here, here.c.line_id == _LINES.c.id)
        .where(
            (_LINES.c.purchase_id == delivery.purchase_id)
            | (here.c.units > 0)
            | (
                (_PURCHASES.c.supplier_id == delivery.supplier_id)
                & _PURCHASES.c.state.in_(OPEN_STATES)
            )
        )
        .order_by(_PURCHASES.c.row, _LINES.c.position)
    )
    if product_id is not None:
        asked = asked.where(_LINES.c.product_id == product_id)
    found = [_line(row) for row in session.execute(asked)]
    return tuple(sorted(found, key=lambda each: not each.own))


def _here(delivery_id: DeliveryId) -> Subquery:
    return (
        select(
            _BATCHES.c.purchase_line_id.label("line_id"),
            func.sum(_BATCHES.c.quantity).label("units"),
        )
        .where(_BATCHES.c.delivery_id == delivery_id, _BATCHES.c.purchase_line_id.is_not(None))
        .group_by(_BATCHES.c.purchase_line_id)
        .subquery()
    )


def _line(row: Row[*tuple[Any, ...]]) -> ExpectedLine:
    cost = row.cost_tenthousandths
    return ExpectedLine(
        line_id=PurchaseLineId(row.id),
        purchase_id=PurchaseId(row.purchase_id),
        purchase_number=row.number,
        own=bool(row.own),
        product_id=ProductId(row.product_id),
        supplier_sku=row.supplier_sku,
        quantity=row.quantity,
        received=row.received,
        given_up=row.given_up,
        here=int(row.here),
        cost_tenthousandths=None if cost is None else net_cost(cost, row.rebate_bp),
    )
