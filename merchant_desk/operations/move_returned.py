"""Carry what came back to where its grade says, at what it had left for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.lot import Lot
from merchant_desk.models.product import Product
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.second_choice import second_choice
from merchant_desk.operations.take_apart import take_apart
from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.queries.return_units import LeftAt
from merchant_desk.rules.returns.units import second_choice_value, share_of
from merchant_desk.values.article_name import full_name
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Grade
from merchant_desk.values.ids import LotId, PlaceId, ProductId, RecordId
from merchant_desk.values.places import BACK_TO_SUPPLIER, CUSTOMER, REPAIR, SCRAP, SECOND_CHOICE
from merchant_desk.values.taken_return import TakenItem
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

ASIDE_OF: Mapping[Grade, PlaceId] = {
    Grade.REPAIR: REPAIR,
    Grade.SUPPLIER: BACK_TO_SUPPLIER,
    Grade.SCRAP: SCRAP,
}


@dataclass(frozen=True, slots=True)
class Graded:
    """Units on a line of a return, and how they were graded."""

    line: ReturnLine
    item: TakenItem
    units: int


def move_returned(
    session: Session,
    gesture: Gesture,
    returned: Return,
    graded: Sequence[Graded],
    left: Mapping[ProductId, LeftAt],
    before: Mapping[ProductId, int],
) -> None:
    """Post the moves; ``before`` is how many of each article had come back of the order."""
    taken = Counter(before)
    moves: list[Move] = []
    for each in graded:
        product = session.get_one(Product, each.item.product_id)
        was = left.get(product.id)
        cost = _cost(was, taken[product.id], each.units)
        taken[product.id] += each.units
        if product.stocked:
            moves += _moves(session, gesture, returned, each, _Came(product, was, cost))
    session.flush()
    moves = take_apart(session, moves)
    post_moves(session, gesture, moves)
    touched = {move.product_id for move in moves if move.change}
    if touched:
        queue_state(session, gesture, "stock", sorted(touched))


@dataclass(frozen=True, slots=True)
class _Came:
    product: Product
    left: LeftAt | None
    cost: int | None
    """What the units left for together; None: not known, they come back at the average."""


def _cost(left: LeftAt | None, before: int, units: int) -> int | None:
    if left is None or before + units > left.quantity:
        return None
    return share_of(left.value, before, units, left.quantity)


def _moves(
    session: Session, gesture: Gesture, returned: Return, each: Graded, came: _Came
) -> list[Move]:
    grade, lots = each.item.grade, came.left.lots if came.left else ()
    lot = each.item.lot_id or (lots[0] if len(lots) == 1 else None)
    each.line.lot_id = lot
    _keep_recalled_off(session, lot, each, came.product)
    cause, note, product = RecordId(each.line.id), returned.number, came.product
    if grade is Grade.SECOND_CHOICE:
        return _second(session, gesture, returned, each, came)
    if grade in ASIDE_OF:
        each.line.place_id = ASIDE_OF[grade]
        each.line.write_down += (came.cost or 0) if grade is Grade.SCRAP else 0
        place = ASIDE_OF[grade]
    else:
        place = each.item.place_id or usual_bin(session, product.id)
        each.line.place_id = place
    return [
        Move(
            product.id, CUSTOMER, place, each.units, MoveReason.RETURN, note,
            lot_id=lot, value=came.cost if grade is Grade.RESELL else None, cause_id=cause,
        )
    ]  # fmt: skip


def _keep_recalled_off(
    session: Session, lot_id: LotId | None, each: Graded, product: Product
) -> None:
    """Raise RefusedError when a recalled lot would go on sale again."""
    if lot_id is None or each.item.grade in ASIDE_OF:
        return
    lot = session.get_one(Lot, lot_id)
    if lot.recalled_at is not None:
        title = _("Le retour n’a pas été noté\u00a0: «\u00a0{name}\u00a0», lot {lot}, est rappelé.")
        raise RefusedError(
            title.format(name=full_name(product.name, product.option_text), lot=lot.number),
            _(
                "Choisissez «\u00a0Au fournisseur\u00a0» ou «\u00a0Au rebut\u00a0». "
                "S’il est d’un autre lot, scannez son code."
            ),
        )


def _second(
    session: Session, gesture: Gesture, returned: Return, each: Graded, came: _Came
) -> list[Move]:
    """Let the units become the twin: kept for less, the difference is lost."""
    product, cause = came.product, RecordId(each.line.id)
    twin = second_choice(session, gesture, product.id, each.item.twin_price)
    place = each.item.place_id or usual_bin(session, twin.id)
    cost = came.cost or (product.cost_tenthousandths or 0) * each.units
    kept = second_choice_value(cost, twin.price.cents, product.price.cents)
    each.line.place_id = place
    each.line.write_down += cost - kept
    out = Move(
        product.id, CUSTOMER, SECOND_CHOICE, each.units, MoveReason.RETURN, returned.number,
        lot_id=each.line.lot_id, cause_id=cause,
    )  # fmt: skip
    back = Move(
        twin.id, SECOND_CHOICE, place, each.units, MoveReason.SECOND_CHOICE, returned.number,
        value=kept, cause_id=cause,
    )  # fmt: skip
    return [out, back]
