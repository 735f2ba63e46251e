"""A shop with an order packed: its papers wait to come out."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.station import PrintJob
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.close_parcel import ParcelClosed
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, ShopId
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import PrintState
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
    remote_order,
)

SOAP = "3760123456784"


@dataclass(frozen=True)
class Packed:
    """What the packing of one order left."""

    order_id: OrderId
    parcel_id: ParcelId
    closed: ParcelClosed


def open_shop(session: Session, gesture: Gesture) -> ShopId:
    """A station, a profile, soap on the shelf, and a storefront."""
    make_station(session, gesture)
    make_profile(session)
    shelf = make_bin(session, make_location(session), "B2")
    put_stock(session, gesture, make_product(session), shelf, 50)
    return make_shop(session)


def accept(session: Session, gesture: Gesture, shop: ShopId, number: str) -> OrderId:
    """One order of a soap."""
    return accept_order(session, gesture, shop, remote_order(number)).order_id


def pack(session: Session, gesture: Gesture, shop: ShopId, number: str) -> Packed:
    """Scan the one soap of an order: the parcel closes and its papers are asked for."""
    order_id = accept(session, gesture, shop, number)
    parcel_id = open_parcel(session, gesture, order_id).parcel_id
    answer = scan_at_packing(session, gesture, parcel_id, scan_of_text(SOAP, gesture.at))
    assert isinstance(answer, ItemScanned)
    assert answer.closed is not None
    return Packed(order_id, parcel_id, answer.closed)


def states(session: Session) -> list[tuple[str, PrintState]]:
    """What became of every paper, in the order asked for."""
    rows = session.execute(select(PrintJob.title, PrintJob.state).order_by(PrintJob.row))
    return [(row[0], row[1]) for row in rows]
