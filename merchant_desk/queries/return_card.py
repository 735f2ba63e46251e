"""One return with its articles, its story and its clocks."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.returned import Return, ReturnEvent, ReturnLine
from merchant_desk.models.shop import Shop
from merchant_desk.queries.refund_due import refund_due
from merchant_desk.queries.return_facts import facts_of, order_left_on, promised_days
from merchant_desk.rules.returns.clocks import (
    Clock,
    LateRefund,
    clocks_of,
    late_refund,
)
from merchant_desk.values.clock import paris_date
from merchant_desk.values.goods_words import (
    Grade,
    ReturnEventKind,
    ReturnKind,
    ReturnState,
)
from merchant_desk.values.ids import InvoiceId, OrderId, ProductId, ReturnId, ReturnLineId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.places import ASIDE
from merchant_desk.values.product_names import full_name
from merchant_desk.values.return_told import ReturnTold


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Units of one article of a return."""

    line_id: ReturnLineId
    product_id: ProductId
    sku: str
    name: str
    expected: int
    received: int
    grade: Grade | None
    reason: str
    refund: Money
    write_down: int
    odd: bool
    """The order does not hold it: it waits for a decision."""
    aside: bool
    """It lies in repair, or waits for the supplier."""
    note: str


@dataclass(frozen=True, slots=True)
class ReturnStory:
    """One thing that happened."""

    kind: ReturnEventKind
    detail: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ReturnCard:
    """Everything that is shown of a return."""

    return_id: ReturnId
    number: str
    kind: ReturnKind
    state: ReturnState
    order_id: OrderId | None
    order_number: str
    customer: str
    platform: str
    shop: str
    credit_id: InvoiceId | None
    declared_at: datetime
    due_on: date | None
    due: Money
    late: LateRefund | None
    carriage_out: Money
    carriage_back: Money
    minutes: int
    note: str
    lines: tuple[ReturnedLine, ...]
    story: tuple[ReturnStory, ...]
    clocks: tuple[Clock, ...]
    told: ReturnTold

    @property
    def can_cancel(self) -> bool:
        """Tell whether nothing of it came."""
        return self.state is ReturnState.DECLARED

    @property
    def can_exchange(self) -> bool:
        """Tell whether what it owes can pay for what is sent instead."""
        return bool(self.due) and self.credit_id is not None

    @property
    def unknown_order(self) -> bool:
        """Tell whether its goods came and nobody knows yet of which order."""
        return self.order_id is None and self.state is ReturnState.RECEIVED

    @property
    def waits_rest(self) -> bool:
        """Tell whether some of what was declared did not come."""
        return self.state is ReturnState.RECEIVED and any(
            line.received < line.expected for line in self.lines
        )


def return_card(session: Session, return_id: ReturnId, today: date) -> ReturnCard | None:
    """Return it, as it stands today."""
    row = session.execute(
        select(Return, Order.number, Shop.platform, Shop.name, Order.placed_at)
        .outerjoin(Order, Order.id == Return.order_id)
        .outerjoin(Shop, Shop.id == Order.shop_id)
        .where(Return.id == return_id)
    ).first()
    if row is None:
        return None
    returned: Return = row[0]
    due = _due(session, returned)
    left = None if returned.order_id is None else order_left_on(session, returned.order_id)
    days = promised_days(session, row[4])
    late = None
    if due and returned.refund_due_on is not None and returned.refund_due_on < today:
        late = late_refund(due, returned.refund_due_on, today)
    return ReturnCard(
        return_id=returned.id,
        number=returned.number,
        kind=returned.kind,
        state=returned.state,
        order_id=returned.order_id,
        order_number=row[1] or "",
        customer=returned.customer_name,
        platform=row[2] or "",
        shop=row[3] or "",
        credit_id=returned.credit_id,
        declared_at=returned.declared_at,
        due_on=returned.refund_due_on,
        due=due,
        late=late,
        carriage_out=returned.carriage_out,
        carriage_back=returned.carriage_back,
        minutes=returned.minutes,
        note=returned.note,
        lines=_lines(session, returned.id),
        story=_story(session, returned.id),
        clocks=clocks_of(facts_of(returned, left, days), today),
        told=_told(returned),
    )


def _due(session: Session, returned: Return) -> Money:
    """Return what an open return still owes."""
    open_ = returned.state in {ReturnState.DECLARED, ReturnState.RECEIVED}
    if not open_ or returned.order_id is None:
        return ZERO
    return refund_due(session, returned.order_id).due


def return_by_number(session: Session, number: str) -> ReturnId | None:
    """Return the return that carries this number."""
    return session.scalar(select(Return.id).where(Return.number == number.strip().upper()))


def _told(returned: Return) -> ReturnTold:
    proof = returned.sent_proof_at
    return ReturnTold(
        declared_on=paris_date(returned.declared_at),
        announced_by=returned.announced_by,
        delivered_on=returned.delivered_on,
        informed=returned.informed,
        informed_on=returned.informed_on,
        extended_to=returned.extended_to,
        proof_on=None if proof is None else paris_date(proof),
        carriage_back=returned.carriage_back,
        note=returned.note,
    )


def _lines(session: Session, return_id: ReturnId) -> tuple[ReturnedLine, ...]:
    rows = session.execute(
        select(ReturnLine, Product.sku, Product.name, Product.option_text)
        .join(Product, Product.id == ReturnLine.product_id)
        .where(ReturnLine.return_id == return_id)
        .order_by(ReturnLine.id)
    )
    return tuple(
        ReturnedLine(
            line.id,
            line.product_id,
            sku,
            full_name(name, option),
            line.expected,
            line.received,
            line.grade,
            line.reason,
            line.refund,
            line.write_down,
            line.grade is None and line.received > 0,
            line.place_id in ASIDE,
            line.note,
        )
        for line, sku, name, option in rows
    )


def _story(session: Session, return_id: ReturnId) -> tuple[ReturnStory, ...]:
    rows = session.scalars(
        select(ReturnEvent).where(ReturnEvent.return_id == return_id).order_by(ReturnEvent.at)
    )
    return tuple(ReturnStory(each.kind, each.detail, each.at, each.by) for each in rows)
