"""An article that changes again and again while it waits is asked about once."""

from dataclasses import replace

from merchant_desk.models.shop import ShopProduct
from merchant_desk.operations.answer_match import match_with
from merchant_desk.queries.match_questions import match_questions
from merchant_desk.values.words import RecordState
from tests.makers import make_product
from tests.sync.exchange import Exchange, few_products

EAN = "3017620422003"


def test_the_newest_version_of_an_article_is_the_one_to_decide(begun: Exchange) -> None:
    with begun.lanes.database.write() as session:
        by_sku = make_product(session, "DEUX-1", ean=None)
        make_product(session, "DEUX-2", ean=EAN)
    begun.front.add_product(
        replace(few_products()[0], sku="DEUX-1", ean=EAN, parent_sku="", options=())
    )
    begun.sync()
    begun.front.change_product("DEUX-1", stock_quantity=4)
    begun.sync()
    begun.front.change_product("DEUX-1", stock_quantity=3)
    begun.sync()

    asked = begun.lanes.read(match_questions).result()
    assert [each.remote_id for each in asked] == [str(begun.front.product("DEUX-1")["id"])]
    begun.lanes.write(match_with, begun.act(), asked[0].record_id, by_sku).result()
    begun.sync()

    assert begun.lanes.read(match_questions).result() == ()
    link = next(each for each in begun.all(ShopProduct) if each.product_id == by_sku)
    assert link.stock_seen == 3
    assert [each for each in begun.records() if each.state is RecordState.PARKED] == []
