"""Counts while the shop sells: whoever counts finds what should lie there, and a little else."""

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.count import CountEntry, StockCount
from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.cancel_count import cancel_count
from merchant_desk.operations.change_counted import recount
from merchant_desk.operations.count_answers import CountOutcome
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.find_lot import LotRead
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.undo_count import undo_count
from merchant_desk.operations.validate_count import Settlement, validate_count
from merchant_desk.queries.shelf_now import shelves_now
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.goods_words import CountState, ProductKind
from merchant_desk.values.ids import CountId
from merchant_desk.values.scan import scan_of_text
from tests.simulator.world import World

_SETTLED = Settlement(leave_doubtful=True)


def _count(world: World, dice: Random) -> None:
    """Count a few piles, in the count that is open or in a new one."""
    desk = world.desk
    opened = desk.read(_counts, CountState.OPEN)
    if opened and dice.random() < 0.7:
        count_id = dice.choice(opened)
    else:
        new = desk.do(open_count, desk.act(), NewCount(blind=dice.random() < 0.5))
        if new is None:
            return
        count_id = new.count_id
    for key in dice.sample(keys := desk.read(_piles), min(len(keys), dice.choice((1, 3, 5)))):
        world.clock.forward(3)
        _count_pile(world, dice, count_id, key)


def _count_pile(world: World, dice: Random, count_id: CountId, key: CountKey) -> None:
    """Count a pile whole, at one go; what was counted of it before no longer counts.

    When the desk dies at it, nobody knows whether the scan was noted.
    """
    desk = world.desk
    world.counted[count_id, key] = None
    if desk.read(_was_counted, count_id, key):
        desk.do(recount, desk.act(), count_id, key)
    expected, sku, lot = desk.read(_should_lie, key)
    found = max(0, expected + dice.choice((0, 0, 0, -1, 1, 4)))
    scan = CountScan(
        count_id, key.place_id, scan_of_text(sku, desk.clock.desk()), found, lot=lot, sure=True
    )
    said = desk.do(count_scan, desk.act(), scan)
    if said is not None and said.outcome is CountOutcome.COUNTED and said.key == key:
        world.counted[count_id, key] = found - expected


def _validate(world: World, dice: Random) -> None:
    opened = world.desk.read(_counts, CountState.OPEN)
    if opened:
        act, count_id = world.desk.act(), dice.choice(opened)
        world.desk.do(validate_count, act, count_id, dice.choice((None, _SETTLED)))


def _undo(world: World, dice: Random) -> None:
    done = world.desk.read(_counts, CountState.DONE)
    if done:
        world.desk.do(undo_count, world.desk.act(), dice.choice(done))


def _give_up(world: World, dice: Random) -> None:
    opened = world.desk.read(_counts, CountState.OPEN)
    if opened:
        world.desk.do(cancel_count, world.desk.act(), dice.choice(opened))


def _counts(session: Session, state: CountState) -> list[CountId]:
    wanted = select(StockCount.id).where(StockCount.state == state).order_by(StockCount.row)
    return list(session.scalars(wanted))


def _piles(session: Session) -> list[CountKey]:
    """Return what lies apart: an article in a bin, or a lot of it."""
    whole = session.execute(
        select(StockLevel.place_id, StockLevel.product_id)
        .join(Product, Product.id == StockLevel.product_id)
        .where(Product.kind == ProductKind.ARTICLE, Product.tracking == "none")
        .order_by(Product.sku, StockLevel.place_id)
    )
    lots = session.execute(
        select(LotLevel.place_id, LotLevel.product_id, LotLevel.lot_id)
        .join(Product, Product.id == LotLevel.product_id)
        .where(Product.tracking != "none")
        .order_by(LotLevel.lot_id, LotLevel.place_id)
    )
    return [CountKey(*row) for row in (*whole, *lots)]


def _was_counted(session: Session, count_id: CountId, key: CountKey) -> bool:
    wanted = select(CountEntry.id).where(
        CountEntry.count_id == count_id,
        CountEntry.place_id == key.place_id,
        CountEntry.product_id == key.product_id,
        CountEntry.lot_id.is_not_distinct_from(key.lot_id),
    )
    return session.execute(wanted.limit(1)).first() is not None


def _should_lie(session: Session, key: CountKey) -> tuple[int, str, LotRead | None]:
    """Return how many units should be found, the SKU, and the lot that is printed on them."""
    expected = shelves_now(session, [key.product_id])[key.product_id].expected(key)
    sku = session.get_one(Product, key.product_id).sku
    lot = None if key.lot_id is None else session.get_one(Lot, key.lot_id)
    return expected, sku, None if lot is None else LotRead(lot.number, lot.expires_on)


COUNTING_STEPS: Mapping[str, Callable[[World, Random], None]] = MappingProxyType(
    {"count": _count, "validate count": _validate, "undo count": _undo, "give count up": _give_up}
)
