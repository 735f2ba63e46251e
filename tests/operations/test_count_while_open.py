"""A count made while the shop sells, packs and receives finds what a closed shop would find."""

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.validate_count import Settlement, validate_count
from merchant_desk.queries.count_review import CountReview, count_review
from merchant_desk.queries.stock import stock_differences
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CountId, PlaceId
from tests.operations.shelf_world import CANDLE, SOAP, ShelfWorld, shelf_world

_UNITS = st.lists(st.integers(0, 6), min_size=3, max_size=3)
_KINDS = (
    "sell", "receive", "carry", "open", "pack", "pack", "pack", "unpack", "close",
    "count", "count", "count", "count", "recount",
)  # fmt: skip
_STEP = st.tuples(st.sampled_from(_KINDS), st.integers(0, 5), st.integers(1, 3), st.booleans())
_STEPS = st.lists(_STEP, max_size=40)
Step = tuple[str, int, int, bool]
Key = tuple[PlaceId, str]


def test_whatever_happens_meanwhile_the_stock_becomes_what_lies_on_the_shelves(
    sqlite_database: Database, gesture: Gesture
) -> None:
    _prove(sqlite_database, gesture, examples=60)


def test_on_a_server_too(postgresql_database: Database, gesture: Gesture) -> None:
    _prove(postgresql_database, gesture, examples=12)


def _prove(database: Database, gesture: Gesture, examples: int) -> None:
    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        deadline=None,
        max_examples=examples,
        phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
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

    _count_the_rest(world, count_id)
    for step in steps[1]:
        if step[0] not in {"count", "recount"}:
            world.attempt(_meant(world, count_id, step))
    _count_the_doubtful(world, count_id)
    validate_count(session, world.later(), count_id, Settlement())

    for box in [each for each in world.boxes if each.taken]:
        world.attempt(lambda box=box: world.close(box))  # type: ignore[misc] # bound now
    assert not [box for box in world.boxes if box.taken], "a parcel took from another bin"
    assert world.in_ledger() == world.on_shelves()
    assert stock_differences(session) == ()


def _meant(world: ShelfWorld, count_id: CountId, step: Step) -> Callable[[], None]:
    kind, which, units, flag = step
    keys: list[Key] = list(world.piles)
    place, code = keys[which % len(keys)]
    box = world.boxes[which % len(world.boxes)] if world.boxes else None
    meant: dict[str, Callable[[], None]] = {
        "sell": lambda: world.sell(code, units, from_seen=flag),
        "receive": lambda: world.receive(code, place, units, on_seen=flag),
        "carry": lambda: world.carry(
            world.bins[which % 2], world.bins[1 - which % 2], units, seen=flag
        ),
        "open": lambda: world.open_box(SOAP if which % 2 else CANDLE, units),
        "count": lambda: world.count(
            count_id, "Camille" if flag else "Sacha", (place, code), units
        ),
        "recount": lambda: world.recount(count_id, (place, code)),
    }
    if box is not None:
        meant["pack"] = lambda: world.pack(box, from_seen=flag)
        meant["unpack"] = lambda: world.unpack(box, on_seen=flag)
        meant["close"] = lambda: world.close(box)
    return meant.get(kind, lambda: None)


def _count_the_rest(world: ShelfWorld, count_id: CountId) -> None:
    for key, pile in world.piles.items():
        world.count(count_id, "Camille", key, pile.unseen)


def _count_the_doubtful(world: ShelfWorld, count_id: CountId) -> None:
    codes = {product: code for code, product in world.products.items()}
    for row in _review(world, count_id).doubtful:
        key = (row.key.place_id, codes[row.key.product_id])
        world.recount(count_id, key)
        world.count(count_id, "Sacha", key, world.piles[key].unseen)
    assert not _review(world, count_id).doubtful


def _review(world: ShelfWorld, count_id: CountId) -> CountReview:
    review = count_review(world.session, count_id)
    assert review is not None
    return review
