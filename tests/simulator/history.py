"""A history: what happens, one step after another, each with dice of its own.

A step draws everything it leaves open from its own dice and from how the world stands, so that a
step can be taken out and the others stay what they were.
"""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

USUAL_STEPS = 40

WEIGHTS: Mapping[str, int] = MappingProxyType(
    {
        "order": 18, "pay": 4, "cancel": 3, "refund": 3, "take back": 3, "edit": 3, "move": 2,
        "stock by hand": 3, "price by hand": 2, "rename": 1, "throw order away": 1,
        "throw article away": 1,
        "wave": 2, "pack": 9, "ship whole": 4, "track": 4, "adjust": 4, "give back": 2,
        "offer": 1, "price": 2, "hold": 1, "release": 2, "settle": 3, "missing": 1,
        "buffer": 1, "send now": 2,
        "deliver": 3, "send back": 1, "charge": 1, "write down": 1, "carry": 1,
        "purchase": 1, "unload": 2, "lorry charge": 1, "close lorry": 1, "claim": 1,
        "count": 2, "validate count": 2, "undo count": 1, "give count up": 1,
        "make kit": 2, "follow lots": 1, "recall": 1,
        "take return": 4, "declare": 1, "end return": 1, "settle aside": 1,
        "sync": 26, "sync all": 5, "sweep": 3,
        "wait": 5, "wait long": 1, "desk clock": 2, "clock night": 1, "offline": 1,
        "trouble": 12, "storm": 2, "kill": 5, "meanwhile": 9,
    }
)  # fmt: skip
"""How often each kind of step is drawn, in shares."""
GOODS = frozenset(
    {
        "deliver", "send back", "charge", "write down", "carry",
        "purchase", "unload", "lorry charge", "close lorry", "claim",
        "count", "validate count", "undo count", "give count up",
        "make kit", "follow lots", "recall",
        "take return", "declare", "end return", "settle aside",
    }
)  # fmt: skip
"""What happens to the goods themselves."""
_GOODS_TURN, _GOODS_TIMES = 3, 3


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens."""

    kind: str
    dice: int


def draw(
    seed: int, steps: int = USUAL_STEPS, weights: Mapping[str, int] = WEIGHTS
) -> tuple[Step, ...]:
    """Draw a history; one in six is calm, without faults of the network or deaths.

    In one of three the goods are on the move, more than they are sold.
    """
    dice = random.Random(seed)
    calm, goods = seed % 6 == 0, seed % _GOODS_TURN == 1
    kinds = [each for each in weights if not (calm and each in {"trouble", "storm", "kill"})]
    shares = [weights[each] * (_GOODS_TIMES if goods and each in GOODS else 1) for each in kinds]
    drawn = dice.choices(kinds, shares, k=steps)
    return tuple(Step(kind, dice.getrandbits(32)) for kind in drawn)


def write_history(path: Path, seed: int, steps: Sequence[Step]) -> None:
    """Keep a history so that it can be played again."""
    told = {"seed": seed, "steps": [[each.kind, each.dice] for each in steps]}
    path.write_text(json.dumps(told, indent=1), encoding="utf-8")


def read_history(path: Path) -> tuple[int, tuple[Step, ...]]:
    """Return the seed and the steps of a history that was kept."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return int(told["seed"]), tuple(Step(str(kind), int(dice)) for kind, dice in told["steps"])
