"""What is held back of a kit: its parts sold elsewhere empty it too."""

from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.shop import ShopProduct
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.queries.buffers import BufferRow, buffers
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.words import Master
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_shop,
    make_station,
    put_stock,
    remote_line,
    remote_order,
)


def _sell(session: Session, gesture: Gesture, shop_id: ShopId, sku: str, number: int) -> None:
    line = remote_line(sku, remote_id=f"{number}-1")
    accept_order(session, gesture, shop_id, remote_order(f"N{number}", line))


def _rows(session: Session, gesture: Gesture, shop_id: ShopId) -> dict[ProductId, BufferRow]:
    session.flush()
    told = buffers(session, shop_id, gesture.at, accepted_tenths=0)
    return {each.product_id: each for each in told.rows}


def test_a_part_sold_alone_elsewhere_counts_against_the_kit_and_the_kit_against_its_part(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        # given a set of two candles sold here, and the candle alone sold on a market
        make_station(session, gesture)
        here = make_shop(session, stock_master=Master.DESK)
        there = make_shop(session, name="Marché", url="https://marche.example")
        shelf = make_bin(session, make_location(session))
        candle, kit = make_product(session, "BOU-02"), make_product(session, "LOT-2", ean=None)
        put_stock(session, gesture, candle, shelf, 61)
        save_kit(session, gesture, kit, [Part(candle, 2)])
        for shop_id, product_id, remote_id in ((here, kit, "8"), (there, candle, "7")):
            session.add(ShopProduct(shop_id=shop_id, remote_id=remote_id, product_id=product_id))
        session.flush()

        # when three sets and nine candles are sold
        for number in range(3):
            _sell(session, gesture, here, "LOT-2", number)
        for number in range(3, 12):
            _sell(session, gesture, there, "BOU-02", number)

        # then fifteen candles went, nine of them not in sets: five sets less
        of_kit = _rows(session, gesture, here)[kit].demand
        assert (of_kit.here, of_kit.elsewhere, of_kit.on_hand) == (3, 5, 30)
        of_candle = _rows(session, gesture, there)[candle].demand
        assert (of_candle.here, of_candle.elsewhere, of_candle.on_hand) == (9, 6, 61)
