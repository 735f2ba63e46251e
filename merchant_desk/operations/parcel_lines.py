"""The lines of an open parcel, as a scan finds them and as it leaves them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead, Prepared
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.values.ids import OrderLineId, ParcelId, ParcelLineId, ProductId
from merchant_desk.values.texts import _
from merchant_desk.values.words import ParcelState

_PARCELS, _LINES, _ORDER_LINES = table(Parcel), table(ParcelLine), table(OrderLine)
_WANTED = Prepared(
    select(
        *(_LINES.c[name] for name in ("id", "product_id", "wanted", "packed", "missing")),
        *(_ORDER_LINES.c[name] for name in ("kit_line_id", "quantity")),
        _PARCELS.c.state,
    )
    .join(_ORDER_LINES, _ORDER_LINES.c.id == _LINES.c.order_line_id)
    .join(_PARCELS, _PARCELS.c.id == _LINES.c.parcel_id)
    .where(_LINES.c.parcel_id == bindparam("parcel"))
    .order_by(_ORDER_LINES.c.position)
)
_PACK = Prepared(
    update(_LINES)
    .where(_LINES.c.id == bindparam("line"))
    .values(packed=_LINES.c.packed + bindparam("units", type_=Integer()))
)


@dataclass(frozen=True, slots=True)
class WantedLine:
    """A line of the parcel; ``ordered`` is how many units the whole order has of it."""

    id: ParcelLineId
    product_id: ProductId
    wanted: int
    packed: int
    missing: int
    kit_line_id: OrderLineId | None
    ordered: int


@dataclass(frozen=True, slots=True)
class Share:
    """Units of a scan that go to one line."""

    line: WantedLine
    units: int


def lines_ahead(parcel_id: ParcelId) -> Ahead:
    """Return what ``lines_of_parcel`` asks."""
    return _WANTED.ahead(parcel=parcel_id)


def lines_of_parcel(session: Session, parcel_id: ParcelId) -> list[WantedLine]:
    """Return the lines in the order of the order; raise RefusedError for a closed parcel."""
    rows = _WANTED.rows(session, parcel=parcel_id)
    if not rows or rows[0][-1] != ParcelState.OPEN:
        raise RefusedError(
            _("L’article n’a pas été compté\u00a0: ce colis est déjà fermé."),
            _("Scannez le bon d’un autre colis."),
        )
    return [WantedLine(*row[:-1]) for row in rows]


def shares_of(lines: Sequence[WantedLine], units: int) -> list[Share]:
    """Return which lines take these units, in their order."""
    shares = []
    for line in lines:
        taken = min(units, line.wanted - line.packed)
        if taken:
            shares.append(Share(line, taken))
            units -= taken
    return shares


def pack_units(session: Session, share: Share) -> None:
    """Put the units into the parcel."""
    _PACK.write(session, {"line": share.line.id, "units": share.units})
