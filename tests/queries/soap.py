"""Savon in two bins: six in the first, three in the second."""

from sqlalchemy.orm import Session

from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PlaceId, ProductId
from tests.makers import make_bin, make_location, make_product, put_stock


def soap_in_two_bins(session: Session, gesture: Gesture) -> tuple[ProductId, PlaceId, PlaceId]:
    shop = make_location(session)
    first, second = make_bin(session, shop, "A1"), make_bin(session, shop, "B2")
    soap = make_product(session)
    put_stock(session, gesture, soap, first, 6)
    put_stock(session, gesture, soap, second, 3)
    return soap, first, second
