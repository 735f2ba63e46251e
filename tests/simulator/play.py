"""Play a history to its end and judge what is left."""

import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tests.simulator.buying_steps import BUYING_STEPS
from tests.simulator.counting_steps import COUNTING_STEPS
from tests.simulator.desk_steps import DESK_STEPS
from tests.simulator.ending import come_to_rest
from tests.simulator.goods_steps import GOODS_STEPS
from tests.simulator.history import Step
from tests.simulator.invariants import Wrong, find_wrong
from tests.simulator.kit_steps import KIT_STEPS
from tests.simulator.return_steps import RETURN_STEPS
from tests.simulator.shop_steps import SHOP_STEPS
from tests.simulator.time_steps import TIME_STEPS
from tests.simulator.world import World, Worlds

STEPS = {
    **SHOP_STEPS,
    **DESK_STEPS,
    **GOODS_STEPS,
    **BUYING_STEPS,
    **COUNTING_STEPS,
    **KIT_STEPS,
    **RETURN_STEPS,
    **TIME_STEPS,
}


@dataclass(slots=True)
class Played:
    """One history as it went."""

    seed: int
    steps: Sequence[Step]
    wrong: list[Wrong] = field(default_factory=list)
    injected: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    orders: int = 0
    checks: int = 0

    @property
    def rules(self) -> frozenset[str]:
        """Return which rules were broken."""
        return frozenset(each.rule for each in self.wrong)


def play(worlds: Worlds, seed: int, steps: Sequence[Step]) -> Played:
    """Play a history; whatever comes up that is no trouble told to the merchant is a finding."""
    played = Played(seed, steps)
    with worlds.open(seed) as world:
        try:
            for step in steps:
                _take(world, step)
            played.wrong += come_to_rest(world, Random(seed))
            wrong, played.checks = find_wrong(world)
            played.wrong += wrong
        except Exception:  # noqa: BLE001 - the finding itself, with where it happened
            played.wrong.append(Wrong("crash", traceback.format_exc(limit=-12)))
        played.injected = world.network.injected + world.death.deaths
        played.requests = world.network.requests
        played.orders = sum(len(each.orders()) for each in world.shops.values())
    return played


def _take(world: World, step: Step) -> None:
    dice = Random(step.dice)
    world.clock.forward(dice.choice((0.3, 2, 9, 70)))
    world.network.arrive()
    STEPS[step.kind](world, dice)
