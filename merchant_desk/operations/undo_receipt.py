"""Units received by mistake: out of the stock again, or out of quarantine, and off the receipt."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.supplier import SupplierMatch
from merchant_desk.operations.bear_cost import bear_cost
from merchant_desk.operations.booked_cost import ALL_BUT_LANDED, booked_cost
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.spread_charges import spread_charges
from merchant_desk.operations.value_moves import worths_of
from merchant_desk.rules.valuation.moving_average import Worth
from merchant_desk.rules.valuation.taken_back import value_taken_back
from merchant_desk.values.article_name import full_name
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason, ProductKind
from merchant_desk.values.ids import BatchId, PlaceId, RecordId
from merchant_desk.values.places import SUPPLIER
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason


def undo_receipt(
    session: Session, gesture: Gesture, batch_id: BatchId, place_id: PlaceId, quantity: int
) -> None:
    """Take units off a receipt, for what they came in for; the story keeps both moves.

    What carriage had added to them is shared between the receipts that stay. Raises RefusedError
    when the receipt does not hold as many, and for an article that has become a kit since: its
    units went out of its own stock before, and a kit has none.
    """
    batch = session.get(Batch, batch_id)
    if batch is None or not 1 <= quantity <= batch.quantity:
        raise RefusedError(
            _("Rien n’a été annulé\u00a0: cette réception n’a plus autant d’unités."),
            _("Rouvrez la liste, puis ajustez le stock s’il est faux."),
        )
    delivery_id = batch.delivery_id
    if not batch.quarantined:
        _refuse_kit(session, batch)
        _take_out(session, gesture, batch, place_id, quantity)
        queue_state(session, gesture, "stock", [batch.product_id])
    if batch.quantity == quantity:
        session.execute(
            update(SupplierMatch).where(SupplierMatch.batch_id == batch_id).values(batch_id=None)
        )
        _give_card_cost_back(session, gesture, batch)
        session.delete(batch)
    else:
        batch.quantity -= quantity
    session.flush()
    if delivery_id is not None:
        spread_charges(session, gesture, delivery_id)


def _refuse_kit(session: Session, batch: Batch) -> None:
    product = session.get_one(Product, batch.product_id)
    if product.kind is not ProductKind.KIT:
        return
    title = _(
        "Rien n’a été annulé\u00a0: «\u00a0{name}\u00a0» est devenu un kit, "
        "il n’a plus de stock à lui."
    )
    raise RefusedError(
        title.format(name=full_name(product.name, product.option_text)),
        _("Si le compte n’y est pas, corrigez le stock des articles dont il est fait."),
    )


def _give_card_cost_back(session: Session, gesture: Gesture, batch: Batch) -> None:
    """Let the card say what it said before this receipt, unless it was changed since.

    A later receipt found there what this one had written: it now follows what was before.
    """
    later = session.scalars(
        select(Batch)
        .where(Batch.product_id == batch.product_id, Batch.id != batch.id, Batch.at >= batch.at)
        .order_by(Batch.at, Batch.id)
    ).all()
    written = batch.cost_tenthousandths
    following = next((each for each in later if each.card_cost_tenthousandths == written), None)
    if following is not None:
        following.card_cost_tenthousandths = batch.card_cost_tenthousandths
        return
    product = session.get_one(Product, batch.product_id)
    if not later and product.cost_tenthousandths == written:
        product.cost_tenthousandths = batch.card_cost_tenthousandths
        product.changed_at = gesture.at


def _take_out(
    session: Session, gesture: Gesture, batch: Batch, place_id: PlaceId, quantity: int
) -> None:
    _take_carriage_off(session, gesture, batch, quantity)
    whole = booked_cost(session, batch, ALL_BUT_LANDED)
    booked = whole - whole * (batch.quantity - quantity) // batch.quantity
    worths, known = worths_of(session, [batch.product_id])
    worth, cost = worths.get(batch.product_id, Worth()), known.get(batch.product_id, 0)
    taken = value_taken_back(worth, quantity, booked, cost)
    post_move(
        session,
        gesture,
        Move(
            batch.product_id,
            place_id,
            SUPPLIER,
            quantity,
            MoveReason.CORRECTION,
            lot_id=batch.lot_id,
            value=taken,
            cause_id=RecordId(batch.id),
        ),
    )
    bear_cost(session, gesture, batch.product_id, taken - booked, batch.id)


def _take_carriage_off(session: Session, gesture: Gesture, batch: Batch, quantity: int) -> None:
    """Take back what carriage added to these units; the rest of the delivery bears it then."""
    landed = batch.landed_tenthousandths
    share = landed - landed * (batch.quantity - quantity) // batch.quantity
    if not share:
        return
    late = LateCost(
        product_id=batch.product_id,
        units=quantity,
        amount=-share,
        reason=CostReason.LANDED,
        batch_id=batch.id,
    )
    change_cost(session, gesture, late)
    batch.landed_tenthousandths -= share
