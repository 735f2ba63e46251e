"""What happens by itself: exchanges, time, clocks, the network, and deaths of the desk."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from types import MappingProxyType

from tests.simulator.counting_steps import COUNTING_STEPS
from tests.simulator.desk_steps import DESK_STEPS
from tests.simulator.goods_steps import GOODS_STEPS
from tests.simulator.kit_steps import KIT_STEPS
from tests.simulator.network import Fault, Trouble
from tests.simulator.return_steps import RETURN_STEPS
from tests.simulator.shop_steps import SHOP_STEPS
from tests.simulator.world import World

_WEEK_H = 7 * 24


def _sync(world: World, dice: Random) -> None:
    world.desk.sync(dice.choice(list(world.shops)))


def _sync_all(world: World, _dice: Random) -> None:
    for name in world.shops:
        world.desk.sync(name)


def _sweep(world: World, dice: Random) -> None:
    world.desk.sync(dice.choice(list(world.shops)), sweeping=True)


def _wait(world: World, dice: Random) -> None:
    world.clock.forward(dice.choice((1, 40, 600, 4000, 25_000)))


def _wait_long(world: World, dice: Random) -> None:
    world.clock.forward(3600 * dice.randrange(12, 80))


def _desk_clock(world: World, dice: Random) -> None:
    """Somebody sets the clock of the desk, well or badly; shops have the time right."""
    seconds = dice.choice((0, 0, 45, -45, 600, -600, 3600, -3600, 11_000, -11_000))
    world.clock.desk_error = timedelta(seconds=seconds)


def _clock_night(world: World, _dice: Random) -> None:
    world.clock.to_clock_night()


def _offline(world: World, dice: Random) -> None:
    """The network is gone for a while: hours, or a week."""
    hours = dice.choice((1, 5, 20, _WEEK_H))
    world.network.down_until = world.clock() + timedelta(hours=hours)


def _trouble(world: World, dice: Random) -> None:
    """Some of the next calls fail, each in a way of its own."""
    faults = list(Fault)
    for _call in range(dice.choice((1, 1, 2, 4))):
        for _fine in range(dice.randrange(6)):
            world.network.let_pass()
        world.network.disturb(Trouble(dice.choice(faults), dice.getrandbits(16)))


def _storm(world: World, dice: Random) -> None:
    """The host has enough of us for a while."""
    detail = dice.getrandbits(16)
    fault = dice.choice((Fault.BUSY, Fault.BUSY, Fault.MAINTENANCE))
    world.network.disturb(*[Trouble(fault, detail + each) for each in range(dice.randrange(3, 12))])


def _kill(world: World, dice: Random) -> None:
    """The desk will die at one of its next statements, commits or calls."""
    world.death.arm(dice.randrange(1, dice.choice((12, 60, 250, 700))))


def _meanwhile(world: World, dice: Random) -> None:
    """Somebody does something in the middle of one of the next exchanges, there or here."""
    steps = dice.choice((SHOP_STEPS, SHOP_STEPS, _SHORT))
    happens = steps[dice.choice(list(steps))]
    own = Random(dice.getrandbits(32))
    world.network.meanwhile(dice.randrange(1, 14), lambda: happens(world, own))


_SHORT = {
    **{name: DESK_STEPS[name] for name in ("adjust", "pack", "ship whole", "track", "price")},
    **{name: GOODS_STEPS[name] for name in ("deliver", "carry")},
    **{name: COUNTING_STEPS[name] for name in ("count", "validate count")},
    "take return": RETURN_STEPS["take return"],
    "make kit": KIT_STEPS["make kit"],
}
"""Gestures that people make while the desk exchanges."""

TIME_STEPS: Mapping[str, Callable[[World, Random], None]] = MappingProxyType(
    {
        "sync": _sync,
        "sync all": _sync_all,
        "sweep": _sweep,
        "wait": _wait,
        "wait long": _wait_long,
        "desk clock": _desk_clock,
        "clock night": _clock_night,
        "offline": _offline,
        "trouble": _trouble,
        "storm": _storm,
        "kill": _kill,
        "meanwhile": _meanwhile,
    }
)
