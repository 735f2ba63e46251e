"""How many units of each article every shop and depot holds, now or at the end of a day."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Column, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.stock import Location, Place, StockLevel, StockMove
from merchant_desk.queries.valuation.at_date import end_of

_MOVES, _LEVELS, _PLACES, _LOCATIONS = (
    table(StockMove), table(StockLevel), table(Place), table(Location),
)  # fmt: skip


def units_by_location(
    session: Session, day: date | None = None
) -> Mapping[bytes, Mapping[str, int]]:
    """Return units by article and name of the place; none where there are none."""
    found: dict[bytes, dict[str, int]] = {}
    if day is None:
        _add(found, _levels(session), 1)
    else:
        _add(found, _moved(session, day, _MOVES.c.to_place_id), 1)
        _add(found, _moved(session, day, _MOVES.c.from_place_id), -1)
    return {
        product: {name: units for name, units in sorted(places.items()) if units}
        for product, places in found.items()
    }


def _add(found: dict[bytes, dict[str, int]], rows: list[tuple[bytes, str, int]], sign: int) -> None:
    for product, name, units in rows:
        places = found.setdefault(product, {})
        places[name] = places.get(name, 0) + sign * units


def _levels(session: Session) -> list[tuple[bytes, str, int]]:
    rows = session.execute(
        select(_LEVELS.c.product_id, _LOCATIONS.c.name, func.sum(_LEVELS.c.quantity))
        .join(_PLACES, _PLACES.c.id == _LEVELS.c.place_id)
        .join(_LOCATIONS, _LOCATIONS.c.id == _PLACES.c.location_id)
        .group_by(_LEVELS.c.product_id, _LOCATIONS.c.name)
    )
    return [(product, name, int(units)) for product, name, units in rows]


def _moved(session: Session, day: date, end: Column[bytes]) -> list[tuple[bytes, str, int]]:
    rows = session.execute(
        select(_MOVES.c.product_id, _LOCATIONS.c.name, func.sum(_MOVES.c.quantity))
        .join(_PLACES, _PLACES.c.id == end)
        .join(_LOCATIONS, _LOCATIONS.c.id == _PLACES.c.location_id)
        .where(_MOVES.c.at < end_of(day))
        .group_by(_MOVES.c.product_id, _LOCATIONS.c.name)
    )
    return [(product, name, int(units)) for product, name, units in rows]
