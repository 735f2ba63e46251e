"""How much the data holds: what a way back would lose, and what it may never take back.

Rows are only counted, so that the copy of an older version answers too.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import Model, table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, Payment
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.seal import Archive, Closing, DocumentCopy, DrawerMove
from merchant_desk.models.stock import StockMove
from merchant_desk.rules.update_moment import Recorded

_KEPT_FOR_EVER = (Invoice, Payment, Closing, DrawerMove, DocumentCopy, Archive)


def recorded(session: Session) -> Recorded:
    """Count what is recorded; every start of the desk notes an event, which is not counted."""
    return Recorded(
        sealed=sum(_count(session, each) for each in _KEPT_FOR_EVER),
        orders=_count(session, Order),
        parcels=_count(session, Parcel),
        moves=_count(session, StockMove),
    )


def _count(session: Session, model: type[Model]) -> int:
    return session.scalar(select(func.count()).select_from(table(model))) or 0
