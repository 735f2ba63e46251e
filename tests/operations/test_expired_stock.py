"""What has expired lies on the shelf and is no stock to sell: not here, not in any storefront."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.shop import OutboxMessage, ShopProduct
from merchant_desk.operations.expire_lots import expire_lots, expiry_is_due
from merchant_desk.operations.recall_lot import recall_lot, scrap_lot
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.queries.counter_article import counter_article
from merchant_desk.queries.goods import goods_of
from merchant_desk.queries.kits import kit_stock
from merchant_desk.queries.product_card import product_card
from merchant_desk.queries.products import ProductList
from merchant_desk.queries.reorder_stock import stock_facts
from merchant_desk.queries.stock_list import StockList
from merchant_desk.queries.stock_story import stock_story
from merchant_desk.rules.kit_stock import Part
from merchant_desk.sync.capabilities import StockMeaning
from merchant_desk.sync.stock_telling import wanted_stock
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from tests import makers
from tests.operations.lot_bench import LotBench, lot_bench


def _listed(bench: LotBench) -> None:
    for product in (bench.shop.soap, bench.shop.kit):
        bench.session.add(
            ShopProduct(
                shop_id=bench.shop.shop,
                product_id=product,
                remote_id=product.hex()[-6:],
                parent_remote_id="",
                stock_seen=9,
            )
        )
    bench.session.flush()


def _told(session: Session) -> int:
    counted = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.kind == "stock")
    return session.execute(counted).scalar_one()


def _shown(bench: LotBench, product: ProductId, meaning: StockMeaning) -> int:
    return wanted_stock(bench.session, bench.shop.shop, [product], meaning)[product]


@pytest.mark.parametrize("meaning", list(StockMeaning))
def test_an_expired_lot_is_shown_in_no_storefront(
    database: Database, gesture: Gesture, meaning: StockMeaning
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "PERIME", 4, -1)
        bench.put("C9", "BON", 3, 30)

        assert _shown(bench, bench.shop.soap, meaning) == 3


def test_an_expired_lot_is_no_stock_to_sell_on_any_page(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "PERIME", 4, -1)
        bench.put("C9", "BON", 3, 30)
        soap = bench.shop.soap

        card, story = product_card(session, soap), stock_story(session, soap)
        counter = counter_article(session, soap, gesture.at)
        assert card is not None
        assert story is not None
        assert counter is not None
        assert (card.on_hand, card.blocked, card.available) == (7, 4, 3)
        assert (story.on_hand, story.blocked, story.available) == (7, 4, 3)
        assert "4 de lots périmés" in story.sum_up
        assert (counter.on_hand, counter.blocked) == (7, 4)
        listed = next(row for row in ProductList().fetch(session, 0, 9) if row.product_id == soap)
        assert (listed.on_hand, listed.blocked, listed.available) == (7, 4, 3)
        stocked = [row for row in StockList().fetch(session, 0, 9) if row.product_id == soap]
        assert {(row.on_hand, row.blocked, row.available) for row in stocked} == {(7, 4, 3)}


def test_products_are_sorted_by_what_can_still_be_sold(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "PERIME", 40, -1)
        other = makers.make_product(session, "AUTRE", ean="3760123450034")
        makers.put_stock(session, gesture, other, bench.shop.shelf, 5)

        for rows in (
            ProductList(sort="available", descending=True).fetch(session, 0, 9),
            StockList(sort="available", descending=True).fetch(session, 0, 9),
        ):
            assert rows[0].product_id == other


def test_a_kit_of_which_a_part_has_expired_can_not_be_sold(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        save_kit(session, gesture, bench.shop.kit, [Part(bench.shop.soap, 2)])
        bench.put("B2", "PERIME", 6, -1)
        bench.put("C9", "BON", 3, 30)
        kit = bench.shop.kit

        stock = kit_stock(session, [kit])[kit]
        assert (stock.on_hand, stock.blocked, stock.available) == (4, 3, 1)
        assert _shown(bench, kit, StockMeaning.SELLABLE) == 1
        listed = next(row for row in ProductList().fetch(session, 0, 9) if row.product_id == kit)
        assert (listed.on_hand, listed.blocked, listed.reserved) == (4, 3, 0)
        goods = goods_of(session, kit, bench.today)
        assert goods is not None
        assert [(part.available, part.makes) for part in goods.parts] == [(3, 1)]


def test_the_morning_after_its_last_day_the_storefronts_are_told_once(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        save_kit(session, gesture, bench.shop.kit, [Part(bench.shop.soap, 2)])
        lot = bench.put("B2", "DEMAIN", 4, 0)
        _listed(bench)
        before = _told(session)
        assert not expiry_is_due(session, bench.today)
        assert expire_lots(session, gesture) == ()
        assert _shown(bench, bench.shop.soap, StockMeaning.SELLABLE) == 4

        morning = replace(gesture, at=gesture.at + timedelta(days=1))
        assert expiry_is_due(session, bench.today + timedelta(days=1))
        assert expire_lots(session, morning) == (lot,)

        assert _told(session) == before + 2  # the soap, and the kit that has it
        assert _shown(bench, bench.shop.soap, StockMeaning.SELLABLE) == 0
        assert expire_lots(session, morning) == ()
        assert not expiry_is_due(session, bench.today + timedelta(days=1))


def test_what_is_thrown_away_or_recalled_is_counted_out_once(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        old, recalled = bench.put("B2", "PERIME", 4, -1), bench.put("B2", "RAPPEL", 2, 20)
        bench.put("C9", "BON", 3, 30)

        scrap_lot(session, bench.shop.later(), old)
        recall_lot(session, bench.shop.later(), recalled)

        card = product_card(session, bench.shop.soap)
        assert card is not None
        assert (card.on_hand, card.blocked, card.available) == (3, 0, 3)


def test_what_has_expired_does_not_hold_a_new_order_up(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "PERIME", 40, -1)
        bench.put("C9", "BON", 3, 30)

        assert stock_facts(session).of(bench.shop.soap).on_hand == 3
