"""What the frame of the window shows: the shop's name, what waits, who works here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Shortage
from merchant_desk.models.shop import Conflict, OutboxMessage, RemoteRecord, Shop
from merchant_desk.models.station import Person, ShopProfile
from merchant_desk.models.stock import Location, StockLevel
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.words import ConflictState, MessageState, OrderState, RecordState


@dataclass(frozen=True, slots=True)
class Frame:
    """Counts and words for the navigation and the bottom line."""

    shop: str
    detail: str
    to_prepare: int
    preparing: int
    negative_stock: int
    to_check: int
    people: tuple[str, ...]
    has_storefront: bool
    last_pull_at: datetime | None
    waiting_messages: int
    problem: str


def frame(session: Session) -> Frame:
    """Return everything the frame shows, in a handful of indexed counts."""
    profile = session.execute(select(ShopProfile.seller)).scalar()
    seller = None if profile is None else read_seller(profile)
    shops = session.execute(
        select(Shop.name, Shop.last_pull_at, Shop.problem)
        .where(Shop.active)
        .order_by(Shop.added_at)
    ).all()
    name = (seller.trade_name or seller.name) if seller else (shops[0].name if shops else "")
    pulls = [shop.last_pull_at for shop in shops if shop.last_pull_at is not None]
    return Frame(
        shop=name,
        detail=", ".join(
            session.scalars(select(Location.name).order_by(Location.position).limit(2))
        ),
        to_prepare=_orders(session, OrderState.TO_PREPARE, OrderState.PARTIAL),
        preparing=_orders(session, OrderState.PREPARING),
        negative_stock=session.execute(
            select(func.count()).select_from(StockLevel).where(StockLevel.quantity < 0)
        ).scalar_one(),
        to_check=_to_check(session),
        people=tuple(
            session.scalars(select(Person.name).where(Person.active).order_by(Person.name))
        ),
        has_storefront=bool(shops),
        last_pull_at=min(pulls) if pulls else None,
        waiting_messages=session.execute(
            select(func.count())
            .select_from(OutboxMessage)
            .where(OutboxMessage.state == MessageState.WAITING)
        ).scalar_one(),
        problem=next((shop.problem for shop in shops if shop.problem), ""),
    )


def _orders(session: Session, *states: OrderState) -> int:
    return session.execute(
        select(func.count()).select_from(Order).where(Order.state.in_(states))
    ).scalar_one()


def _to_check(session: Session) -> int:
    """Return how many things wait for a person's decision."""
    counts = (
        select(func.count())
        .select_from(RemoteRecord)
        .where(RemoteRecord.state == RecordState.PARKED),
        select(func.count()).select_from(Conflict).where(Conflict.state == ConflictState.OPEN),
        select(func.count()).select_from(Shortage).where(Shortage.settled_at.is_(None)),
        select(func.count())
        .select_from(OutboxMessage)
        .where(OutboxMessage.state == MessageState.PARKED),
        select(func.count())
        .select_from(Order)
        .where(Order.state == OrderState.HELD, Order.blocked_reason != ""),
    )
    return sum(int(session.execute(count).scalar_one()) for count in counts)
