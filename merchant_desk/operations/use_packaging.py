"""Boxes and fill leave the stock with the parcel that uses them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from merchant_desk.operations.keep_packaging import add_packaging, packaging_of
from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.queries.packaging import usual_carton
from merchant_desk.values.ids import ParcelId
from merchant_desk.values.places import USED
from merchant_desk.values.stock_move import Move
from merchant_desk.values.words import MoveReason


def use_packaging(session: Session, parcel_ids: Sequence[ParcelId]) -> list[Move]:
    """Return the moves of what these parcels use; the usual carton where nothing was scanned.

    What the ledger does not have still leaves: its bin goes below zero, which shows.
    """
    used = list(packaging_of(session, parcel_ids))
    carton = usual_carton(session)
    if carton is not None:
        boxed = {parcel_id for parcel_id, _product, _units in used}
        for parcel_id in parcel_ids:
            if parcel_id not in boxed:
                add_packaging(session, parcel_id, carton, 1)
                used.append((parcel_id, carton, 1))
    bins = {product: usual_bin(session, product) for _parcel, product, _units in used}
    return [
        Move(product, bins[product], USED, units, MoveReason.PACKAGING, parcel_id=parcel_id)
        for parcel_id, product, units in used
    ]
