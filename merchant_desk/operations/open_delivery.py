"""Begin to receive: against an order, from a supplier, or with nothing known but the goods."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.delivery import Delivery
from merchant_desk.models.purchasing import Purchase
from merchant_desk.operations.find_delivery import find_open_delivery
from merchant_desk.operations.find_purchase import find_purchase
from merchant_desk.operations.find_record import find_location
from merchant_desk.operations.find_supplier import find_supplier
from merchant_desk.operations.next_number import next_number
from merchant_desk.values.deliveries import DeliveryKept, NewDelivery
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import DeliveryState, PurchaseState
from merchant_desk.values.ids import DeliveryId, PurchaseId, new_id
from merchant_desk.values.purchase_words import purchase_state_words
from merchant_desk.values.purchases import OPEN_STATES
from merchant_desk.values.texts import _

PREFIX = "BR"
LONGEST_TEXT = 200


def open_delivery(session: Session, gesture: Gesture, new: NewDelivery) -> DeliveryKept:
    """Open a delivery; one that is open for the same order goes on.

    Raises RefusedError for an order that waits for nothing: a draft, or one that is over.
    """
    supplier_id = new.supplier_id
    if new.location_id is not None:
        find_location(session, new.location_id)
    if new.purchase_id is not None:
        going = _going_on(session, new.purchase_id)
        if going is not None:  # its last unit may be in already: it is not over for that
            going.slip_number = going.slip_number or slip(new.slip_number)
            return DeliveryKept(going.id, going.number, resumed=True)
        supplier_id = _expected(session, new.purchase_id).supplier_id
    elif supplier_id is not None:
        find_supplier(session, supplier_id)
    delivery = Delivery(
        id=DeliveryId(new_id()),
        row=next_row(session, table(Delivery)),
        number=next_number(session, gesture, table(Delivery), PREFIX),
        supplier_id=supplier_id,
        purchase_id=new.purchase_id,
        location_id=new.location_id,
        slip_number=slip(new.slip_number),
        state=DeliveryState.OPEN,
        opened_at=gesture.at,
        opened_by=gesture.person,
        note=new.note.strip(),
        station_id=gesture.station_id,
    )
    session.add(delivery)
    session.flush()
    return DeliveryKept(delivery.id, delivery.number)


def name_slip(session: Session, delivery_id: DeliveryId, number: str) -> None:
    """Write down the number of the supplier's delivery note."""
    find_open_delivery(session, delivery_id).slip_number = slip(number)
    session.flush()


def slip(number: str) -> str:
    """Return a number as it is kept; refuse one that cannot be read."""
    written = " ".join(number.split())
    if len(written) > LONGEST_TEXT or not written.isprintable():
        raise RefusedError(
            _("Rien n’a été enregistré\u00a0: le numéro du bon de livraison n’est pas lisible."),
            _("Recopiez-le tel qu’il est imprimé."),
        )
    return written


def _expected(session: Session, purchase_id: PurchaseId) -> Purchase:
    purchase = find_purchase(session, purchase_id)
    if purchase.state in OPEN_STATES:
        return purchase
    advice = _("Ouvrez une réception sans commande, ou choisissez une autre commande.")
    if purchase.state is PurchaseState.DRAFT:
        advice = _("Envoyez-la d’abord, ou dites qu’elle a été passée par téléphone.")
    raise RefusedError(
        _("Rien n’a été ouvert\u00a0: la commande {number} est «\u00a0{state}\u00a0».").format(
            number=purchase.number, state=purchase_state_words(purchase.state)
        ),
        advice,
    )


def _going_on(session: Session, purchase_id: PurchaseId) -> Delivery | None:
    wanted = (
        select(Delivery)
        .filter_by(purchase_id=purchase_id, state=DeliveryState.OPEN)
        .order_by(Delivery.row.desc())
    )
    return session.scalars(wanted).first()
