"""What the frame of the window shows: the shop's name, what waits, who works here."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.shop import Shop
from merchant_desk.models.station import Person, ShopProfile
from merchant_desk.models.stock import Location, StockLevel
from merchant_desk.queries.order_filters import in_tab
from merchant_desk.queries.packing import waits_for_packing
from merchant_desk.queries.to_check import to_check_count
from merchant_desk.values.clock import utc_now
from merchant_desk.values.order_views import OrderTab
from merchant_desk.values.snapshots import read_seller

# Asked at every start, of the tables: what is mapped is prepared when something is written.
_PROFILE, _SHOP, _PERSON = table(ShopProfile), table(Shop), table(Person)
_LOCATION, _LEVEL = table(Location), table(StockLevel)


@dataclass(frozen=True, slots=True)
class Frame:
    """Counts and words for the navigation and the bottom line."""

    shop: str
    detail: str
    to_prepare: int
    preparing: int
    negative_stock: int
    to_check: int
    people: tuple[str, ...]


def frame(session: Session) -> Frame:
    """Return everything the frame shows, in a handful of indexed counts."""
    profile = session.execute(select(_PROFILE.c.seller)).scalar()
    seller = None if profile is None else read_seller(profile)
    shop = session.execute(
        select(_SHOP.c.name).where(_SHOP.c.active).order_by(_SHOP.c.added_at)
    ).scalar()
    name = (seller.trade_name or seller.name) if seller else (shop or "")
    return Frame(
        shop=name,
        detail=", ".join(
            session.execute(
                select(_LOCATION.c.name).order_by(_LOCATION.c.position).limit(2)
            ).scalars()
        ),
        to_prepare=_orders(session, in_tab(OrderTab.TO_PREPARE, utc_now())),
        preparing=_orders(session, waits_for_packing()),
        negative_stock=session.execute(
            select(func.count()).select_from(_LEVEL).where(_LEVEL.c.quantity < 0)
        ).scalar_one(),
        to_check=to_check_count(session),
        people=tuple(
            session.execute(
                select(_PERSON.c.name).where(_PERSON.c.active).order_by(_PERSON.c.name)
            ).scalars()
        ),
    )


def _orders(session: Session, condition: ColumnElement[bool]) -> int:
    return session.execute(
        select(func.count()).select_from(table(Order)).where(condition)
    ).scalar_one()
