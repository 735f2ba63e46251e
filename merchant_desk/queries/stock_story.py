"""The ledger of one product told as a story: why 7 and not 9."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place, Reservation, StockLevel, StockMove
from merchant_desk.queries.blocked_stock import blocked_units
from merchant_desk.values.french import moment, number
from merchant_desk.values.ids import MoveId, OrderId, PlaceId, ProductId
from merchant_desk.values.move_sentences import move_sentence
from merchant_desk.values.places import OUTSIDE
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

_START = aliased(Place)
_END = aliased(Place)
LINES = 500


class _Telling(NamedTuple):
    """One move as read, with the names of what it touched."""

    move_id: MoveId
    at: datetime
    who: str
    reason: MoveReason
    quantity: int
    note: str
    from_place_id: PlaceId
    to_place_id: PlaceId
    start: str
    end: str
    parcel: int | None
    order: str | None
    order_id: OrderId | None

    @property
    def change(self) -> int:
        """Return what the move added to the stock of the shop."""
        return self.quantity * (
            (self.to_place_id not in OUTSIDE) - (self.from_place_id not in OUTSIDE)
        )


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One move as a sentence, and how many units there were after it."""

    move_id: MoveId
    at: datetime
    who: str
    reason: MoveReason
    sentence: str
    document: str
    """« Commande #1047, colis 1 », or the note written with the move."""
    order_id: OrderId | None
    change: int
    balance: int


@dataclass(frozen=True, slots=True)
class Promise:
    """Units kept for an order that has not left."""

    order_id: OrderId
    number: str
    customer: str
    quantity: int


@dataclass(frozen=True, slots=True)
class StockStory:
    """The newest moves first, and how on hand, reserved and available agree."""

    product_id: ProductId
    title: str
    on_hand: int
    reserved: int
    lines: tuple[StoryLine, ...]
    promises: tuple[Promise, ...]
    complete: bool
    """Whether the lines go back to the first move."""
    blocked: int = 0
    """Units whose lot has expired, or is recalled."""

    @property
    def available(self) -> int:
        """Return what can still be sold."""
        return self.on_hand - self.reserved - self.blocked

    @property
    def sum_up(self) -> str:
        """Return the reconciliation as one sentence."""
        if self.blocked:
            return _(
                "{n} en stock, dont {kept} pour des commandes à préparer et {blocked} de lots "
                "périmés ou rappelés\u00a0: {free} à vendre."
            ).format(
                n=number(self.on_hand),
                kept=number(self.reserved),
                blocked=number(self.blocked),
                free=number(self.available),
            )
        if not self.reserved:
            return _("{n} en stock, rien n’est réservé\u00a0: {free} à vendre.").format(
                n=number(self.on_hand), free=number(self.available)
            )
        return _(
            "{n} en stock, dont {kept} pour des commandes à préparer\u00a0: {free} à vendre."
        ).format(n=number(self.on_hand), kept=number(self.reserved), free=number(self.available))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why there are not as many as expected: what moved since there were."""

    sentence: str
    lines: tuple[StoryLine, ...]


def stock_story(session: Session, product_id: ProductId, most: int = LINES) -> StockStory | None:
    """Tell the newest moves of a product, or return None when there is no such product."""
    product = session.get(Product, product_id)
    if product is None:
        return None
    levels = select(StockLevel.quantity).where(StockLevel.product_id == product_id)
    on_hand = sum(session.execute(levels).scalars())
    tellings = _tellings(session, product_id, most + 1)
    promises = _promises(session, product_id)
    return StockStory(
        product_id=product_id,
        title=product.name + (f" · {product.option_text}" if product.option_text else ""),
        on_hand=on_hand,
        reserved=sum(promise.quantity for promise in promises),
        lines=_lines(tellings[:most], on_hand),
        promises=promises,
        complete=len(tellings) <= most,
        blocked=blocked_units(session, [product_id]).get(product_id, 0),
    )


def why_not(story: StockStory, expected: int) -> Explanation:
    """Explain the difference with what was expected, from the last time there were as many."""
    if expected == story.on_hand:
        return Explanation(_("C’est bien ce que dit le stock."), ())
    since: list[StoryLine] = []
    for line in story.lines:
        if line.balance == expected:
            return Explanation(
                _("Il y en avait {n} jusqu’au {moment}. Depuis\u00a0:").format(
                    n=number(expected), moment=moment(since[-1].at)
                ),
                tuple(each for each in since if each.change),
            )
        since.append(line)
    return Explanation(
        _("Le stock n’en a jamais compté {n} dans cette histoire.").format(n=number(expected)), ()
    )


def _tellings(session: Session, product_id: ProductId, most: int) -> Sequence[_Telling]:
    rows = session.execute(
        select(
            StockMove.id,
            StockMove.at,
            StockMove.by,
            StockMove.reason,
            StockMove.quantity,
            StockMove.note,
            StockMove.from_place_id,
            StockMove.to_place_id,
            _START.code,
            _END.code,
            Parcel.number,
            Order.number,
            Order.id,
        )
        .join(_START, _START.id == StockMove.from_place_id)
        .join(_END, _END.id == StockMove.to_place_id)
        .outerjoin(Parcel, Parcel.id == StockMove.parcel_id)
        .outerjoin(Order, Order.id == Parcel.order_id)
        .where(StockMove.product_id == product_id)
        .order_by(StockMove.row.desc())
        .limit(most)
    )
    return [_Telling._make(row) for row in rows]


def _lines(tellings: Sequence[_Telling], on_hand: int) -> tuple[StoryLine, ...]:
    lines, balance = [], on_hand
    for each in tellings:
        lines.append(
            StoryLine(
                each.move_id,
                each.at,
                each.who,
                each.reason,
                move_sentence(each.reason, each.quantity, each.change, each.start, each.end),
                _document(each),
                each.order_id,
                each.change,
                balance,
            )
        )
        balance -= each.change
    return tuple(lines)


def _document(telling: _Telling) -> str:
    if telling.order is None:
        return telling.note
    named = _("Commande {number}, colis {parcel}").format(
        number=telling.order, parcel=telling.parcel
    )
    return f"{named} · {telling.note}" if telling.note else named


def _promises(session: Session, product_id: ProductId) -> tuple[Promise, ...]:
    rows = session.execute(
        select(Order.id, Order.number, Order.customer_name, Reservation.quantity)
        .join(OrderLine, OrderLine.id == Reservation.order_line_id)
        .join(Order, Order.id == OrderLine.order_id)
        .where(Reservation.product_id == product_id)
        .order_by(Order.placed_at)
    )
    return tuple(Promise(*row) for row in rows)
