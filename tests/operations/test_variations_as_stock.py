"""Sizes and colours are articles of their own in stock, kits, slips, codes and refusals."""

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.queries.goods import goods_of
from merchant_desk.queries.kits import kit_rows, kit_stock
from merchant_desk.queries.slips import orders_slip
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from tests import makers
from tests.makers import remote_line
from tests.operations.kit_bench import KitBench, kit_bench


def _shirt(bench: KitBench, size: str, units: int) -> ProductId:
    session = bench.session
    shirt = makers.make_product(session, f"TEE-{size}", name="T-shirt lin", ean=None)
    product = session.get_one(Product, shirt)
    product.option_text, product.family = f"{size} / écru", "TEE"
    session.flush()
    if units:
        makers.put_stock(session, bench.gesture, shirt, bench.shelf, units)
    return shirt


def test_a_kit_is_limited_by_the_size_it_takes_not_by_its_sisters(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        medium, _large = _shirt(bench, "M", 3), _shirt(bench, "L", 40)

        save_kit(session, bench.later(), bench.kit, [Part(medium, 1), Part(bench.candle, 1)])

        assert kit_stock(session, [bench.kit])[bench.kit].available == 3
        assert [(row.name, row.makes) for row in kit_rows(session, bench.kit)] == [
            ("Bougie miel 120 g", 10), ("T-shirt lin, M / écru", 3),
        ]  # fmt: skip


def test_every_size_stands_beside_its_sisters_with_what_is_left_of_it(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        medium = _shirt(bench, "M", 3)
        _shirt(bench, "L", 40)
        bench.receive(remote_line("TEE-M", 2))

        goods = goods_of(session, medium, paris_date(gesture.at))

        assert goods is not None
        assert {each.option_text: each.available for each in goods.sisters} == {
            "M / écru": 1, "L / écru": 40,
        }  # fmt: skip


def test_the_packer_reads_the_size_on_the_slip(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        _shirt(bench, "M", 3)
        order = bench.receive(remote_line("TEE-M", 2))

        (line,) = orders_slip(session, [order], gesture.at).slips[0].lines

        assert (line.sku, line.name, line.option) == ("TEE-M", "T-shirt lin", "M / écru")


def test_a_size_with_stock_of_its_own_is_named_when_it_can_be_no_kit(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        medium = _shirt(bench, "M", 3)

        with pytest.raises(RefusedError, match="T-shirt lin, M / écru"):
            save_kit(session, bench.later(), medium, [Part(bench.soap, 1)])
