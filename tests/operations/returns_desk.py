"""A returns desk: orders that left, a storefront that tells refunds, and what they come to."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Payment
from merchant_desk.models.product import Product
from merchant_desk.models.returned import Return
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.take_return import take_return
from merchant_desk.queries.refundable import REFUND
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason, Grade
from merchant_desk.values.ids import OrderId, PlaceId, ProductId, RecordId, id_text, new_id
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.remote import LineKind, RemoteOrder, RemoteRefund
from merchant_desk.values.taken_return import ReturnDone, ReturnTaken, TakenItem
from merchant_desk.values.words import MessageState
from tests.makers import remote_line, remote_order
from tests.operations.invoice_desk import InvoiceDesk, invoice_desk

COST, UNITS = 20_000, 100_000
SOAP, CANDLE = "SAV-LAV-100", "BOU-MIE-120"
PORT = remote_line(
    "PORT", kind=LineKind.SHIPPING, total=Money(490), vat=Money(82), name="Colissimo"
)


@dataclass
class ReturnsDesk:
    """One storefront, its orders as it last told them, and the desk."""

    desk: InvoiceDesk
    session: Session

    @property
    def gesture(self) -> Gesture:
        self.desk.gesture = replace(
            self.desk.gesture, at=self.desk.gesture.at + timedelta(minutes=1)
        )
        return self.desk.gesture

    def shipped(self, number: str = "1042", soaps: int = 2, candles: int = 1) -> OrderId:
        """Take in and ship an order of soaps and candles, carriage 4,90 €."""
        order = self.desk.receive(self.remote(number, soaps, candles))
        self.desk.ship(order)
        return order

    def remote(self, number: str = "1042", soaps: int = 2, candles: int = 1) -> RemoteOrder:
        goods = [remote_line(SOAP, soaps)] if soaps else []
        goods += [remote_line(CANDLE, candles)] if candles else []
        return remote_order(number, *goods, PORT, total=Money(590 * (soaps + candles) + 490))

    def taken(self, order: OrderId, *items: TakenItem, **changes: Any) -> ReturnTaken:
        return replace(
            ReturnTaken(taking_id=RecordId(new_id()), order_id=order, items=items), **changes
        )

    def take(self, order: OrderId, *items: TakenItem, **changes: Any) -> ReturnDone:
        return take_return(self.session, self.gesture, self.taken(order, *items, **changes))

    def item(self, sku: str = SOAP, units: int = 1, grade: Grade = Grade.RESELL) -> TakenItem:
        return TakenItem(product_id=self.desk.products[sku], units=units, grade=grade)

    def tell(self, remote: RemoteOrder, **changes: Any) -> None:
        """Let the storefront tell the order again."""
        gesture = self.gesture
        told = replace(remote, modified_at=gesture.at, **changes)
        accept_order(self.session, gesture, self.desk.shop, told)

    def level(self, sku: str = SOAP) -> int:
        found = self.session.scalar(
            select(func.sum(StockLevel.quantity)).where(
                StockLevel.product_id == self.desk.products[sku]
            )
        )
        return int(found or 0)

    def at(self, place: PlaceId, product: ProductId) -> int:
        """Return how many units lie at an outside end, from the moves."""
        came = select(func.coalesce(func.sum(StockMove.quantity), 0)).where(
            StockMove.product_id == product
        )
        into = self.session.scalar(came.where(StockMove.to_place_id == place)) or 0
        gone = self.session.scalar(came.where(StockMove.from_place_id == place)) or 0
        return int(into) - int(gone)

    def with_customer(self, sku: str = SOAP) -> int:
        return self.at(CUSTOMER, self.desk.products[sku])

    def asked(self, order: OrderId) -> Money:
        """Return what the storefront was asked to give back and did not tell yet."""
        waiting = self.session.scalars(
            select(OutboxMessage.payload).where(
                OutboxMessage.kind == REFUND,
                OutboxMessage.subject == id_text(order),
                OutboxMessage.state.in_([MessageState.WAITING, MessageState.PARKED]),
            )
        )
        return total(Money(json.loads(each)["amount"]) for each in waiting)

    def credited(self, order: OrderId) -> Money:
        found = self.session.scalars(
            select(Invoice.total).where(
                Invoice.order_id == order, Invoice.kind == InvoiceKind.CREDIT_NOTE
            )
        )
        return -total(found)

    def given(self, order: OrderId) -> Money:
        """Return the money that went back, here or there."""
        credits_ = select(Invoice.id).where(Invoice.order_id == order)
        found = self.session.scalars(
            select(Payment.amount).where(
                (Payment.order_id == order) | Payment.invoice_id.in_(credits_),
                Payment.amount < ZERO,
            )
        )
        return -total(found)

    def returns(self) -> list[Return]:
        return list(self.session.scalars(select(Return).order_by(Return.row)))


def refunded(remote: RemoteOrder, units: dict[str, int], *refunds: int) -> RemoteOrder:
    """Return the order as the storefront tells it once these units and sums went back."""
    lines = tuple(replace(line, refunded_quantity=units.get(line.sku, 0)) for line in remote.lines)
    told = tuple(RemoteRefund(f"r{place}", Money(cents), "") for place, cents in enumerate(refunds))
    return replace(remote, lines=lines, refunds=told)


def returns_desk(session: Session, gesture: Gesture) -> ReturnsDesk:
    """Open the desk; every article of its shelf cost 2 €."""
    desk = invoice_desk(session, gesture)
    for product in desk.products.values():
        session.get_one(Product, product).cost_tenthousandths = COST
        cost = LateCost(
            product_id=product, units=UNITS, amount=COST * UNITS, reason=CostReason.FIRST_COST
        )
        change_cost(session, gesture, cost)
    return ReturnsDesk(desk, session)
