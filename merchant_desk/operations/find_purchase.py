"""The order a gesture is about, its lines, and the line that its story gets."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.purchasing import Purchase, PurchaseEvent, PurchaseLine
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseEventKind
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.purchase_words import purchase_state_words
from merchant_desk.values.purchases import PurchaseKept
from merchant_desk.values.texts import _


def find_purchase(session: Session, purchase_id: PurchaseId) -> Purchase:
    """Return the order, or refuse when it is gone."""
    purchase = session.get(Purchase, purchase_id)
    if purchase is None:
        raise RefusedError(
            _("Rien n’a été enregistré\u00a0: cette commande n’existe pas ou plus."),
            _("Choisissez une commande de la liste."),
        )
    return purchase


def lines_of(session: Session, purchase_id: PurchaseId) -> Sequence[PurchaseLine]:
    """Return the lines of an order, in their order."""
    wanted = select(PurchaseLine).filter_by(purchase_id=purchase_id).order_by(PurchaseLine.position)
    return session.scalars(wanted).all()


def note_purchase(
    session: Session, gesture: Gesture, purchase: Purchase, kind: PurchaseEventKind, detail: str
) -> None:
    """Write a line of its story."""
    session.add(
        PurchaseEvent(
            purchase_id=purchase.id,
            kind=kind,
            detail=detail,
            at=gesture.at,
            by=gesture.person,
            station_id=gesture.station_id,
        )
    )
    session.flush()


def kept(session: Session, purchase: Purchase) -> PurchaseKept:
    """Return an order as it stands."""
    lines = len(lines_of(session, purchase.id))
    return PurchaseKept(purchase.id, purchase.number, purchase.state, lines)


def is_over(purchase: Purchase) -> RefusedError:
    """Return the refusal of any change to an order that is over."""
    words = _("Rien n’a changé\u00a0: la commande {number} est {state}.")
    state = purchase_state_words(purchase.state).lower()
    return RefusedError(
        words.format(number=purchase.number, state=state),
        _("Faites une nouvelle commande pour ce qui manque."),
    )
