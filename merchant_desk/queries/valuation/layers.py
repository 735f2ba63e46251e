"""First in, first out, of everything: what is on hand now or was on a day, layer by layer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import from_micros, to_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.count import CountLine, StockCount
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import CostChange
from merchant_desk.queries.valuation.at_date import UNTIL, end_of, worth_at, worth_of_everything
from merchant_desk.queries.valuation.cost_ledger import cost_ledgers
from merchant_desk.rules.valuation.fifo import Fifo, fifo, latest_layers
from merchant_desk.values.goods_words import CostReason, CountState
from merchant_desk.values.ids import ProductId
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.stock_cost import share_of
from merchant_desk.values.stock_ledger import TAKES_BACK, LedgerLine
from merchant_desk.values.words import MoveReason

_MOVES, _CHANGES = table(StockMove), table(CostChange)
_COUNTS, _COUNTED = table(StockCount), table(CountLine)
_CAME = Prepared(
    select(_MOVES.c.product_id, _MOVES.c.at, _MOVES.c.change, _MOVES.c.value)
    .where(_MOVES.c.change > 0, _MOVES.c.at < UNTIL)
    .order_by(_MOVES.c.product_id, _MOVES.c.at)
)
_TO_REPLAY = union(
    select(_MOVES.c.product_id).where(
        _MOVES.c.cause_id.is_not(None),
        _MOVES.c.change != 0,
        _MOVES.c.reason.in_([*TAKES_BACK, MoveReason.RETURN, MoveReason.REPAIR]),
    ),
    select(_CHANGES.c.product_id).where(_CHANGES.c.reason != CostReason.UNCOVERED),
    select(_COUNTED.c.product_id)
    .join(_COUNTS, _COUNTS.c.id == _COUNTED.c.count_id)
    .where(_COUNTS.c.state == CountState.UNDONE, _COUNTED.c.move_id.is_not(None)),
)
_FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
_Came = tuple[bytes, int, int, int]


class LayerLeft(NamedTuple):
    """Units that came at an instant (in microseconds) and are still there, and their worth.

    A plain tuple, as is what holds it: there are as many as articles in stock.
    """

    came_at: int
    units: int
    value: int

    @property
    def since(self) -> datetime:
        """Return when they came."""
        return from_micros(self.came_at)


class Layers(NamedTuple):
    """The stock of one article, the oldest layer first."""

    units: int
    value: int
    left: tuple[LayerLeft, ...]


def in_order(lines: Iterable[LedgerLine]) -> list[LedgerLine]:
    """Return a ledger in the order things happened, which is that of the layers."""
    return sorted(lines, key=lambda line: line.at)


def layers_of(lines: Iterable[LedgerLine]) -> Layers:
    """Return the layers that one ledger leaves."""
    found: Fifo = fifo(in_order(lines))
    left = tuple(LayerLeft(to_micros(each.since), each.left, each.value) for each in found.kept())
    return Layers(found.quantity, found.value, left)


def layers_of_everything(session: Session, day: date | None = None) -> Mapping[bytes, Layers]:
    """Return the layers of every article that moved, now or at the end of a day.

    Only what came in is read, but for articles where something was given back, taken back or
    costed later: those are replayed.
    """
    with many_objects():
        return _layers(session, day)


def _layers(session: Session, day: date | None) -> dict[bytes, Layers]:
    until = _FOREVER if day is None else end_of(day)
    units = worth_of_everything(session) if day is None else worth_at(session, day)
    replayed = {ProductId(each) for each in session.execute(_TO_REPLAY).scalars()}
    found: dict[bytes, Layers] = {}
    for product, came in _by_product(_CAME.rows(session, until=until)):
        if product in replayed:
            continue
        if _ambiguous(came):
            replayed.add(ProductId(product))
            continue
        found[product] = _latest(came, units.get(product, (0, 0))[0])
    for product_id, lines in cost_ledgers(session, replayed, until).items():
        found[product_id] = layers_of(lines)
    for product, (count, value) in units.items():
        found.setdefault(product, Layers(count, value, ()))
    return found


def _by_product(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[bytes, list[_Came]]]:
    for product, came in groupby(rows, key=itemgetter(0)):
        yield product, list(came)


def _ambiguous(came: Sequence[_Came]) -> bool:
    """Tell whether two receipts of one instant cost different prices: only rows order them."""
    return any(
        one[1] == two[1] and one[3] * two[2] != two[3] * one[2] for one, two in pairwise(came)
    )


def _latest(came: Sequence[_Came], on_hand: int) -> Layers:
    if on_hand < 0:
        priced = [each for each in came if each[3] > 0]
        last = share_of(priced[-1][3], 1, priced[-1][2]) if priced else 0
        return Layers(on_hand, on_hand * last, ())
    if len(came) == 1 and came[0][2] == on_hand:
        _product, at, units, value = came[0]
        return Layers(on_hand, value, (LayerLeft(at, units, value),))
    latest = latest_layers(((each[1], each[2], each[3]) for each in reversed(came)), on_hand)
    left = tuple(LayerLeft(*each) for each in reversed(latest))
    return Layers(on_hand, sum(each.value for each in left), left)
