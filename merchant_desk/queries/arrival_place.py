"""In which bin what comes in is put, when nobody says."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.delivery import DeliveryScan
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place, StockLevel
from merchant_desk.values.ids import DeliveryId, LocationId, PlaceId, ProductId
from merchant_desk.values.texts import _
from merchant_desk.values.words import PlaceKind

_SCANS, _PRODUCTS, _PLACES, _LEVELS = (
    table(DeliveryScan), table(Product), table(Place), table(StockLevel),
)  # fmt: skip


def arrival_place(
    session: Session,
    delivery_id: DeliveryId,
    product_id: ProductId,
    location_id: LocationId | None,
) -> PlaceId:
    """Return where the article was put before in this delivery, else its usual bin.

    Failing that, the bin that holds most of it, else the first one of the walk. Raises
    RefusedError where there is no bin at all.
    """
    before = session.execute(
        select(_SCANS.c.place_id)
        .where(
            _SCANS.c.delivery_id == delivery_id,
            _SCANS.c.product_id == product_id,
            _SCANS.c.undone_at.is_(None),
        )
        .order_by(_SCANS.c.row.desc())
        .limit(1)
    ).scalar()
    if before is not None:
        return PlaceId(before)
    usual = session.execute(
        select(_PRODUCTS.c.default_place_id).where(_PRODUCTS.c.id == product_id)
    ).scalar()
    held = (_LEVELS.c.place_id == _PLACES.c.id) & (_LEVELS.c.product_id == product_id)
    asked = (
        select(_PLACES.c.id)
        .outerjoin(_LEVELS, held)
        .where(_PLACES.c.kind == PlaceKind.BIN)
        .order_by(
            (_PLACES.c.id == usual).desc() if usual is not None else _PLACES.c.kind,
            (_LEVELS.c.quantity > 0).desc().nulls_last(),
            _LEVELS.c.quantity.desc().nulls_last(),
            _PLACES.c.walk_order,
            _PLACES.c.code,
        )
    )
    if location_id is not None:
        asked = asked.where(_PLACES.c.location_id == location_id)
    found = session.execute(asked.limit(1)).scalar()
    if found is None:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: il n’y a pas encore d’emplacement."),
            _("Créez un emplacement dans Stock, comme A1."),
        )
    return PlaceId(found)
