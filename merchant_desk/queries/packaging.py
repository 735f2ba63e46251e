"""Which parcels use a box or fill, and the box they use when none was scanned."""

from sqlalchemy import ColumnElement, Table, exists, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead, Prepared
from merchant_desk.models.base import table
from merchant_desk.models.packaging import ParcelPackaging
from merchant_desk.models.product import Product
from merchant_desk.models.station import Setting
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ProductId
from merchant_desk.values.settings import PACKING_CARTON

_USED, _SETTINGS, _PRODUCTS = table(ParcelPackaging), table(Setting), table(Product)
_USUAL = Prepared(
    select(_PRODUCTS.c.id)
    .join(_SETTINGS, _SETTINGS.c.value == _PRODUCTS.c.sku)
    .where(
        _SETTINGS.c.station == "",
        _SETTINGS.c.key == PACKING_CARTON.key,
        _SETTINGS.c.value != "",
        _PRODUCTS.c.active,
        _PRODUCTS.c.kind == ProductKind.CONSUMABLE,
    )
)


def uses_packaging(parcels: Table) -> ColumnElement[bool]:
    """Tell parcels that use a box among what is asked anyway: the others ask nothing more."""
    usual = exists().where(
        _SETTINGS.c.station == "", _SETTINGS.c.key == PACKING_CARTON.key, _SETTINGS.c.value != ""
    )
    return usual | exists().where(_USED.c.parcel_id == parcels.c.id)


def usual_carton(session: Session) -> ProductId | None:
    """Return the box that a parcel uses when none was scanned, or None."""
    found = _USUAL.rows(session)
    return ProductId(found[0][0]) if found else None


def carton_ahead() -> Ahead:
    """Return what ``usual_carton`` asks, to be asked with other questions."""
    return _USUAL.ahead()
