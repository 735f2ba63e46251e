"""An order named by a person: its number, its slip code, or its identifier."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel
from merchant_desk.values.ids import OrderId, ParcelId, parse_id
from merchant_desk.values.texts import _
from merchant_desk.values.words import ParcelState


def order_by_text(session: Session, text: str) -> OrderId:
    """Return the order; raise RefusedError when there is none, or more than one."""
    clean = text.strip().removeprefix("#")
    named = or_(Order.number == clean, Order.slip_code == clean.upper())
    identifier = parse_id(clean)
    if identifier is not None:
        named = or_(named, Order.id == OrderId(identifier))
    found = session.scalars(select(Order.id).where(named).limit(2)).all()
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError(
            _("Plusieurs commandes portent le numéro {number}.").format(number=clean),
            _("Donnez le code du bon, ou l’identifiant que montre «\u00a0orders list\u00a0»."),
        )
    raise RefusedError(
        _("La commande {number} n’existe pas ici.").format(number=clean),
        _("Relevez les commandes, ou vérifiez le numéro."),
    )


def closed_parcels(session: Session, order_id: OrderId) -> tuple[ParcelId, ...]:
    """Return the parcels of an order that left, in their order."""
    return tuple(
        session.scalars(
            select(Parcel.id)
            .where(Parcel.order_id == order_id, Parcel.state == ParcelState.CLOSED)
            .order_by(Parcel.number)
        )
    )


def order_by_code(session: Session, code: str) -> OrderId | None:
    """Return the order whose slip carries this code, if there is one."""
    found = session.execute(select(Order.id).where(Order.slip_code == code.upper())).scalar()
    return None if found is None else OrderId(found)
