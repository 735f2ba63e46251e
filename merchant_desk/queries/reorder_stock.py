"""Where every article stands for reordering: in bins, promised, ordered, coming back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.purchasing import Purchase, PurchaseLine
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.models.stock import Location, Reservation, StockLevel
from merchant_desk.models.stock_rule import DemandEstimate, StockRule
from merchant_desk.queries.blocked_stock import blocked_of_everything
from merchant_desk.rules.reorder.lead_time import Measured, measured
from merchant_desk.rules.reorder.policy import Kept
from merchant_desk.values.clock import paris_date
from merchant_desk.values.goods_words import PurchaseState, ReturnState
from merchant_desk.values.ids import ProductId
from merchant_desk.values.reorder import StockNow

(
    _LEVELS,
    _PROMISED,
    _PURCHASES,
    _ORDERED,
    _RETURNS,
    _COMING,
    _BATCHES,
    _RULES,
    _SAID,
    _PLACES,
) = (
    table(StockLevel),
    table(Reservation),
    table(Purchase),
    table(PurchaseLine),
    table(Return),
    table(ReturnLine),
    table(Batch),
    table(StockRule),
    table(DemandEstimate),
    table(Location),
)
_EXPECTED = (
    PurchaseState.DRAFT,
    PurchaseState.SENT,
    PurchaseState.CONFIRMED,
    PurchaseState.PARTIAL,
)
"""A draft counts: what it asks for is not proposed again."""
_RECENT_RECEIPTS = 5_000


def _among(column: ColumnElement[str], words: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(*(column == each for each in words))


def _sums(of: Select[tuple[bytes, int]]) -> Prepared:
    return Prepared(of)


_ON_HAND = _sums(
    select(_LEVELS.c.product_id, func.sum(_LEVELS.c.quantity)).group_by(_LEVELS.c.product_id)
)
_RESERVED = _sums(
    select(_PROMISED.c.product_id, func.sum(_PROMISED.c.quantity)).group_by(_PROMISED.c.product_id)
)
_TOLD = func.coalesce(_ORDERED.c.confirmed_units, _ORDERED.c.quantity)
_LEFT = _TOLD - _ORDERED.c.received - _ORDERED.c.given_up
_UNITS_ON_ORDER = (
    select(_ORDERED.c.product_id, func.sum(_LEFT))
    .join(_PURCHASES, _PURCHASES.c.id == _ORDERED.c.purchase_id)
    .where(_among(_PURCHASES.c.state, _EXPECTED), _LEFT > 0)
    .group_by(_ORDERED.c.product_id)
)
_ON_ORDER = _sums(_UNITS_ON_ORDER)
_RETURNING = _sums(
    select(_COMING.c.product_id, func.sum(_COMING.c.expected - _COMING.c.received))
    .join(_RETURNS, _RETURNS.c.id == _COMING.c.return_id)
    .where(
        _among(_RETURNS.c.state, (ReturnState.DECLARED, ReturnState.RECEIVED)),
        _COMING.c.expected > _COMING.c.received,
    )
    .group_by(_COMING.c.product_id)
)
_KEPT = Prepared(
    select(
        _RULES.c.product_id,
        _RULES.c.by_hand,
        func.count().label("places"),
        func.sum(_RULES.c.minimum).label("minimum"),
        func.sum(func.coalesce(_RULES.c.target, _RULES.c.minimum)).label("target"),
    ).group_by(_RULES.c.product_id, _RULES.c.by_hand)
)
_RECEIPTS = Prepared(
    select(
        _PURCHASES.c.supplier_id,
        _ORDERED.c.product_id,
        _PURCHASES.c.sent_at,
        func.max(_BATCHES.c.received_on).label("received_on"),
    )
    .join(_ORDERED, _ORDERED.c.id == _BATCHES.c.purchase_line_id)
    .join(_PURCHASES, _PURCHASES.c.id == _ORDERED.c.purchase_id)
    .where(_PURCHASES.c.sent_at.is_not(None))
    .group_by(_PURCHASES.c.supplier_id, _ORDERED.c.product_id, _ORDERED.c.id, _PURCHASES.c.sent_at)
    .order_by(_PURCHASES.c.sent_at.desc())
    .limit(_RECENT_RECEIPTS)
)


@dataclass(frozen=True, slots=True)
class StockFacts:
    """Sums by article; an article that is in none of them has none."""

    on_hand: Mapping[bytes, int]
    reserved: Mapping[bytes, int]
    on_order: Mapping[bytes, int]
    returning: Mapping[bytes, int]

    def of(self, product: bytes) -> StockNow:
        """Return where one article stands."""
        return StockNow(
            self.on_hand.get(product, 0),
            self.reserved.get(product, 0),
            self.on_order.get(product, 0),
            self.returning.get(product, 0),
        )

    def position(self, product: bytes) -> int:
        """Return the units there are or will be of one article, without ordering."""
        return (
            self.on_hand.get(product, 0)
            - self.reserved.get(product, 0)
            + self.on_order.get(product, 0)
            + self.returning.get(product, 0)
        )


def stock_facts(session: Session) -> StockFacts:
    """Return where every article stands; what has expired is not on hand to be sold."""
    asked = partial(_summed, session)
    on_hand = asked(_ON_HAND)
    for product, units in blocked_of_everything(session).items():
        on_hand[product] = on_hand.get(product, 0) - units
    return StockFacts(on_hand, asked(_RESERVED), asked(_ON_ORDER), asked(_RETURNING))


def on_order_of(session: Session, product_ids: Collection[ProductId]) -> Mapping[ProductId, int]:
    """Return the units of these articles that are on order, drafts included."""
    rows = session.execute(_UNITS_ON_ORDER.where(_ORDERED.c.product_id.in_(product_ids)))
    return {ProductId(row[0]): int(row[1]) for row in rows}


def kept_levels(session: Session) -> Mapping[bytes, Kept]:
    """Return the levels kept of each article, those of all places together.

    Set by hand for every place they hold; set for some, or accepted, they are the least.
    """
    places = session.execute(select(func.count()).select_from(_PLACES)).scalar_one()
    found: dict[bytes, Kept] = {}
    for product, by_hand, count, minimum, target in _KEPT.rows(session):
        if by_hand and count >= places:
            found[product] = Kept(int(minimum), int(target))
        elif product not in found:
            found[product] = Kept(floor=int(minimum))
        elif found[product].minimum is None:
            found[product] = Kept(floor=found[product].floor + int(minimum))
    return found


def estimates(session: Session) -> Mapping[bytes, int]:
    """Return what persons expect articles to sell, in four weeks."""
    asked = select(_SAID.c.product_id, _SAID.c.units)
    return {row.product_id: row.units for row in session.execute(asked)}


def lead_times(session: Session) -> Measured:
    """Return how long orders that were sent took to come, line by line."""
    return measured(
        [
            (row.supplier_id, row.product_id, _days(paris_date(row.sent_at), row.received_on))
            for row in _RECEIPTS.typed(session)
        ]
    )


def _days(sent_on: date, received_on: date) -> int:
    return (received_on - sent_on).days


def _summed(session: Session, question: Prepared) -> dict[bytes, int]:
    return {product: int(total) for product, total in question.rows(session) if total}
