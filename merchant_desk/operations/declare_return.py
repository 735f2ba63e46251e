"""A customer said that goods come back, or goods were found: a return that waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.operations.note_return import (
    find_return,
    locked_order,
    new_return,
    note_return,
)
from merchant_desk.queries.return_units import OrderLineBack, lines_back
from merchant_desk.rules.returns.clocks import send_back_by
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import items
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import (
    AnnouncedBy,
    ReturnEventKind,
    ReturnKind,
    ReturnState,
)
from merchant_desk.values.ids import (
    OrderId,
    OrderLineId,
    ProductId,
    ReturnId,
    ReturnLineId,
    ShopId,
    new_id,
)
from merchant_desk.values.return_reasons import ReturnReason
from merchant_desk.values.return_words import announced_words
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderState


@dataclass(frozen=True, slots=True)
class DeclaredItem:
    """Units of a line that the customer sends back."""

    line_id: OrderLineId
    units: int
    reason: ReturnReason = ReturnReason.CHANGED_MIND


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDeclared:
    """What a customer, or the storefront, says; without items, everything that left."""

    order_id: OrderId
    items: tuple[DeclaredItem, ...] = ()
    kind: ReturnKind = ReturnKind.WITHDRAWAL
    declared_at: datetime | None = None
    by: AnnouncedBy | None = None
    shop_id: ShopId | None = None
    remote_key: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FoundItem:
    """Units found in a parcel that nobody announced."""

    product_id: ProductId
    units: int = 1


@dataclass(frozen=True, slots=True)
class Declared:
    """A return that waits."""

    return_id: ReturnId
    number: str
    units: int


def declare_return(session: Session, gesture: Gesture, told: ReturnDeclared) -> Declared:
    """Note what will come back; the same ``remote_key`` of a shop is one return.

    Raises RefusedError when more is declared than left, or when nothing left.
    """
    session.flush()
    order = locked_order(session, told.order_id)
    known = _known(session, told)
    if known is not None:
        return known
    at = told.declared_at or gesture.at
    check_declared(order, at, gesture.at)
    lines = lines_back(session, order.id)
    wanted = told.items or tuple(
        DeclaredItem(line.line_id, line.units.most)
        for line in lines
        if line.units.most and not line.is_kit
    )
    _check(order, lines, wanted)
    returned = new_return(session, gesture, order, told.kind)
    returned.declared_at, returned.announced_by = at, told.by
    returned.note = told.note
    if told.remote_key:
        returned.shop_id, returned.remote_key = told.shop_id, told.remote_key
    if told.kind is ReturnKind.WITHDRAWAL:
        returned.send_back_by = send_back_by(paris_date(at))
    _write(session, gesture, returned, lines, wanted)
    units = sum(each.units for each in wanted)
    told_by = "" if told.by is None else announced_words(told.by)
    detail = " · ".join(filter(None, (items(units), told_by)))
    note_return(session, gesture, returned, ReturnEventKind.DECLARED, detail)
    return Declared(returned.id, returned.number, units)


def check_declared(order: Order, at: datetime, now: datetime) -> None:
    """Raise RefusedError for a return told before its order was placed, or after today."""
    if paris_date(at) < paris_date(order.placed_at):
        raise RefusedError(
            _(
                "Le retour n’a pas été noté\u00a0: il est plus ancien que la commande {number}."
            ).format(number=order.number),
            _("Vérifiez le numéro de la commande et la date."),
        )
    if paris_date(at) > paris_date(now):
        raise RefusedError(
            _("Le retour n’a pas été noté\u00a0: il serait annoncé après aujourd’hui."),
            _("Vérifiez la date."),
        )


def declare_found(
    session: Session, gesture: Gesture, found: Sequence[FoundItem], note: str = ""
) -> Declared:
    """Note goods that came without a known order: counted, not moved, to identify later."""
    if not found or any(each.units <= 0 for each in found):
        raise _nothing()
    for each in found:
        if session.get(Product, each.product_id) is None:
            raise _nothing()
    returned = new_return(session, gesture, None, ReturnKind.WITHDRAWAL)
    returned.state, returned.received_at = ReturnState.RECEIVED, gesture.at
    returned.note = note
    for each in found:
        session.add(
            ReturnLine(
                id=ReturnLineId(new_id()),
                return_id=returned.id,
                product_id=each.product_id,
                received=each.units,
                at=gesture.at,
                by=gesture.person,
            )
        )
    units = sum(each.units for each in found)
    detail = _("{items} sans commande connue").format(items=items(units))
    note_return(session, gesture, returned, ReturnEventKind.RECEIVED, detail)
    return Declared(returned.id, returned.number, units)


def cancel_return(session: Session, gesture: Gesture, return_id: ReturnId, why: str = "") -> None:
    """Give up a return of which nothing came; raise RefusedError once something did."""
    returned = find_return(session, return_id)
    if returned.state is ReturnState.CANCELLED:
        return
    moved = session.scalars(
        select(ReturnLine.id).where(
            ReturnLine.return_id == returned.id, ReturnLine.grade.is_not(None)
        )
    ).first()
    if moved is not None or returned.state is ReturnState.SETTLED:
        raise RefusedError(
            _("Le retour n’a pas été annulé\u00a0: des articles sont déjà revenus."),
            _("Corrigez le stock par un ajustement, si c’était une erreur."),
        )
    returned.state = ReturnState.CANCELLED
    returned.settled_at = gesture.at
    note_return(session, gesture, returned, ReturnEventKind.CANCELLED, why)


def _known(session: Session, told: ReturnDeclared) -> Declared | None:
    if not told.remote_key:
        return None
    known = session.scalars(
        select(Return).where(Return.shop_id == told.shop_id, Return.remote_key == told.remote_key)
    ).first()
    if known is None:
        return None
    units = session.scalars(
        select(ReturnLine.expected).where(ReturnLine.return_id == known.id)
    ).all()
    return Declared(known.id, known.number, sum(units))


def _check(order: Order, lines: Sequence[OrderLineBack], wanted: Sequence[DeclaredItem]) -> None:
    if not wanted:
        cancelled = order.state is OrderState.CANCELLED
        came = any(line.units.shipped for line in lines)
        raise RefusedError(
            _("Le retour n’a pas été noté\u00a0: tout est déjà revenu de {number}.").format(
                number=order.number
            )
            if came
            else _("Le retour n’a pas été noté\u00a0: rien n’est parti de {number}.").format(
                number=order.number
            ),
            _("La commande est annulée.") if cancelled else _("Vérifiez le numéro."),
        )
    most = {line.line_id: line for line in lines}
    if any(each.units <= 0 for each in wanted):
        raise RefusedError(
            _("Le retour n’a pas été noté\u00a0: il manque le nombre d’unités."),
            _("Comptez au moins une unité de chaque article annoncé."),
        )
    for each in wanted:
        line = most.get(each.line_id)
        if line is None or each.units > line.units.most:
            raise RefusedError(
                _("Le retour n’a pas été noté\u00a0: il en reviendrait plus qu’il n’en est parti."),
                _("Il peut encore en revenir {n}.").format(
                    n=0 if line is None else line.units.most
                ),
            )


def _write(
    session: Session,
    gesture: Gesture,
    returned: Return,
    lines: Sequence[OrderLineBack],
    wanted: Sequence[DeclaredItem],
) -> None:
    products = {line.line_id: line.product_id for line in lines}
    for each in wanted:
        product = products[each.line_id]
        if product is None:
            continue
        session.add(
            ReturnLine(
                id=ReturnLineId(new_id()),
                return_id=returned.id,
                order_line_id=each.line_id,
                product_id=product,
                expected=each.units,
                reason=each.reason.value,
                at=gesture.at,
                by=gesture.person,
            )
        )
    session.flush()


def _nothing() -> RefusedError:
    return RefusedError(
        _("Le retour n’a pas été noté\u00a0: aucun article connu n’y est."),
        _("Scannez ce qui est dans le colis."),
    )
