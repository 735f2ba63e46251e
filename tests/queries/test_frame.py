"""The navigation counts what its screens list."""

from sqlalchemy import update

from merchant_desk.database.database import Database
from merchant_desk.models.order import Order
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.split_parcel import split_parcel
from merchant_desk.queries.frame import frame
from merchant_desk.queries.orders import order_views
from merchant_desk.queries.packing import packing_queue
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.order_views import OrderTab
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import OrderState
from tests import makers
from tests.makers import remote_line, remote_order

SOAP = "3760123456784"


def test_the_navigation_counts_what_the_tab_and_the_queue_list(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
        shelf = makers.make_bin(session, makers.make_location(session), "B2")
        makers.put_stock(session, gesture, makers.make_product(session), shelf, 20)
        shop = makers.make_shop(session)
        split, stopped, *_plain = (
            accept_order(
                session, gesture, shop, remote_order(number, remote_line(quantity=2))
            ).order_id
            for number in ("1042", "1043", "1044")
        )
        session.execute(
            update(Order).where(Order.id == stopped).values(blocked_reason="Article inconnu.")
        )
        parcel = open_parcel(session, gesture, split).parcel_id
        scan_at_packing(session, gesture, parcel, scan_of_text(SOAP, gesture.at))
        split_parcel(session, gesture, parcel)

        shown = frame(session)

        listed = order_views(session, gesture.at).counts[OrderTab.TO_PREPARE]
        queue = packing_queue(session, gesture.at)
        assert session.get_one(Order, split).state is OrderState.PARTIAL
        assert (shown.to_prepare, listed) == (1, 1)
        assert (shown.preparing, len(queue)) == (1, 1)
