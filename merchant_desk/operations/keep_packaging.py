"""Which boxes and fill a parcel uses."""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.packaging import ParcelPackaging
from merchant_desk.models.product import Product
from merchant_desk.values.article_name import full_name
from merchant_desk.values.ids import ParcelId, ProductId

_USED, _PRODUCTS = table(ParcelPackaging), table(Product)


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


def take_packaging_back(session: Session, parcel_id: ParcelId, name: str, units: int) -> None:
    """Let a parcel use so many fewer of the box or fill of this name."""
    rows = session.execute(
        select(_USED.c.product_id, _USED.c.quantity, _PRODUCTS.c.name, _PRODUCTS.c.option_text)
        .join(_PRODUCTS, _PRODUCTS.c.id == _USED.c.product_id)
        .where(_USED.c.parcel_id == parcel_id)
    ).all()
    for row in rows:
        if full_name(row.name, row.option_text) != name:
            continue
        mine = (_USED.c.parcel_id == parcel_id, _USED.c.product_id == row.product_id)
        if row.quantity <= units:
            session.execute(delete(_USED).where(*mine))
        else:
            session.execute(update(_USED).where(*mine).values(quantity=row.quantity - units))
        return
