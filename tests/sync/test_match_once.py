"""What an article is: asked once however often it changes, and no more once it is plain."""

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


def _sold_as(exchange: Exchange, sku: str) -> list[str]:
    product = exchange.product(sku)
    return [each.remote_id for each in exchange.all(ShopProduct) if each.product_id == product]


def test_a_reference_that_passes_to_another_article_is_a_question(begun: Exchange) -> None:
    before = _sold_as(begun, "SAV-01")
    begun.front._sold("SAV-01")["sku"] = "SAV-ANCIEN"
    begun.front.change_product("SAV-ANCIEN")
    begun.front.add_product(replace(few_products()[0], sku="SAV-01", ean=""))

    begun.sync()

    asked = begun.lanes.read(match_questions).result()
    assert [each.remote_id for each in asked] == [str(begun.front.product("SAV-01")["id"])]
    assert _sold_as(begun, "SAV-01") == before


def test_an_article_made_anew_is_linked_once_the_deleted_one_is_found_gone(
    begun: Exchange,
) -> None:
    begun.front.delete_product("SAV-01")
    begun.front.add_product(replace(few_products()[0], sku="SAV-01", ean=""))
    begun.sync()
    assert len(begun.lanes.read(match_questions).result()) == 1

    begun.storefronts.sync(begun.shop_id, sweeping=True)
    begun.sync()

    assert begun.lanes.read(match_questions).result() == ()
    assert _sold_as(begun, "SAV-01") == [str(begun.front.product("SAV-01")["id"])]
