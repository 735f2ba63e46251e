"""What cannot be a kit: said, and nothing changes."""

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.queries.kits import KitStock, kit_stock
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.words import MoveReason
from tests import makers
from tests.operations.kit_bench import kit_bench


def test_what_cannot_be_a_kit_is_refused_and_nothing_changes(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        box = makers.make_product(session, "CART-M", name="Carton moyen", ean=None)
        session.get_one(Product, box).kind = ProductKind.CONSUMABLE
        other = makers.make_product(session, "AUTRE", name="Autre coffret", ean=None)
        refused = (
            (bench.kit, [Part(bench.kit, 1)], "ne se contient pas"),
            (other, [Part(bench.kit, 1)], "est déjà un kit"),
            (bench.soap, [Part(other, 1)], "fait lui-même partie"),
            (other, [Part(bench.soap, 0)], "quantité"),
            (other, [Part(bench.soap, 1), Part(bench.soap, 1)], "deux fois"),
            (other, [Part(box, 1)], "fourniture"),
        )

        for kit, parts, why in refused:
            with pytest.raises(RefusedError, match=why):
                save_kit(session, bench.later(), kit, parts)

        assert session.get_one(Product, other).kind is ProductKind.ARTICLE
        assert kit_stock(session, [bench.kit]) == {bench.kit: KitStock(10, 10)}


def test_an_article_with_stock_of_its_own_does_not_become_a_kit(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        other = makers.make_product(session, "AUTRE", name="Autre coffret", ean=None)
        makers.put_stock(session, gesture, other, bench.shelf, 1)

        with pytest.raises(RefusedError, match="a un stock à lui"):
            save_kit(session, bench.later(), other, [Part(bench.soap, 1)])


def test_a_kit_is_neither_received_nor_adjusted(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        found = Adjustment(
            product_id=bench.kit, place_id=bench.shelf, reason=MoveReason.FOUND, quantity=1
        )

        with pytest.raises(RefusedError, match="est un kit"):
            adjust_stock(session, bench.later(), found)
        with pytest.raises(RefusedError, match="est un kit"):
            receive_units(
                session,
                bench.later(),
                Receipt(product_id=bench.kit, place_id=bench.shelf, quantity=1),
            )

        assert bench.kit not in bench.on_hand()


@pytest.mark.parametrize("quarantined", [False, True])
def test_a_receipt_of_what_became_a_kit_since_is_not_undone_below_nothing(
    database: Database, gesture: Gesture, *, quarantined: bool
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        other = makers.make_product(session, "AUTRE", name="Autre coffret", ean=None)
        receipt = Receipt(product_id=other, place_id=bench.shelf, quantity=3)
        batch = receive_units(session, bench.later(), receipt).batch_id
        emptied = Adjustment(
            product_id=other, place_id=bench.shelf, reason=MoveReason.LOSS, quantity=-3
        )
        adjust_stock(session, bench.later(), emptied)
        save_kit(session, bench.later(), other, [Part(bench.soap, 2)])
        session.get_one(Batch, batch).quarantined = quarantined
        before = bench.on_hand()

        if quarantined:  # these never came into a stock: only the receipt forgets them
            undo_receipt(session, bench.later(), batch, bench.shelf, 3)
        else:
            with pytest.raises(RefusedError, match="est devenu un kit, il n’a plus de stock"):
                undo_receipt(session, bench.later(), batch, bench.shelf, 3)

        assert bench.on_hand() == before
        assert (session.get(Batch, batch) is None) is quarantined


def test_an_article_whose_units_wait_for_the_end_of_soldes_does_not_become_a_kit(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        other = makers.make_product(session, "AUTRE", name="Autre coffret", ean=None)
        receipt = Receipt(product_id=other, place_id=bench.shelf, quantity=3)
        batch = receive_units(session, bench.later(), receipt).batch_id
        emptied = Adjustment(
            product_id=other, place_id=bench.shelf, reason=MoveReason.LOSS, quantity=-3
        )
        adjust_stock(session, bench.later(), emptied)
        session.get_one(Batch, batch).quarantined = True

        with pytest.raises(RefusedError, match="attendent la fin des soldes"):
            save_kit(session, bench.later(), other, [Part(bench.soap, 1)])

        assert session.get_one(Product, other).kind is ProductKind.ARTICLE
