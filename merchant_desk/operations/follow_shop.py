"""Make an order whose packing began follow its storefront, as far as what left allows.

Each function returns what a person still has to do, empty when nothing is left.
"""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.operations.name_lots import name_lots
from merchant_desk.operations.open_parcel import set_parcel_aside
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.reserve_stock import release_lines, set_reservation
from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.values.disagreements import field_key, quantity_of
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.product_names import full_name
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.snapshots import address_json
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason, OrderState, ParcelState

_LINES, _PARCELS, _PARCEL_LINES = table(OrderLine), table(Parcel), table(ParcelLine)


def address_followed(order: Order, shipping: Address | None) -> str:
    """Send to the address of the storefront, unless the last parcel left."""
    if order.state is OrderState.SHIPPED:
        return _(
            "Le colis est déjà parti\u00a0: demandez une correction d’adresse au transporteur."
        )
    if shipping is None:
        raise RefusedError(
            _("L’adresse n’a pas changé\u00a0: celle de la boutique n’a pas pu être relue."),
            _("Relevez la boutique, puis recommencez."),
        )
    order.shipping = address_json(shipping)
    return ""


def cancel_followed(session: Session, gesture: Gesture, order: Order) -> str:
    """Cancel what has not left, and free what was promised to it."""
    if order.state is OrderState.SHIPPED:
        return _("Le colis est déjà parti\u00a0: attendez son retour, puis remboursez.")
    lines = _goods(session, order)
    _set_aside(session, gesture, order.id)
    for line in lines:
        line.cancelled = line.quantity - line.shipped
    _release(session, gesture, lines)
    left = any(line.shipped for line in lines)
    order.state = OrderState.SHIPPED if left else OrderState.CANCELLED
    order.blocked_reason = ""
    if left:
        return _("Une partie est déjà partie\u00a0: attendez son retour, puis remboursez.")
    return ""


def completion_followed(session: Session, gesture: Gesture, order: Order) -> str:
    """The goods left without the desk: take them out of the stock, close the order."""
    if order.state is OrderState.SHIPPED:
        return ""
    lines = _goods(session, order)
    _set_aside(session, gesture, order.id)
    kits = {line.kit_line_id for line in lines}
    moves = []
    for line in lines:
        due = line.quantity - line.cancelled - line.shipped
        if due > 0 and line.product_id is not None and line.id not in kits:
            place = usual_bin(session, line.product_id)
            note = _("Expédiée sans passer par Merchant Desk")
            moves.append(Move(line.product_id, place, CUSTOMER, due, MoveReason.SALE, note))
        line.shipped = line.quantity - line.cancelled
    post_moves(session, gesture, name_lots(session, gesture, moves))
    _release(session, gesture, lines)
    order.state = OrderState.SHIPPED
    order.blocked_reason = ""
    return _("Le stock est sorti, mais aucune facture n’a été faite ici\u00a0: faites-la là-bas.")


