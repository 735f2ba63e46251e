"""What the frame of the window shows: the shop's name, what waits, who works here."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.queries.counts import counts_together
from merchant_desk.queries.known_profile import started_profile
from merchant_desk.queries.order_filters import in_tab
from merchant_desk.queries.packing import waits_for_packing
from merchant_desk.queries.to_check import WAITING_COUNTS
from merchant_desk.queries.unmapped.goods import LEVELS, LOCATIONS
from merchant_desk.queries.unmapped.sales import ORDERS
from merchant_desk.queries.unmapped.shop import SHOPS
from merchant_desk.queries.unmapped.station import PEOPLE, SHOP_PROFILES
from merchant_desk.values.clock import utc_now
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.order_views import OrderTab
from merchant_desk.values.snapshots import read_seller

# Asked at every start, of the tables: what is mapped is prepared when something is written.


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


def _seller(session: Session) -> Seller | None:
    """Return who sells; what the first start has of it is enough for a name over the window."""
    stored = session.execute(select(SHOP_PROFILES.c.seller)).scalar()
    if stored is not None:
        return read_seller(stored)
    started = started_profile(session)
    return None if started is None else started.seller


def frame(session: Session) -> Frame:
    """Return everything the frame shows, in a handful of indexed counts."""
    seller = _seller(session)
    shop = session.execute(
        select(SHOPS.c.name).where(SHOPS.c.active).order_by(SHOPS.c.added_at)
    ).scalar()
    counts = _counts(session)
    name = ((seller.trade_name or seller.name) if seller else "") or shop or ""
    return Frame(
        shop=name,
        detail=", ".join(
            session.execute(
                select(LOCATIONS.c.name).order_by(LOCATIONS.c.position).limit(2)
            ).scalars()
        ),
        to_prepare=counts["to_prepare"],
        preparing=counts["preparing"],
        negative_stock=counts["negative"],
        to_check=sum(counts[kind.value] for kind in WAITING_COUNTS),
        people=tuple(
            session.execute(
                select(PEOPLE.c.name).where(PEOPLE.c.active).order_by(PEOPLE.c.name)
            ).scalars()
        ),
    )


def _counts(session: Session) -> dict[str, int]:
    """Count what waits, in one statement: the window asks this twice a minute."""
    wanted: dict[str, Select[Any]] = {
        **{kind.value: query for kind, query in WAITING_COUNTS.items()},
        "to_prepare": _orders(in_tab(OrderTab.TO_PREPARE, utc_now())),
        "preparing": _orders(waits_for_packing()),
        "negative": select(func.count()).select_from(LEVELS).where(LEVELS.c.quantity < 0),
    }
    return counts_together(session, wanted)


def _orders(condition: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).select_from(ORDERS).where(condition)
