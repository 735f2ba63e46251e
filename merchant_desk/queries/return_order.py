"""The order whose goods come back, as the returns desk shows it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.models.shop import Shop
from merchant_desk.queries.order_scan import order_of_scan
from merchant_desk.queries.refund_due import RefundDue, refund_due
from merchant_desk.queries.return_facts import facts_of, order_left_on, promised_days
from merchant_desk.queries.return_units import OrderLineBack, lines_back
from merchant_desk.rules.returns.clocks import Clock, ReturnFacts, clocks_of
from merchant_desk.values.clock import paris_date
from merchant_desk.values.goods_words import ReturnKind, ReturnState
from merchant_desk.values.ids import OrderId, ProductId, ReturnId
from merchant_desk.values.scan import Scan
from merchant_desk.values.words import OrderState

_OPEN = (ReturnState.DECLARED, ReturnState.RECEIVED)


@dataclass(frozen=True, slots=True)
class OpenReturn:
    """A return of the order that waits: what was declared of each article, and why."""

    return_id: ReturnId
    number: str
    state: ReturnState
    kind: ReturnKind
    declared_on: date
    informed: bool
    expected: tuple[tuple[ProductId, int, str], ...]


@dataclass(frozen=True, slots=True)
class ReturnOrder:
    """What the returns desk needs of an order."""

    order_id: OrderId
    number: str
    customer: str
    email: str
    shop: str
    platform: str
    cancelled: bool
    placed_at: datetime
    left_on: date | None
    carrier: str
    lines: tuple[OrderLineBack, ...]
    waiting: OpenReturn | None
    money: RefundDue
    clocks: tuple[Clock, ...]

    @property
    def shipped(self) -> int:
        """Return how many units left."""
        return sum(line.units.shipped for line in self.lines if not line.is_kit)

    @property
    def may_come(self) -> int:
        """Return how many units may still come back."""
        return sum(line.units.most for line in self.lines if not line.is_kit)


def return_order(session: Session, order_id: OrderId, today: date) -> ReturnOrder | None:
    """Return the order, with what came back of it and its limits if it is declared today."""
    row = session.execute(
        select(Order, Shop.name, Shop.platform)
        .outerjoin(Shop, Shop.id == Order.shop_id)
        .where(Order.id == order_id)
    ).first()
    if row is None:
        return None
    order = row[0]
    left_on = order_left_on(session, order_id)
    waiting = _waiting(session, order_id)
    days = promised_days(session, order.placed_at)
    facts = ReturnFacts(
        kind=ReturnKind.WITHDRAWAL, declared_on=today, left_on=left_on, promised_days=days
    )
    if waiting is not None:
        facts = facts_of(session.get_one(Return, waiting.return_id), left_on, days)
    facts = replace(facts, received_on=facts.received_on or today)
    return ReturnOrder(
        order_id=order.id,
        number=order.number,
        customer=order.customer_name,
        email=order.email,
        shop=row[1] or "",
        platform=row[2] or "",
        cancelled=order.state is OrderState.CANCELLED,
        placed_at=order.placed_at,
        left_on=left_on,
        carrier=order.carrier,
        lines=lines_back(session, order_id),
        waiting=waiting,
        money=refund_due(session, order_id),
        clocks=clocks_of(facts, today),
    )


def order_to_return(session: Session, scan: Scan, today: date) -> ReturnOrder | None:
    """Return the order of the slip, of the label, of the return slip, or of the number typed."""
    for reading in scan.candidates:
        found = session.execute(
            select(Return.order_id).where(Return.number == reading.text.strip().upper())
        ).scalar()
        if found is not None:
            return return_order(session, OrderId(found), today)
    order = order_of_scan(session, scan)
    if order is not None:
        return return_order(session, order.order_id, today)
    typed = _numbered(session, scan.text.strip().removeprefix("#")) if scan.typed else None
    return None if typed is None else return_order(session, typed, today)


def _numbered(session: Session, number: str) -> OrderId | None:
    """Return the order that a person calls by its number; two of one number are not told apart."""
    found = session.scalars(select(Order.id).where(Order.number == number).limit(2)).all()
    return found[0] if len(found) == 1 else None


def _waiting(session: Session, order_id: OrderId) -> OpenReturn | None:
    returned = session.scalars(
        select(Return)
        .where(Return.order_id == order_id, Return.state.in_(_OPEN))
        .order_by(Return.state, Return.row)
    ).first()
    if returned is None:
        return None
    lines = session.execute(
        select(ReturnLine.product_id, ReturnLine.expected - ReturnLine.received, ReturnLine.reason)
        .where(ReturnLine.return_id == returned.id, ReturnLine.expected > ReturnLine.received)
        .order_by(ReturnLine.id)
    ).all()
    return OpenReturn(
        returned.id,
        returned.number,
        returned.state,
        returned.kind,
        paris_date(returned.declared_at),
        returned.informed,
        tuple((row[0], int(row[1]), row[2]) for row in lines),
    )