def quantity_followed(
    session: Session, gesture: Gesture, order: Order, field: str, shown: str
) -> str:
    """Pack fewer of a line; more, or an article that is not in the order, a person must send."""
    goods = _goods(session, order)
    line = _line_named(field, [each for each in goods if each.kit_line_id is None])
    wanted = int(shown) if shown.isdecimal() else -1
    if line is None or not 0 <= wanted <= line.quantity - line.cancelled:
        return _("Rien ne s’ajoute à une commande en cours\u00a0: envoyez le supplément à part.")
    parts = [each for each in goods if each.kit_line_id == line.id]
    left = _most_left(line, parts)
    if wanted < left:
        return _("{n} sont déjà partis\u00a0: attendez leur retour, puis remboursez.").format(
            n=left
        )
    for part in parts:
        _want_fewer(session, gesture, order.id, part, wanted * part.quantity // line.quantity)
    if parts:
        line.cancelled = line.quantity - wanted
    else:
        _want_fewer(session, gesture, order.id, line, wanted)
    line.refunded = max(line.refunded, line.total.part(line.cancelled, line.quantity))
    session.flush()
    _settle_if_nothing_due(session, order)
    return ""


def _most_left(line: OrderLine, parts: Sequence[OrderLine]) -> int:
    """Return how many of the line left, of a kit also those of which one part did."""
    begun = [-(-part.shipped * line.quantity // part.quantity) for part in parts]
    return max([line.shipped, *begun])


def _want_fewer(
    session: Session, gesture: Gesture, order_id: OrderId, line: OrderLine, wanted: int
) -> None:
    _shrink_parcel(session, gesture, order_id, line, wanted)
    line.cancelled = line.quantity - wanted
    if line.product_id is not None:
        set_reservation(session, line.id, line.product_id, wanted - line.shipped)
        queue_state(session, gesture, "stock", [line.product_id])


def _line_named(field: str, lines: Sequence[OrderLine]) -> OrderLine | None:
    """Return the line; what earlier versions wrote names it without its option."""
    wanted = field_key(field)
    found = [
        each for each in lines if quantity_of(full_name(each.name, each.option_text)) == wanted
    ]
    found += [each for each in lines if quantity_of(each.name) == wanted]
    return found[0] if found else None


def _goods(session: Session, order: Order) -> Sequence[OrderLine]:
    return session.scalars(
        select(OrderLine)
        .where(OrderLine.order_id == order.id, OrderLine.kind == LineKind.PRODUCT)
        .order_by(OrderLine.position)
        .execution_options(populate_existing=True)
    ).all()


def _shrink_parcel(
    session: Session, gesture: Gesture, order_id: OrderId, line: OrderLine, wanted: int
) -> None:
    """Ask for fewer units in the open parcel; refused while more are already in it."""
    found = session.execute(
        select(_PARCEL_LINES.c.id, _PARCEL_LINES.c.parcel_id, _PARCEL_LINES.c.packed)
        .join(_PARCELS, _PARCELS.c.id == _PARCEL_LINES.c.parcel_id)
        .where(
            _PARCELS.c.order_id == order_id,
            _PARCELS.c.state == ParcelState.OPEN,
            _PARCEL_LINES.c.order_line_id == line.id,
        )
    ).first()
    if found is None:
        return
    room = wanted - line.shipped
    if found.packed > room:
        raise RefusedError(
            _("La quantité n’a pas changé\u00a0: le colis ouvert en contient déjà {n}.").format(
                n=found.packed
            ),
            _("Reprenez le dernier scan dans Préparation (Ctrl+Z), puis recommencez."),
        )
    session.execute(update(_PARCEL_LINES).where(_PARCEL_LINES.c.id == found.id).values(wanted=room))
    still = session.execute(
        select(func.sum(_PARCEL_LINES.c.wanted)).where(_PARCEL_LINES.c.parcel_id == found.parcel_id)
    ).scalar_one()
    if not still:
        set_parcel_aside(session, gesture, ParcelId(found.parcel_id))


def _settle_if_nothing_due(session: Session, order: Order) -> None:
    lines = _goods(session, order)
    kits = {line.kit_line_id for line in lines}
    due = [line.quantity - line.shipped - line.cancelled for line in lines if line.id not in kits]
    if any(units > 0 for units in due):
        return
    left = any(line.shipped for line in lines)
    order.state = OrderState.SHIPPED if left else OrderState.CANCELLED


def _set_aside(session: Session, gesture: Gesture, order_id: OrderId) -> None:
    is_open = select(_PARCELS.c.id).where(
        _PARCELS.c.order_id == order_id, _PARCELS.c.state == ParcelState.OPEN
    )
    for parcel_id in session.execute(is_open).scalars().all():
        set_parcel_aside(session, gesture, ParcelId(parcel_id))


def _release(session: Session, gesture: Gesture, lines: Sequence[OrderLine]) -> None:
    session.flush()
    release_lines(session, [line.id for line in lines])
    products = {line.product_id for line in lines if line.product_id is not None}
    queue_state(session, gesture, "stock", sorted(products))
