"""What is packed or sold from another bin than the desk supposes does not make a count wrong."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.validate_count import Settlement, validate_count
from merchant_desk.queries.count_review import CountReview, count_review
from merchant_desk.queries.stock import stock_differences
from merchant_desk.rules.counting.figure import Doubt
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CountId, PlaceId
from tests.operations.shelf_world import CANDLE, SOAP, ShelfWorld, shelf_world

_UNITS = st.lists(st.integers(0, 6), min_size=3, max_size=3)
_KINDS = (
    "sell", "back", "receive", "carry", "open", "pack", "pack", "pack", "unpack", "close",
    "count", "count", "whole", "whole", "recount",
)  # fmt: skip
_STEP = st.tuples(
    st.sampled_from(_KINDS), st.integers(0, 5), st.integers(1, 3), st.booleans(), st.booleans()
)
_STEPS = st.lists(_STEP, max_size=40)
_WHOLE_PILE = 1000
Step = tuple[str, int, int, bool, bool]


def _review(world: ShelfWorld, count_id: CountId) -> CountReview:
    review = count_review(world.session, count_id)
    assert review is not None
    return review


@pytest.mark.parametrize("first", [0, 1])
def test_a_unit_packed_from_the_other_bin_between_the_counts_of_both_has_the_first_counted_again(
    database: Database, gesture: Gesture, first: int
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [3, 5, 0], [3, 5, 0])
        one, other = (world.bins[first], SOAP), (world.bins[1 - first], SOAP)
        count_id = open_count(session, gesture, NewCount()).count_id
        world.open_box(SOAP, 1)

        world.count(count_id, "Camille", one, 9)
        world.pack(world.boxes[0], from_seen=True, stray=True)
        world.count(count_id, "Sacha", other, 9)

        doubts = {row.key.place_id: row.doubt for row in _review(world, count_id).counted}
        assert doubts == {one[0]: Doubt.BETWEEN, other[0]: Doubt.NONE}
        world.recount(count_id, one)
        world.count(count_id, "Camille", one, 9)
        assert not _review(world, count_id).doubtful
        validate_count(session, world.later(), count_id, Settlement())
        world.close(world.boxes[0], stray=True)
        assert world.in_ledger() == world.on_shelves()


def test_a_unit_sold_at_the_counter_from_the_other_bin_between_both_counts_is_no_loss(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [3, 5, 0], [3, 5, 0])
        count_id = open_count(session, gesture, NewCount()).count_id
        one, other = (world.bins[0], SOAP), (world.bins[1], SOAP)

        world.count(count_id, "Camille", one, 9)
        world.sell(SOAP, 1, from_seen=True, stray=True)
        world.count(count_id, "Sacha", other, 9)

        (doubtful,) = _review(world, count_id).doubtful
        assert (doubtful.key.place_id, doubtful.doubt) == (one[0], Doubt.BETWEEN)
        world.recount(count_id, one)
        world.count(count_id, "Camille", one, 9)
        validate_count(session, world.later(), count_id, Settlement())
        assert world.in_ledger() == world.on_shelves()


def test_a_bin_said_to_be_empty_counts_as_seen_now_not_when_the_other_was(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [3, 5, 0], [3, 0, 0])
        count_id = open_count(session, gesture, NewCount()).count_id
        here = (world.bins[0], SOAP)
        world.count(count_id, "Camille", here, 9)
        world.sell(SOAP, 1, from_seen=True, stray=True)  # the desk supposes the other bin

        assert not _review(world, count_id).doubtful
        with pytest.raises(RefusedError, match="à recompter"):
            validate_count(session, world.later(), count_id, Settlement(zero_uncounted=True))

        world.recount(count_id, here)
        world.count(count_id, "Camille", here, 9)
        validate_count(session, world.later(), count_id, Settlement(zero_uncounted=True))
        assert world.in_ledger() == world.on_shelves()


def test_a_unit_packed_and_put_back_while_its_bin_is_counted_is_a_doubt(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [6, 0, 0], [6, 0, 0])
        count_id = open_count(session, gesture, NewCount()).count_id
        world.open_box(SOAP, 1)
        here = (world.bins[0], SOAP)
        world.count(count_id, "Camille", here, 3)

        world.pack(world.boxes[0], from_seen=False)
        world.unpack(world.boxes[0], on_seen=True)
        world.count(count_id, "Camille", here, 9)

        (row,) = _review(world, count_id).doubtful
        assert (row.counted, row.expected, row.doubt) == (5, 6, Doubt.MOVED)


def test_wherever_hands_really_take_from_a_count_neither_finds_nor_loses_a_unit(
    sqlite_database: Database, gesture: Gesture
) -> None:
    _prove(sqlite_database, gesture, examples=60)


@pytest.mark.proving
def test_on_a_server_neither(postgresql_database: Database, gesture: Gesture) -> None:
    _prove(postgresql_database, gesture, examples=12)


def _prove(database: Database, gesture: Gesture, examples: int) -> None:
    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        deadline=None,
        max_examples=examples,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking takes minutes
    )
    @given(ledger=_UNITS, shelves=_UNITS, before=_STEPS, after=_STEPS)
    def holds(ledger: list[int], shelves: list[int], before: list[Step], after: list[Step]) -> None:
        with database.write() as session:
            _play(session, gesture, (ledger, shelves), (before, after))
            session.rollback()

    holds()


def _play(
    session: Session,
    gesture: Gesture,
    stock: tuple[list[int], list[int]],
    steps: tuple[list[Step], list[Step]],
) -> None:
    world = shelf_world(session, gesture, *stock)
    count_id = open_count(session, gesture, NewCount()).count_id
    for step in steps[0]:
        world.attempt(_meant(world, count_id, step))
    for key, pile in world.piles.items():
        if pile.unseen or not pile.begun:
            world.count(count_id, "Camille", key, _WHOLE_PILE)
    for step in steps[1]:
        if step[0] not in {"count", "whole", "recount"}:
            world.attempt(_meant(world, count_id, step))
    _count_the_doubtful(world, count_id)
    validate_count(session, world.later(), count_id, Settlement(leave_doubtful=False))

    for box in [each for each in world.boxes if each.taken]:
        world.attempt(lambda box=box: world.close(box, stray=True))  # type: ignore[misc] # bound now
    assert _sums(world.in_ledger()) == _sums(world.on_shelves())
    assert stock_differences(session) == ()


def _sums(units: dict[tuple[PlaceId, str], int]) -> dict[str, int]:
    """Return the units of each article: which bin they left after the count, nobody could say."""
    sums: Counter[str] = Counter()
    for (_place, code), quantity in units.items():
        sums[code] += quantity
    return dict(sums)


def _meant(world: ShelfWorld, count_id: CountId, step: Step) -> Callable[[], None]:
    kind, which, units, flag, stray = step
    keys = list(world.piles)
    place, code = keys[which % len(keys)]
    box = world.boxes[which % len(world.boxes)] if world.boxes else None
    person = "Camille" if flag else "Sacha"
    meant: dict[str, Callable[[], None]] = {
        "sell": lambda: world.sell(code, units, from_seen=flag, stray=stray),
        "back": lambda: world.give_back(code, units, on_seen=flag, stray=stray),
        "receive": lambda: world.receive(code, place, units, on_seen=flag),
        "carry": lambda: world.carry(
            world.bins[which % 2], world.bins[1 - which % 2], units, seen=flag
        ),
        "open": lambda: world.open_box(SOAP if which % 2 else CANDLE, units),
        "count": lambda: world.count(count_id, person, (place, code), units),
        "whole": lambda: world.count(count_id, person, (place, code), _WHOLE_PILE),
        "recount": lambda: world.recount(count_id, (place, code)),
    }
    if box is not None:
        meant["pack"] = lambda: world.pack(box, from_seen=flag, stray=stray)
        meant["unpack"] = lambda: world.unpack(box, on_seen=flag, stray=stray)
        meant["close"] = lambda: world.close(box, stray=True)
    return meant.get(kind, lambda: None)


def _count_the_doubtful(world: ShelfWorld, count_id: CountId) -> None:
    """Count again what is doubtful: once is enough, for nothing moves meanwhile."""
    codes = {product: code for code, product in world.products.items()}
    for row in _review(world, count_id).doubtful:
        key = (row.key.place_id, codes[row.key.product_id])
        world.recount(count_id, key)
        world.count(count_id, "Sacha", key, _WHOLE_PILE)
    assert not _review(world, count_id).doubtful
