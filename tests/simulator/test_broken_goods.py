"""Each rule of the goods is broken on purpose, and the simulator finds it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from merchant_desk.operations import (
    accept_new,
    explode_kits,
    name_lots,
    post_move,
    value_moves,
)
from merchant_desk.queries import count_figures
from merchant_desk.rules import landed_cost
from merchant_desk.rules.counting.figure import Figure, figure
from merchant_desk.rules.returns.units import LineBack
from merchant_desk.values.stock_move import Move
from tests.simulator.test_broken_rules import Broken
from tests.simulator.world import Worlds

pytestmark = pytest.mark.proving
_CALM = {"order": 12, "ship whole": 8, "pack": 4, "sync all": 12}
_RETURNS = {**_CALM, "take return": 14, "declare": 2}
_COUNTS = {**_CALM, "count": 8, "validate count": 6, "carry": 2, "deliver": 4}
_LORRIES = {"purchase": 3, "unload": 8, "lorry charge": 8, "close lorry": 1, "order": 1}
_KITS = {**_CALM, "make kit": 6}
_LOTS = {**_CALM, "follow lots": 4, "unload": 16, "recall": 3, "adjust": 10, "carry": 6}
_COSTS = {**_CALM, "deliver": 8, "charge": 4, "write down": 4, "send back": 3}


@pytest.fixture(scope="module")
def worlds() -> Iterator[Worlds]:
    """Worlds that were made while every rule was kept."""
    opened = Worlds()
    yield opened
    opened.close()


def _a_return_is_counted_twice(patch: pytest.MonkeyPatch) -> None:
    """What came back before is forgotten: it may come back again."""
    patch.setattr(LineBack, "most", property(lambda line: line.shipped))


def _a_count_ignores_what_moved_meanwhile(patch: pytest.MonkeyPatch) -> None:
    """What was counted an hour ago is compared with the ledger of now."""

    def compared_with_now(*given: Any) -> Figure:
        found, entries, touches = figure(*given), given[1], given[2]
        later = sum(each.change for each in touches if each.row > entries[-1].after_move)
        return replace(found, expected=found.expected + later)

    patch.setattr(count_figures, "figure", compared_with_now)


def _a_charge_loses_a_fraction(patch: pytest.MonkeyPatch) -> None:
    """What does not share out evenly is lost."""

    def careless(amount: int, weights: Sequence[int]) -> list[int]:
        return [amount * weight // sum(weights) for weight in weights]

    patch.setattr(landed_cost, "_shares", careless)


def _a_kit_leaves_as_itself(patch: pytest.MonkeyPatch) -> None:
    """The parts of a kit stay on the shelf when it is sold."""
    patch.setattr(accept_new, "parts_sold", lambda *_any: {})


def _a_kit_left_with_its_first_part(patch: pytest.MonkeyPatch) -> None:
    """A kit counts as gone whatever of it still lies here."""
    patch.setattr(explode_kits, "kits_left_whole", lambda kits, _parts: kits)


def _a_lot_gives_more_than_it_has(patch: pytest.MonkeyPatch) -> None:
    """Whatever leaves a bin is supposed to be of the first lot there."""
    supposed = name_lots._Lots.supposed

    def generous(lots: Any, move: Move) -> list[Move]:
        parts = supposed(lots, move)
        return [replace(each, lot_id=parts[0].lot_id) for each in parts]

    patch.setattr(name_lots._Lots, "supposed", generous)


def _a_lot_is_not_followed(patch: pytest.MonkeyPatch) -> None:
    """What lies of a lot is not changed by what moves."""
    patch.setattr(post_move, "change_lot_levels", lambda *_any: None)


def _what_was_sold_uncovered_is_not_noted(patch: pytest.MonkeyPatch) -> None:
    """What units sold before they came cost otherwise is lost from the ledger."""
    patch.setattr(value_moves, "_record", lambda *_any: None)


BROKEN = (
    Broken("returned", _a_return_is_counted_twice, _RETURNS, shown_by=2),
    Broken("counts", _a_count_ignores_what_moved_meanwhile, _COUNTS),
    Broken("charges", _a_charge_loses_a_fraction, _LORRIES),
    Broken("kits", _a_kit_leaves_as_itself, _KITS, shown_by=7),
    Broken("kits", _a_kit_left_with_its_first_part, _KITS, shown_by=3),
    Broken("lots", _a_lot_gives_more_than_it_has, _LOTS, shown_by=7),
    Broken("lots", _a_lot_is_not_followed, _LOTS),
    Broken("values", _what_was_sold_uncovered_is_not_noted, _COSTS, shown_by=1),
)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("broken", BROKEN, ids=lambda each: each.break_it.__name__.strip("_"))
def test_a_rule_of_the_goods_that_is_broken_on_purpose_is_found(
    worlds: Worlds, broken: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.break_it(monkeypatch)

    assert broken.is_found(worlds)
