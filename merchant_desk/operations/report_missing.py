"""Say that units that should be in their bin are not there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import ParcelLine, ParcelScan, Shortage
from merchant_desk.models.product import Product
from merchant_desk.operations.open_parcel import open_parcel_row, set_parcel_aside
from merchant_desk.values.article_name import full_name
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ParcelId, ParcelLineId, RecordId, ScanId, new_id
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderState, ScanOutcome

_LINES, _SCANS, _SHORTAGES, _PRODUCTS, _ORDERS = (
    table(ParcelLine),
    table(ParcelScan),
    table(Shortage),
    table(Product),
    table(Order),
)


@dataclass(frozen=True, slots=True)
class MissingReported:
    """What is missing; ``nothing_left`` when the parcel was put aside because nothing remains."""

    product: str
    units: int
    parcel_complete: bool
    nothing_left: bool


def report_missing(
    session: Session, gesture: Gesture, parcel_id: ParcelId, line_id: ParcelLineId
) -> MissingReported:
    """Take what is not packed of this line out of the parcel: it stays due in the order.

    The shortage waits in « À vérifier » until the stock is corrected. Raises RefusedError when
    the line is already complete.
    """
    parcel = open_parcel_row(session, parcel_id)
    line = session.execute(
        select(_LINES, _PRODUCTS.c.name, _PRODUCTS.c.option_text)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id)
        .where(_LINES.c.id == line_id, _LINES.c.parcel_id == parcel_id)
    ).one()
    units, name = line.wanted - line.packed, full_name(line.name, line.option_text)
    if units <= 0:
        raise RefusedError(
            _("Aucun manque n’a été noté\u00a0: «\u00a0{name}\u00a0» est complet.").format(
                name=name
            ),
            _("Choisissez un article qui n’est pas encore emballé."),
        )
    session.execute(
        update(_LINES)
        .where(_LINES.c.id == line_id)
        .values(wanted=line.packed, missing=_LINES.c.missing + units)
    )
    _record(session, gesture, line, units)
    wanted, packed = session.execute(
        select(func.sum(_LINES.c.wanted), func.sum(_LINES.c.packed)).where(
            _LINES.c.parcel_id == parcel_id
        )
    ).one()
    if not wanted:
        set_parcel_aside(session, gesture, parcel_id)
        reason = _("Article manquant en rayon\u00a0: {name}.").format(name=name)
        session.execute(
            update(_ORDERS)
            .where(_ORDERS.c.id == parcel.order_id)
            .values(state=OrderState.HELD, blocked_reason=reason)
        )
    return MissingReported(name, units, bool(wanted) and wanted == packed, not wanted)


def _record(session: Session, gesture: Gesture, line: Row[*tuple[Any, ...]], units: int) -> None:
    """Keep the shortage for « À vérifier », and its trace among the scans of the parcel."""
    trace = {"at": gesture.at, "by": gesture.person, "station_id": gesture.station_id}
    session.execute(
        insert(_SHORTAGES),
        {
            "id": RecordId(new_id()),
            "parcel_id": line.parcel_id,
            "order_line_id": line.order_line_id,
            "product_id": line.product_id,
            "quantity": units,
            "settled_at": None,
            **trace,
        },
    )
    session.execute(
        insert(_SCANS),
        {
            "id": ScanId(new_id()),
            "parcel_id": line.parcel_id,
            "parcel_line_id": line.id,
            "code": "",
            "outcome": ScanOutcome.MISSING,
            "units": units,
            "takes_back": None,
            "lot": "",
            "expiry": "",
            "label": full_name(line.name, line.option_text),
            **trace,
        },
    )
