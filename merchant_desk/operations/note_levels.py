"""Note what a storefront shows of its articles now: stock, price, and what is no longer there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.operations.ask_again import ask_again
from merchant_desk.operations.follow_price import follow_price
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import RemoteLevel

_LINKS, _PRODUCTS = table(ShopProduct), table(Product)
_PAGE = 400
_SEE = (
    update(_LINKS)
    .where(_LINKS.c.shop_id == bindparam("shop"), _LINKS.c.remote_id == bindparam("remote"))
    .values(
        stock_seen=bindparam("stock"),
        stock_seen_at=bindparam("at"),
        price_seen=bindparam("price"),
        gone_at=None,
    )
)


@dataclass(frozen=True, slots=True)
class LevelsNoted:
    """What one page of levels changed here."""

    changed: int = 0
    back: int = 0
    unknown: tuple[str, ...] = ()
    """Remote ids of articles that no product here is linked to."""

    def __add__(self, other: "LevelsNoted") -> "LevelsNoted":
        return LevelsNoted(
            self.changed + other.changed, self.back + other.back, self.unknown + other.unknown
        )


def note_levels(
    session: Session, gesture: Gesture, shop_id: ShopId, levels: Sequence[RemoteLevel]
) -> LevelsNoted:
    """Remember what the shop shows; mark what differs from the desk's where the desk decides.

    The ledger is not touched: what lies on the shelves is not for a storefront to say.
    """
    noted = LevelsNoted()
    for start in range(0, len(levels), _PAGE):
        noted += _note_some(session, gesture, shop_id, levels[start : start + _PAGE])
    return noted


def _note_some(
    session: Session, gesture: Gesture, shop_id: ShopId, levels: Sequence[RemoteLevel]
) -> LevelsNoted:
    links = _links(session, shop_id, [each.remote_id for each in levels])
    known = [each for each in levels if each.remote_id in links]
    moved = [each for each in known if _differs(links[each.remote_id], each)]
    back = [each for each in known if links[each.remote_id].gone_at is not None]
    if moved or back:
        parameters = [
            _seen(gesture, shop_id, links[each.remote_id], each) for each in {*moved, *back}
        ]
        session.execute(_SEE, parameters)
    _count_again(session, links, moved)
    returned = [links[each.remote_id].product_id for each in back]  # was told nothing meanwhile
    changed = [links[each.remote_id].product_id for each in moved]
    queue_state(session, gesture, "stock", [*changed, *returned])
    queue_state(session, gesture, "price", returned)
    _follow_prices(session, gesture, shop_id, links, moved)
    unknown = tuple(each.remote_id for each in levels if each.remote_id not in links)
    return LevelsNoted(len(moved), len(back), unknown)


def _links(
    session: Session, shop_id: ShopId, remote_ids: Sequence[str]
) -> dict[str, Row[*tuple[Any, ...]]]:
    rows = session.execute(
        select(*_LINKS.c, _PRODUCTS.c.price, _PRODUCTS.c.stocked)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINKS.c.product_id)
        .where(_LINKS.c.shop_id == shop_id, _LINKS.c.remote_id.in_(remote_ids))
    )
    return {row.remote_id: row for row in rows}


def _differs(link: Row[*tuple[Any, ...]], level: RemoteLevel) -> bool:
    if level.stock != link.stock_seen:
        return True
    return level.price is not None and level.price != link.price_seen


def _seen(
    gesture: Gesture, shop_id: ShopId, link: Row[*tuple[Any, ...]], level: RemoteLevel
) -> dict[str, object]:
    return {
        "shop": shop_id,
        "remote": level.remote_id,
        "stock": level.stock,
        "at": gesture.at,
        "price": link.price_seen if level.price is None else level.price,
    }


def _count_again(
    session: Session, links: Mapping[str, Row[*tuple[Any, ...]]], moved: Sequence[RemoteLevel]
) -> None:
    """A sheet that came without its stock said nothing of whether the product is counted."""
    counted = [
        links[each.remote_id].product_id
        for each in moved
        if each.stock is not None and not links[each.remote_id].stocked
    ]
    if counted:
        session.execute(update(_PRODUCTS).where(_PRODUCTS.c.id.in_(counted)).values(stocked=True))


def _follow_prices(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    links: Mapping[str, Row[*tuple[Any, ...]]],
    moved: Sequence[RemoteLevel],
) -> None:
    for each in moved:
        link = links[each.remote_id]
        if each.price is not None and each.price not in (link.price_seen, link.price):
            follow_price(session, gesture, shop_id, link.product_id, each.price)


def note_gone(
    session: Session, gesture: Gesture, shop_id: ShopId, remote_ids: Collection[str]
) -> int:
    """Mark as gone what the shop no longer lists, some at a time; return how many."""
    left = session.scalars(
        update(_LINKS)
        .where(
            _LINKS.c.shop_id == shop_id,
            _LINKS.c.gone_at.is_(None),
            _LINKS.c.remote_id.in_(remote_ids),
        )
        .values(gone_at=gesture.at)
        .returning(_LINKS.c.product_id)
    ).all()
    if left:
        ask_again(session, shop_id)
    return len(left)


def note_swept(session: Session, gesture: Gesture, shop_id: ShopId) -> None:
    """Note that everything the shop shows was looked at."""
    session.execute(update(Shop).where(Shop.id == shop_id).values(swept_at=gesture.at))
