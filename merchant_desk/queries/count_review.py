"""A count gone through before it is validated: variances by value, doubts, what nobody counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.count import CountLine, StockCount
from merchant_desk.models.lot import Lot
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place
from merchant_desk.models.valuation import StockValue
from merchant_desk.queries.count_figures import CountFigures, count_figures, doubts_if_gone
from merchant_desk.queries.count_scope import scope_keys
from merchant_desk.queries.shelf_now import Shelf, shelves_now
from merchant_desk.rules.counting.figure import Doubt, Figure
from merchant_desk.values.article_name import full_name
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.count_scope import CountScope, scope_of
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import CountId, LocationId, ProductId
from merchant_desk.values.money import Money

_COUNTS, _KEPT_LINES, _PRODUCTS, _PLACES, _VALUES, _LOTS = (
    table(StockCount),
    table(CountLine),
    table(Product),
    table(Place),
    table(StockValue),
    table(Lot),
)
_HEAD = Prepared(select(_COUNTS).where(_COUNTS.c.id == bindparam("count")))
_NAMED = PreparedSet(
    lambda ids: (
        select(
            _PRODUCTS.c.id,
            _PRODUCTS.c.sku,
            _PRODUCTS.c.name,
            _PRODUCTS.c.option_text,
            _PRODUCTS.c.cost_tenthousandths,
            _VALUES.c.quantity,
            _VALUES.c.value,
        )
        .outerjoin(_VALUES, _VALUES.c.product_id == _PRODUCTS.c.id)
        .where(_PRODUCTS.c.id.in_(ids))
    )
)
_BINS = PreparedSet(
    lambda ids: select(_PLACES.c.id, _PLACES.c.code, _PLACES.c.walk_order).where(
        _PLACES.c.id.in_(ids)
    )
)
_LOT_NUMBERS = PreparedSet(
    lambda ids: select(_LOTS.c.id, _LOTS.c.number).where(_LOTS.c.id.in_(ids))
)
_KEPT = Prepared(select(_KEPT_LINES).where(_KEPT_LINES.c.count_id == bindparam("count")))
_TENTHOUSANDTHS_A_CENT = 100


@dataclass(frozen=True, slots=True)
class CountHead:
    """A count: its number, where it stands, what it is about."""

    count_id: CountId
    number: str
    title: str
    state: CountState
    blind: bool
    location_id: LocationId | None
    scope: CountScope
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """An article in a bin: what was expected when it was counted, what was counted."""

    key: CountKey
    bin: str
    walk_order: str
    sku: str
    title: str
    lot: str
    expected: int
    counted: int | None
    """None when nobody counted it."""
    doubt: Doubt
    people: tuple[str, ...]
    unit_cost: int | None
    """Ten-thousandths of a euro."""

    @property
    def variance(self) -> int:
        """Return the units too many (or, negative, missing); what nobody counted would be gone."""
        return (self.counted or 0) - self.expected

    @property
    def worth(self) -> Money:
        """Return what the variance is worth at cost."""
        return cents_of(self.variance * (self.unit_cost or 0))


@dataclass(frozen=True, slots=True)
class CountReview:
    """Everything to go through before a count is validated, the worst variance first."""

    head: CountHead
    counted: tuple[VarianceRow, ...]
    uncounted: tuple[VarianceRow, ...]

    @property
    def doubtful(self) -> tuple[VarianceRow, ...]:
        """Return what must be counted again."""
        return tuple(each for each in self.counted if each.doubt)

    @property
    def sure(self) -> tuple[VarianceRow, ...]:
        """Return what can be validated."""
        return tuple(each for each in self.counted if not each.doubt)

    @property
    def worth(self) -> Money:
        """Return what all the variances that can be validated are worth."""
        return Money(sum(each.worth.cents for each in self.sure))


def cents_of(tenthousandths: int) -> Money:
    """Return an amount to the nearest cent, halves away from zero."""
    sign = -1 if tenthousandths < 0 else 1
    half = _TENTHOUSANDTHS_A_CENT // 2
    return Money(sign * ((abs(tenthousandths) + half) // _TENTHOUSANDTHS_A_CENT))


def count_head(session: Session, count_id: CountId) -> CountHead | None:
    """Return the count, or None when there is none."""
    row = _HEAD.first(session, count=count_id)
    if row is None:
        return None
    return CountHead(
        count_id=row.id,
        number=row.number,
        title=row.title,
        state=row.state,
        blind=bool(row.blind),
        location_id=row.location_id,
        scope=scope_of(row.scope),
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
    )


def count_review(session: Session, count_id: CountId, *, gone: bool = False) -> CountReview | None:
    """Return what was counted against what was expected, and what nobody counted.

    ``gone``: what nobody counted is not there. Of a count that is validated, what was found then:
    it is kept for ever.
    """
    head = count_head(session, count_id)
    if head is None:
        return None
    if head.state in {CountState.DONE, CountState.UNDONE}:
        return CountReview(head, _worst_first(_kept_rows(session, count_id)), ())
    found = count_figures(session, count_id)
    uncounted = _uncounted(session, head, found)
    doubts = doubts_if_gone(session, count_id, found, uncounted) if gone else {}
    counted = variance_rows(session, {**found.figures, **doubts})
    rest = variance_rows(session, uncounted)
    return CountReview(head, _worst_first(counted), _worst_first(rest))


def variance_rows(
    session: Session, found: Mapping[CountKey, Figure] | Mapping[CountKey, int]
) -> list[VarianceRow]:
    """Return a row for each figure, or for what is expected and was not counted."""
    naming = _Naming(session, list(found))
    return [naming.row(key, each) for key, each in found.items()]


def _kept_rows(session: Session, count_id: CountId) -> list[VarianceRow]:
    lines = {
        CountKey(row.place_id, row.product_id, row.lot_id): row
        for row in _KEPT.typed(session, count=count_id)
    }
    found = {key: Figure(row.counted, row.expected) for key, row in lines.items()}
    return [
        replace(each, unit_cost=lines[each.key].unit_cost, people=(lines[each.key].by,))
        for each in variance_rows(session, found)
    ]


def _uncounted(session: Session, head: CountHead, found: CountFigures) -> dict[CountKey, int]:
    """Return what the shelves should hold of the scope and nobody counted."""
    keys = scope_keys(session, head.scope, head.location_id)
    left = [key for key in keys if key not in found.figures]
    return expected_of(shelves_now(session, [key.product_id for key in left]), left)


def expected_of(
    shelves: Mapping[ProductId, Shelf], keys: Iterable[CountKey]
) -> dict[CountKey, int]:
    """Return what the shelves should hold now of these, where it is anything."""
    expected = {key: shelves[key.product_id].expected(key) for key in keys}
    return {key: units for key, units in expected.items() if units}


def _worst_first(rows: Iterable[VarianceRow]) -> tuple[VarianceRow, ...]:
    return tuple(sorted(rows, key=_urgency))


def _urgency(row: VarianceRow) -> tuple[int, int, str, str, CountKey]:
    variance = row.variance
    worth = variance and -abs(cents_of(variance * (row.unit_cost or 0)).cents)
    return worth, -abs(variance), row.walk_order, row.title, row.key


class _Naming:
    """The names and costs of what was counted."""

    def __init__(self, session: Session, keys: Sequence[CountKey]) -> None:
        products = sorted({key.product_id for key in keys})
        lots = sorted({key.lot_id for key in keys if key.lot_id is not None})
        self._products = {
            product: (sku, full_name(name, option), average_cost(units, value, known))
            for product, sku, name, option, known, units, value in _NAMED.rows(session, products)
        }
        places = sorted({key.place_id for key in keys})
        self._bins = {row.id: row for row in _BINS.typed(session, places)}
        self._lots = {row.id: row.number for row in _LOT_NUMBERS.typed(session, lots)}

    def row(self, key: CountKey, found: Figure | int) -> VarianceRow:
        """Return the row of a figure, or of what is expected and was not counted."""
        sku, title, cost = self._products[key.product_id]
        where = self._bins[key.place_id]
        told = found if isinstance(found, Figure) else None
        return VarianceRow(
            key=key,
            bin=where.code,
            walk_order=where.walk_order,
            sku=sku,
            title=title,
            lot="" if key.lot_id is None else self._lots.get(key.lot_id, ""),
            expected=found if isinstance(found, int) else found.expected,
            counted=None if told is None else told.counted,
            doubt=Doubt.NONE if told is None else told.doubt,
            people=() if told is None else told.people,
            unit_cost=cost,
        )


def average_cost(quantity: int | None, value: int | None, known: int | None) -> int | None:
    """Return what a unit in stock costs on average, else its last known cost.

    A stock worth nothing was never bought at a known price: its average says nothing.
    """
    if quantity and value is not None and quantity > 0 and value > 0:
        return (value + quantity // 2) // quantity
    return known
