"""The questions that wait for a person, and a person who answers them, one way or another."""

from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.app.probing import connector_for
from merchant_desk.models.parcel import Shortage
from merchant_desk.models.shop import Conflict, OutboxMessage, RemoteRecord
from merchant_desk.operations.retry_message import drop_message, retry_message
from merchant_desk.operations.settle_conflict import is_address, keep_desk, take_shop
from merchant_desk.operations.settle_parked import discard_parked, retry_parked
from merchant_desk.operations.settle_shortage import correct_shortage, mark_found
from merchant_desk.queries.last_received import last_received_order
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.http import HttpClient
from merchant_desk.values.ids import OrderId
from merchant_desk.values.remote import Address
from merchant_desk.values.words import ConflictState, MessageState, RecordState
from tests.simulator.world import World


def decide_some(world: World, dice: Random) -> None:
    """Answer about half of what waits."""
    for each in world.desk.read(open_conflicts):
        if dice.random() < 0.5:
            _settle(world, each, follow=dice.random() < 0.5)
    decide_parked(world, dice, share=0.5)


def decide_all(world: World, dice: Random) -> int:
    """Answer everything that waits; return how many questions there were."""
    conflicts = world.desk.read(open_conflicts)
    for each in conflicts:
        _settle(world, each, follow=dice.random() < 0.5)
    return len(conflicts) + decide_parked(world, dice, share=1.0)


def _settle(world: World, conflict: Conflict, *, follow: bool) -> None:
    desk = world.desk
    if follow:
        shipping = None
        if is_address(conflict.field) and conflict.order_id is not None:
            shipping = _address(world, conflict.order_id)
        if desk.do(take_shop, desk.act(), conflict.id, shipping) is not None:
            return
    desk.do(keep_desk, desk.act(), conflict.id)


def _address(world: World, order_id: OrderId) -> Address | None:
    """Return the address as the shop last sent it, read as the window reads it."""
    received = world.desk.read(last_received_order, order_id)
    if not received.body:
        return None
    http = HttpClient()
    try:
        account = ShopAccount("https://localhost", "", "")
        return connector_for(received.platform, account, http).read_order(received.body).shipping
    finally:
        http.close()


def decide_parked(world: World, dice: Random, *, share: float) -> int:
    """Try again or give up what was put aside, here and there; return how many there were."""
    desk, count = world.desk, 0
    for record in desk.read(parked_records):
        count += 1
        if dice.random() < share:
            again = dice.random() < 0.5
            if again:
                desk.do(retry_parked, [record.id])
            else:
                desk.do(discard_parked, desk.act(), [record.id])
    for message in desk.read(parked_messages):
        count += 1
        if dice.random() < share:
            settle = retry_message if dice.random() < 0.4 else drop_message
            desk.do(settle, desk.act(), message.id)
    for shortage in desk.read(_shortages):
        count += 1
        if dice.random() < share:
            decide = correct_shortage if dice.random() < 0.5 else mark_found
            desk.do(decide, desk.act(), shortage.id)
    return count


def open_conflicts(session: Session) -> list[Conflict]:
    """Return the disagreements that wait, oldest first."""
    wanted = select(Conflict).where(Conflict.state == ConflictState.OPEN)
    return list(session.scalars(wanted.order_by(Conflict.id)))


def parked_records(session: Session) -> list[RemoteRecord]:
    """Return what could not be taken in."""
    wanted = select(RemoteRecord).where(RemoteRecord.state == RecordState.PARKED)
    return list(session.scalars(wanted.order_by(RemoteRecord.row)))


def parked_messages(session: Session) -> list[OutboxMessage]:
    """Return what a shop refused to be told."""
    wanted = select(OutboxMessage).where(OutboxMessage.state == MessageState.PARKED)
    return list(session.scalars(wanted.order_by(OutboxMessage.row)))


def _shortages(session: Session) -> list[Shortage]:
    wanted = select(Shortage).where(Shortage.settled_at.is_(None))
    return list(session.scalars(wanted.order_by(Shortage.id)))
