"""Desk and storefront disagree about an order: she says which side is right."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.shop import Conflict
from merchant_desk.operations.follow_shop import (
    address_followed,
    cancel_followed,
    completion_followed,
    quantity_followed,
)
from merchant_desk.operations.note_edit import note_edit
from merchant_desk.values import disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ConflictId
from merchant_desk.values.order_states import PREPARABLE
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _
from merchant_desk.values.words import ConflictState


@dataclass(frozen=True, slots=True)
class ConflictSettled:
    """What was done, and what a person still has to do, if anything."""

    done: str
    advice: str = ""


def keep_desk(session: Session, gesture: Gesture, conflict_id: ConflictId) -> ConflictSettled:
    """Keep what the desk has; the storefront shows the other value until it is changed there."""
    conflict = _open(session, conflict_id)
    _settle(conflict, gesture, ConflictState.KEPT_DESK)
    return ConflictSettled(
        _("«\u00a0{value}\u00a0» est gardé ici.").format(
            value=disagreements.value_words(conflict.field, conflict.desk_value)
        ),
        _(
            "La boutique en ligne montre toujours «\u00a0{value}\u00a0»\u00a0: corrigez-la là-bas."
        ).format(value=disagreements.value_words(conflict.field, conflict.shop_value)),
    )


def take_shop(
    session: Session, gesture: Gesture, conflict_id: ConflictId, shipping: Address | None = None
) -> ConflictSettled:
    """Make the desk follow the storefront, as far as what already left allows.

    ``shipping`` is the address of the order as last received; it is needed for an address only.
    """
    conflict = _open(session, conflict_id)
    if conflict.order_id is None:
        _settle(conflict, gesture, ConflictState.TOOK_SHOP)
        return ConflictSettled(_("La décision est notée."))
    order = session.get_one(Order, conflict.order_id, populate_existing=True)
    advice = _effect(session, gesture, conflict, order, shipping)
    if not advice and order.state in PREPARABLE:
        note_edit(session, gesture, order)
    _settle(conflict, gesture, ConflictState.TOOK_SHOP)
    done = _("La commande {number} suit la boutique en ligne.").format(number=order.number)
    if advice:
        done = _("La décision est notée pour la commande {number}.").format(number=order.number)
    return ConflictSettled(done, advice)


def is_address(field: str) -> bool:
    """Tell whether this difference is about where to send."""
    return disagreements.field_key(field) == disagreements.ADDRESS


def _effect(
    session: Session,
    gesture: Gesture,
    conflict: Conflict,
    order: Order,
    shipping: Address | None,
) -> str:
    """Follow the storefront; return what is left for a person to do."""
    if is_address(conflict.field):
        return address_followed(order, shipping)
    if disagreements.field_key(conflict.field) == disagreements.REFUND:
        return _(
            "La facture reste juste pour ce jour-là\u00a0: un avoir est dû, "
            "donnez ce remboursement à votre comptable."
        )
    follow = _of_state(conflict)
    if follow is not None:
        return follow(session, gesture, order)
    return quantity_followed(session, gesture, order, conflict.field, conflict.shop_value)


def _of_state(conflict: Conflict) -> Callable[[Session, Gesture, Order], str] | None:
    if disagreements.field_key(conflict.field) != disagreements.STATE:
        return None
    there = disagreements.value_key(conflict.field, conflict.shop_value)
    ended = {disagreements.CANCELLED_IN_SHOP, disagreements.DELETED_IN_SHOP}
    return cancel_followed if there in ended else completion_followed


def _settle(conflict: Conflict, gesture: Gesture, state: ConflictState) -> None:
    conflict.state = state
    conflict.settled_at = gesture.at
    conflict.settled_by = gesture.person


def _open(session: Session, conflict_id: ConflictId) -> Conflict:
    conflict = session.get(Conflict, conflict_id)
    if conflict is None or conflict.state is not ConflictState.OPEN:
        raise RefusedError(
            _("Rien n’a changé\u00a0: ce désaccord est déjà réglé."),
            _("La liste va se mettre à jour."),
        )
    return conflict
