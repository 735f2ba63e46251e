"""The least stock of each article in each place: as it stands, as proposed, where it is crossed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Location, Place, StockLevel, StockMove
from merchant_desk.models.stock_rule import StockRule
from merchant_desk.queries.demand_rows import midnight
from merchant_desk.queries.reorder_proposal import Row, reorder_policy, shop_demand
from merchant_desk.rules.reorder.policy import Kept, Levels, levels
from merchant_desk.values.article_name import full_name
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import LocationId, ProductId
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.progress import Progress
from merchant_desk.values.texts import _

_RULES, _LEVELS, _PLACES, _LOCATIONS, _PRODUCTS, _MOVES = (
    table(StockRule),
    table(StockLevel),
    table(Place),
    table(Location),
    table(Product),
    table(StockMove),
)

_STEP = 1_000
_SHARED_WEEKS = 52
"""A year tells where an article sells, whatever its season."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One article in one place: what is there, the level it has, the level sales propose."""

    product_id: ProductId
    location_id: LocationId
    sku: str
    title: str
    location: str
    on_hand: int
    minimum: int | None
    target: int | None
    by_hand: bool

    @property
    def crossed(self) -> bool:
        """Tell whether there is less than there should always be."""
        return self.minimum is not None and self.on_hand < self.minimum


_THERE = (
    select(
        _LEVELS.c.product_id,
        _PLACES.c.location_id,
        func.sum(_LEVELS.c.quantity).label("on_hand"),
    )
    .join(_PLACES, _PLACES.c.id == _LEVELS.c.place_id)
    .group_by(_LEVELS.c.product_id, _PLACES.c.location_id)
    .subquery()
)
_ON_HAND = func.coalesce(_THERE.c.on_hand, 0)
_SET = (
    select(
        _RULES,
        _ON_HAND.label("on_hand"),
        _PRODUCTS.c.sku,
        _PRODUCTS.c.name,
        _PRODUCTS.c.option_text,
        _LOCATIONS.c.name.label("location"),
    )
    .join(_PRODUCTS, _PRODUCTS.c.id == _RULES.c.product_id)
    .join(_LOCATIONS, _LOCATIONS.c.id == _RULES.c.location_id)
    .outerjoin(
        _THERE,
        (_THERE.c.product_id == _RULES.c.product_id)
        & (_THERE.c.location_id == _RULES.c.location_id),
    )
    .where(_PRODUCTS.c.active)
    .order_by(_PRODUCTS.c.sku, _LOCATIONS.c.position)
)


def level_rows(session: Session, *, only_crossed: bool = False) -> tuple[LevelRow, ...]:
    """Return every level that is set, and what lies there now."""
    asked = _SET.where(_RULES.c.minimum > _ON_HAND) if only_crossed else _SET
    return tuple(
        LevelRow(
            ProductId(row.product_id),
            LocationId(row.location_id),
            row.sku,
            full_name(row.name, row.option_text),
            row.location,
            int(row.on_hand),
            row.minimum,
            row.target,
            row.by_hand,
        )
        for row in session.execute(asked)
    )


@dataclass(frozen=True, slots=True)
class ProposedLevel:
    """What sales propose for one article in one place."""

    product_id: ProductId
    location_id: LocationId
    sku: str
    title: str
    minimum: int
    target: int


def proposed_levels(
    session: Session, now: datetime, progress: Progress
) -> tuple[ProposedLevel, ...]:
    """Return the levels sales propose: shared between places as they sold, else where it lies."""
    today, policy = paris_date(now), reorder_policy(session)
    demand = shop_demand(session, today, progress)
    shares = _shares(session, today, demand.rows)
    found = []
    for number, row in enumerate(demand.rows):
        if number % _STEP == 0:
            progress.report(number, len(demand.rows), _("Stocks minimum"))
            progress.check_cancelled()
        product = row[0]
        outlook = demand.outlook.outlooks.get(product)
        if outlook is None or product not in shares:
            continue
        offer = demand.offers.get(product)
        lead = demand.delays.of(offer.supplier_id if offer else None, product)
        whole = levels(outlook, lead, policy, Kept())
        if not whole.order_at:
            continue
        weights, title = shares[product], full_name(row[2], row[3])
        for location, minimum, target in _parts(whole, weights):
            found.append(
                ProposedLevel(
                    ProductId(product), location, row[1], title, minimum, max(target, minimum)
                )
            )
    return tuple(found)


def _shares(
    session: Session, today: date, rows: Sequence[Row]
) -> Mapping[bytes, Mapping[LocationId, int]]:
    """Return how much each place sold of each article; what sold nowhere counts where it lies."""
    locations = session.scalars(select(_LOCATIONS.c.id)).all()
    if len(locations) == 1:
        alone = {LocationId(locations[0]): 1}
        return {row[0]: alone for row in rows}
    place_of = {
        row.id: LocationId(row.location_id)
        for row in session.execute(
            select(_PLACES.c.id, _PLACES.c.location_id).where(_PLACES.c.location_id.is_not(None))
        )
    }
    sold = session.execute(
        select(
            _MOVES.c.product_id, _MOVES.c.from_place_id, func.sum(_MOVES.c.quantity).label("units")
        )
        .where(
            _MOVES.c.to_place_id == CUSTOMER,
            _MOVES.c.at >= midnight(today - timedelta(weeks=_SHARED_WEEKS)),
        )
        .group_by(_MOVES.c.product_id, _MOVES.c.from_place_id)
    )
    found: dict[bytes, dict[LocationId, int]] = defaultdict(dict)
    for product, place, units in sold:
        if place in place_of:
            told, location = found[product], place_of[place]
            told[location] = told.get(location, 0) + int(units)
    lying = session.execute(select(_LEVELS.c.product_id, _LEVELS.c.place_id))
    still: dict[bytes, dict[LocationId, int]] = {}
    for product, place in lying:
        if place in place_of and product not in found:
            still.setdefault(product, {})[place_of[place]] = 1
    return {**still, **found}


def _parts(
    whole: Levels, weights: Mapping[LocationId, int]
) -> Iterable[tuple[LocationId, int, int]]:
    """Share the levels of an article between its places."""
    if len(weights) == 1:
        return ((location, whole.order_at, whole.up_to) for location in weights)
    told = list(weights.values())
    return zip(weights, _shared(whole.order_at, told), _shared(whole.up_to, told), strict=True)


def _shared(units: int, weights: list[int]) -> list[int]:
    """Share units without losing one: each place gets its part, rounded up from the greatest."""
    whole = sum(weights)
    parts = [units * weight // whole for weight in weights]
    missing = units - sum(parts)
    order = sorted(range(len(weights)), key=lambda place: -(units * weights[place] % whole))
    for place in order[:missing]:
        parts[place] += 1
    return parts
