"""What the search of the whole desk answers."""

from sqlalchemy import update

from merchant_desk.app.facts import search
from merchant_desk.database.database import Database
from merchant_desk.models.product import Product
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.values.gesture import Gesture
from tests import makers


def test_a_product_is_answered_with_its_price_and_what_can_be_sold(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        makers.make_station(session, gesture)
        shelf = makers.make_bin(session, makers.make_location(session), "B2")
        makers.put_stock(session, gesture, makers.make_product(session), shelf, 7)
        order = makers.remote_order("1042", makers.remote_line(quantity=2))
        accept_order(session, gesture, makers.make_shop(session), order)

        (soap,) = search(session, "savon")
        session.execute(update(Product).values(stocked=False))
        (untracked,) = search(session, "savon")

        assert soap.detail == "SAV-LAV-100 · 5,90\u00a0€ · 5 à vendre"
        assert untracked.detail.endswith("sans stock suivi")
