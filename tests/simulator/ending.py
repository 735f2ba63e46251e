"""The end of a history: faults stop, the desk is online, a person answers what is asked."""

from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.shop import OutboxMessage, RemoteRecord
from merchant_desk.values.words import MessageState, RecordState
from tests.simulator.deciding import decide_all
from tests.simulator.invariants import Wrong
from tests.simulator.world import World

_ROUNDS = 14
_LONGER_THAN_ANY_PAUSE_S = 6 * 3600 + 60


def come_to_rest(world: World, dice: Random) -> list[Wrong]:
    """Exchange until nothing moves and nothing is asked; tell when that never comes."""
    world.death.disarm()
    world.network.calm()
    for _turn in range(_ROUNDS):
        world.clock.forward(_LONGER_THAN_ANY_PAUSE_S)
        moved = [_exchange(world, name) for name in world.shops]
        asked = decide_all(world, dice)
        if not any(moved) and not asked and not world.desk.read(_waiting):
            _look_at_everything(world)
            return []
    return [Wrong("rest", f"after {_ROUNDS} calm rounds something still waits or moves")]


def _look_at_everything(world: World) -> None:
    """The night comes: what shops changed by themselves is seen and put right."""
    for sweeping in (True, False):
        for name in world.shops:
            _exchange(world, name, sweeping=sweeping)


def _exchange(world: World, name: str, *, sweeping: bool = False) -> bool:
    """Exchange with a shop; tell whether anything moved. Nothing disturbs it: it must go well."""
    synced = world.desk.exchange(name, sweeping=sweeping)
    return bool(synced.pulled.received or synced.pushed.sent or synced.pushed.moved)


def _waiting(session: Session) -> int:
    records = select(func.count()).where(RemoteRecord.state == RecordState.WAITING)
    messages = select(func.count()).where(OutboxMessage.state == MessageState.WAITING)
    return int(session.execute(records).scalar_one() + session.execute(messages).scalar_one())
