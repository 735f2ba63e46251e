"""Which storefronts an operation reaches by itself, and what is left to do by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.shop import ShopProduct
from merchant_desk.queries.promotion_reach import Reach, promotion_reach
from merchant_desk.rules.legal.parts import Audience
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, id_text
from merchant_desk.values.words import Master
from tests.makers import make_product, make_shop, make_station

STARTS = datetime(2026, 11, 27, tzinfo=UTC)


def _sells(session: Session, name: str, product_id: ProductId, master: Master) -> None:
    shop_id = make_shop(session, name=name, price_master=master)
    session.add(ShopProduct(shop_id=shop_id, remote_id=name, product_id=product_id))
    session.flush()


@pytest.fixture
def draft(database: Database, gesture: Gesture) -> PromotionDraft:
    with database.write() as session:
        make_station(session, gesture)
        soap = make_product(session)
        _sells(session, "Boutique", soap, Master.DESK)
        _sells(session, "Marché", soap, Master.SHOP)
    return PromotionDraft(
        title="Black Friday",
        kind="promotion",
        starts_at=STARTS,
        ends_at=STARTS + timedelta(days=4),
        products=(id_text(soap),),
        pricing=Pricing(by="percent", value=2000),
    )


def test_prices_go_to_the_shops_that_follow_the_desk_and_not_to_those_that_decide(
    database: Database, draft: PromotionDraft
) -> None:
    with database.read() as session:
        assert promotion_reach(session, draft) == Reach(("Boutique",), ("Marché",))


def test_an_offer_that_not_everybody_has_is_left_to_be_made_by_hand(
    database: Database, draft: PromotionDraft
) -> None:
    code = structs.replace(draft, kind="promo_code", audience=Audience(who="all"))

    with database.read() as session:
        assert promotion_reach(session, code) == Reach((), ("Marché",), by_hand=True)


def test_an_operation_of_the_shop_alone_concerns_no_storefront(
    database: Database, draft: PromotionDraft
) -> None:
    with database.read() as session:
        assert promotion_reach(session, structs.replace(draft, channels=("shop",))) == Reach()
