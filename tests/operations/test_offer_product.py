"""Offering products of the desk to a storefront, however many are chosen."""

import pytest
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.shop import OutboxMessage, ShopProduct
from merchant_desk.operations.offer_product import offer_products
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, id_text, new_ids
from tests.makers import make_product, make_shop

MORE_THAN_ONE_STATEMENT_TAKES = 70_000


def test_more_products_than_a_statement_can_name_are_offered_each_once(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = make_shop(session)
        fresh, sold, asked = (make_product(session, sku, ean=None) for sku in ("A", "B", "C"))
        session.add(ShopProduct(shop_id=shop_id, remote_id="7", product_id=sold))
        session.flush()
        offer_products(session, gesture, shop_id, [asked])
        unknown = [ProductId(each) for each in new_ids(MORE_THAN_ONE_STATEMENT_TAKES)]

        queued = offer_products(session, gesture, shop_id, [fresh, *unknown, sold, asked, fresh])

        assert queued == 1
        told = session.scalars(select(OutboxMessage.subject).order_by(OutboxMessage.row)).all()
        assert told == [id_text(asked), id_text(fresh)]


def test_products_that_the_shop_sells_already_are_refused(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = make_shop(session)
        sold = make_product(session)
        session.add(ShopProduct(shop_id=shop_id, remote_id="7", product_id=sold))
        session.flush()

        with pytest.raises(RefusedError, match="vend déjà"):
            offer_products(session, gesture, shop_id, [sold])

        assert session.execute(select(func.count()).select_from(OutboxMessage)).scalar() == 0
