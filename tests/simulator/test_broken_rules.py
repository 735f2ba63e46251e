"""The simulator sees what it is for: each rule of the desk is broken on purpose, and it fails."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.connectors.woocommerce import refunds
from merchant_desk.errors import UnavailableError
from merchant_desk.operations import accept_change, close_parcel
from merchant_desk.sync import event_telling, outbox, pull, stock_telling
from merchant_desk.sync.intents import Effect
from merchant_desk.values.ids import id_text, new_id
from tests.simulator.history import USUAL_STEPS, WEIGHTS, draw
from tests.simulator.play import Played, play
from tests.simulator.world import Worlds

pytestmark = pytest.mark.proving
_MOST = 60
_ALIKE = 45  # a world whose two shops are of the same platform
_REFUNDS = {"order": 4, "give back": 5, "trouble": 5, "sync": 8, "send now": 1}
_TROUBLE = {"order": 5, "adjust": 3, "trouble": 4, "sync": 8}
_CUT = {"order": 6, "trouble": 5, "sync": 10}
_MEANWHILE = {"adjust": 3, "meanwhile": 6, "sync": 4}
_CHANGES = {"order": 4, "cancel": 2, "take back": 2, "sync": 8}


@pytest.fixture(scope="module")
def worlds() -> Iterator[Worlds]:
    """Worlds that were made while every rule was kept."""
    opened = Worlds()
    yield opened
    opened.close()


@dataclass(frozen=True, slots=True)
class Broken:
    """How a rule is broken, which check must see it, and the days on which it shows most.

    What shows seldom names a history that showed it once: it is played before the others.
    """

    check: str
    break_it: Callable[[pytest.MonkeyPatch], None]
    days: Mapping[str, int] = field(default_factory=lambda: WEIGHTS)
    shown_by: int | None = None

    def is_found(self, worlds: Worlds) -> bool:
        """Tell whether one of a few dozen histories breaks this very rule."""
        turns = [(seed, seed) for seed in range(1, _MOST)]
        if self.shown_by is not None:
            turns.insert(0, (_ALIKE, self.shown_by))
        return any(self.check in self._played(worlds, *turn).rules for turn in turns)

    def _played(self, worlds: Worlds, world: int, seed: int) -> Played:
        return play(worlds, world, draw(seed, USUAL_STEPS, self.days))


def _a_key_an_attempt(patch: pytest.MonkeyPatch) -> None:
    """A parcel is told under another key each time."""
    patch.setattr(event_telling, "_key", lambda *_any: id_text(new_id()))


def _refund_without_looking(patch: pytest.MonkeyPatch) -> None:
    """Money is given back again when the answer was lost."""
    patch.setattr(refunds, "_look", lambda *_any: ("", Effect.NOT_FOUND))


def _push_after_a_pull_that_failed(patch: pytest.MonkeyPatch) -> None:
    """Stock is written while orders of the shop are not read."""
    kept = pull.run

    def careless(*given: Any, **named: Any) -> pull.Pulled:
        try:
            return kept(*given, **named)
        except UnavailableError:
            return pull.Pulled(0, 0, 0, 0)

    patch.setattr(pull, "run", careless)
    patch.setattr(outbox, "pull_is_finished", lambda *_any: True)


def _a_pull_that_was_cut_is_only_ended(patch: pytest.MonkeyPatch) -> None:
    """What came since a pull was cut waits for the exchange after."""
    patch.setattr(pull, "was_cut", lambda *_any: False)


def _promises_are_shown(patch: pytest.MonkeyPatch) -> None:
    """What is promised to customers is offered to others."""
    patch.setattr(stock_telling, "_promised", lambda *_any: {})


def _settled_whatever_changed(patch: pytest.MonkeyPatch) -> None:
    """What changed while it was told counts as told."""

    def settle(session: Session, message: outbox.Message, **values: object) -> None:
        session.execute(
            update(outbox._MESSAGES).where(outbox._MESSAGES.c.id == message.id).values(**values)
        )

    patch.setattr(outbox, "_settle", settle)


def _nothing_is_released(patch: pytest.MonkeyPatch) -> None:
    """An order that changed keeps what was promised to it."""
    patch.setattr(accept_change, "release_lines", lambda *_any: None)


def _shipped_is_not_told(patch: pytest.MonkeyPatch) -> None:
    """A parcel that left is never told to its shop."""
    patch.setattr(close_parcel, "queue_events", lambda *_any: ())


BROKEN = (
    Broken("shipments", _a_key_an_attempt),
    Broken("refunds", _refund_without_looking, _REFUNDS, shown_by=38),
    Broken("writes", _push_after_a_pull_that_failed, _TROUBLE),
    Broken("writes", _a_pull_that_was_cut_is_only_ended, _CUT),
    Broken("levels", _promises_are_shown),
    Broken("levels", _settled_whatever_changed, _MEANWHILE, shown_by=29),
    Broken("parked", _nothing_is_released, _CHANGES),
    Broken("ledger", _shipped_is_not_told),
)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("broken", BROKEN, ids=lambda each: each.break_it.__name__.strip("_"))
def test_a_rule_that_is_broken_on_purpose_is_found(
    worlds: Worlds, broken: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.break_it(monkeypatch)

    assert broken.is_found(worlds)
