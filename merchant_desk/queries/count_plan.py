"""The plan of the day: which bins to count so that every article is counted often enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import from_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.count import CountLine, StockCount
from merchant_desk.models.product import Product
from merchant_desk.models.stock import NOT_SOLD, Location, Place, StockLevel, StockMove
from merchant_desk.queries.article_classes import article_classes
from merchant_desk.queries.settings import Settings
from merchant_desk.rules.counting.rolling_plan import Due, PlannedBin, plan_of_day
from merchant_desk.values.clock import paris_date
from merchant_desk.values.count_scope import AbcClass, scope_of
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import LocationId, PlaceId, ProductId
from merchant_desk.values.settings import COUNT_A_DAY, COUNT_DAYS_A, COUNT_DAYS_B, COUNT_DAYS_C
from merchant_desk.values.words import MoveReason

_LEVELS, _PLACES, _LOCATIONS, _LINES, _MOVES, _PRODUCTS, _COUNTS = (
    table(StockLevel),
    table(Place),
    table(Location),
    table(CountLine),
    table(StockMove),
    table(Product),
    table(StockCount),
)
_LYING = Prepared(
    select(_LEVELS.c.product_id, _LEVELS.c.place_id)
    .join(_PRODUCTS, _PRODUCTS.c.id == _LEVELS.c.product_id)
    .where(_LEVELS.c.quantity != 0, _PRODUCTS.c.stocked)
)
_COUNTED = Prepared(
    select(_LINES.c.product_id, _LINES.c.place_id, func.max(_LINES.c.at).label("at")).group_by(
        _LINES.c.product_id, _LINES.c.place_id
    )
)
_ADJUSTED = Prepared(
    select(_MOVES.c.product_id, _MOVES.c.from_place_id, _MOVES.c.to_place_id, _MOVES.c.at).where(
        text(NOT_SOLD), _MOVES.c.reason == MoveReason.COUNT, _MOVES.c.cause_id.is_(None)
    )
)
_NAMED = Prepared(
    select(
        _PLACES.c.id, _PLACES.c.code, _PLACES.c.walk_order, _PLACES.c.location_id,
        _LOCATIONS.c.name, _LOCATIONS.c.position,
    ).join(_LOCATIONS, _LOCATIONS.c.id == _PLACES.c.location_id)
)  # fmt: skip
_UNDER_WAY = Prepared(select(_COUNTS.c.scope).where(_COUNTS.c.state == CountState.OPEN))


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A bin to count today, in the order of the walk."""

    place_id: PlaceId
    location_id: LocationId
    location: str
    bin: str
    articles: int
    due: tuple[ProductId, ...]
    days_late: int | None
    """None when something in it was never counted."""
    classes: Mapping[AbcClass, int]


def count_intervals(settings: Settings) -> dict[AbcClass, int]:
    """Return after how many days each class is counted again."""
    return {
        AbcClass.A: settings.get(COUNT_DAYS_A),
        AbcClass.B: settings.get(COUNT_DAYS_B),
        AbcClass.C: settings.get(COUNT_DAYS_C),
    }


def count_plan(session: Session, settings: Settings, now: datetime) -> tuple[PlanRow, ...]:
    """Return the bins to count today; those being counted already are left out."""
    classes = article_classes(session, now)
    counted = _last_counts(session)
    busy = {each for row in _UNDER_WAY.typed(session) for each in scope_of(row.scope).bins}
    lying = [
        (ProductId(product), PlaceId(place))
        for product, place in _LYING.rows(session)
        if place not in busy
    ]
    dues = [
        Due(product, place, classes.get(product, AbcClass.C), counted.get((product, place)))
        for product, place in lying
    ]
    planned = plan_of_day(
        dues, paris_date(now), count_intervals(settings), settings.get(COUNT_A_DAY)
    )
    held: dict[PlaceId, int] = {}
    for _product, place in lying:
        held[place] = held.get(place, 0) + 1
    return _named(session, planned, held)


def _last_counts(session: Session) -> dict[tuple[ProductId, PlaceId], date]:
    """Return the day each article was last counted in each bin, by a count or by hand."""
    last: dict[tuple[ProductId, PlaceId], int] = {
        (product, place): at for product, place, at in _COUNTED.rows(session)
    }
    for product, *ends, at in _ADJUSTED.rows(session):
        for place in ends:
            last[product, place] = max(at, last.get((product, place), at))
    days = {at: paris_date(from_micros(at)) for at in set(last.values())}
    return {key: days[at] for key, at in last.items()}


def _named(
    session: Session, planned: tuple[PlannedBin, ...], held: Mapping[PlaceId, int]
) -> tuple[PlanRow, ...]:
    bins = {row.id: row for row in _NAMED.typed(session)}
    known = [(bins[each.place_id], each) for each in planned if each.place_id in bins]
    ordered = sorted(known, key=lambda one: (one[0].position, one[0].name, one[0].walk_order))
    return tuple(
        PlanRow(
            place_id=each.place_id,
            location_id=place.location_id,
            location=place.name,
            bin=place.code,
            articles=held[each.place_id],
            due=each.products,
            days_late=each.days_late,
            classes=each.classes,
        )
        for place, each in ordered
    )
