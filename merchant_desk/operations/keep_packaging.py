"""Which boxes and fill a parcel uses."""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.packaging import ParcelPackaging
from merchant_desk.values.ids import ParcelId, ProductId

_USED = table(ParcelPackaging)


def _adding(upsert: sqlite.Insert | postgresql.Insert) -> Prepared:
    added = upsert.values(
        parcel_id=bindparam("parcel"), product_id=bindparam("product"), quantity=bindparam("units")
    )
    return Prepared(
        added.on_conflict_do_update(
            index_elements=["parcel_id", "product_id"],
            set_={"quantity": _USED.c.quantity + added.excluded.quantity},
        )
    )


_ADD = {
    "sqlite": _adding(sqlite.insert(_USED)),
    "postgresql": _adding(postgresql.insert(_USED)),
}
_OF_PARCELS = PreparedSet(
    lambda ids: (
        select(_USED.c.parcel_id, _USED.c.product_id, _USED.c.quantity)
        .where(_USED.c.parcel_id.in_(ids))
        .order_by(_USED.c.parcel_id, _USED.c.product_id)
    )
)


def add_packaging(session: Session, parcel_id: ParcelId, product_id: ProductId, units: int) -> None:
    """Let a parcel use so many more of a box or fill."""
    row = {"parcel": parcel_id, "product": product_id, "units": units}
    _ADD[session.connection().dialect.name].write(session, row)


def packaging_of(
    session: Session, parcel_ids: Sequence[ParcelId]
) -> Iterable[tuple[ParcelId, ProductId, int]]:
    """Return what these parcels use, as parcel, product, units."""
    for parcel_id, product_id, units in _OF_PARCELS.rows(session, parcel_ids):
        yield ParcelId(parcel_id), ProductId(product_id), units
