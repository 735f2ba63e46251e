from pathlib import Path

import pytest
from sqlalchemy import select, text

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.operations.import_products import import_products
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.undo_import import undo_import
from merchant_desk.queries.product_search import find_products
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ImportId, PlaceId, ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.places import ADJUSTMENT
from merchant_desk.values.words import MoveReason
from tests.catalogue_files import ean, everyday, understood
from tests.imports import NUTS, TEA, bring, content, import_id_of, products
from tests.makers import make_product, make_station


@pytest.fixture(autouse=True)
def station(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)


def test_undo_returns_products_codes_and_levels_to_what_they_were(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    with database.write() as session:
        make_product(session, "SAV", name="Savon", ean=ean(7), price_cents=100)
        make_product(session, "BOL", name="Bol", ean=None, price_cents=900)
    before = content(database)
    rows = [
        ("SAV", "Savon doux", ean(8), "2,00", "5,5", ""),
        ("BOL", "", "", "", "", "6"),
        ("THE", "Thé", ean(1), "4,50", "5,5", ""),
        NUTS,
    ]
    report = bring(database, gesture, everyday(tmp_path, *rows))
    assert (report.preview.created, report.preview.changed) == (2, 2)

    undone = database.gesture(undo_import, gesture, import_id_of(report)).answer

    assert content(database) == before
    assert (undone.removed, undone.retired, undone.restored, undone.kept) == (2, 0, 2, ())
    with database.read() as session:
        assert find_products(session, "noix") == ()
        assert [each.sku for each in find_products(session, "savon")] == ["SAV"]


def test_undo_retires_the_products_that_the_ledger_tells_of(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    report = bring(database, gesture, everyday(tmp_path, TEA, NUTS))

    undone = database.gesture(undo_import, gesture, import_id_of(report)).answer

    assert (undone.removed, undone.retired) == (1, 1)
    after = content(database)
    assert (after["codes"], after["levels"]) == ([], [])
    with database.read() as session:
        assert [row[0:5:4] for row in products(session)] == [("THE", False)]
        assert session.scalars(select(StockMove.quantity)).all() == [12, 12]


def test_a_file_can_be_imported_again_after_its_undo(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    path = everyday(tmp_path, TEA, NUTS)
    report = bring(database, gesture, path)
    database.gesture(undo_import, gesture, import_id_of(report))

    again = bring(database, gesture, path)

    assert (again.preview.created, again.preview.changed) == (1, 1)
    with database.read() as session:
        assert [row[4] for row in products(session)] == [True, True]
        assert session.scalars(select(StockLevel.quantity)).all() == [12]


def test_undo_keeps_what_was_used_or_changed_since_and_says_why(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    with database.write() as session:
        make_product(session, "SAV", name="Savon", ean=None, price_cents=100)
    report = bring(database, gesture, everyday(tmp_path, TEA, ("SAV", "", "", "2,00", "", "")))
    bring(database, gesture, everyday(tmp_path, ("SAV", "", "", "3,00", "", "")))
    with database.write() as session:
        tea, place = session.execute(select(StockLevel.product_id, StockLevel.place_id)).one()
        move = Move(ProductId(tea), PlaceId(place), ADJUSTMENT, 1, MoveReason.LOSS)
        post_move(session, gesture, move)

    undone = database.gesture(undo_import, gesture, import_id_of(report)).answer

    assert [(each.sku, each.reason) for each in undone.kept] == [
        ("THE", "il a servi depuis l’import"),
        ("SAV", "il a été modifié depuis l’import"),
    ]
    with database.read() as session:
        assert [(row[0], row[2], row[4]) for row in products(session)] == [
            ("SAV", Money(300), True),
            ("THE", Money(450), True),
        ]
        assert session.scalars(select(StockLevel.quantity)).all() == [11]


def test_an_import_is_undone_once(database: Database, gesture: Gesture, tmp_path: Path) -> None:
    import_id = import_id_of(bring(database, gesture, everyday(tmp_path, TEA)))
    database.gesture(undo_import, gesture, import_id)

    with pytest.raises(RefusedError, match="il l’est déjà"):
        database.gesture(undo_import, gesture, import_id)
    with pytest.raises(RefusedError, match="il n’existe pas"):
        database.gesture(undo_import, gesture, ImportId(bytes(16)))


def test_the_search_trigger_is_back_after_an_import(
    sqlite_database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    report = sqlite_database.gesture(
        import_products, gesture, understood(everyday(tmp_path, TEA))
    ).answer
    sqlite_database.gesture(undo_import, gesture, import_id_of(report))

    with sqlite_database.write() as session:
        make_product(session, "SAV", name="Savon")
        names = session.scalars(
            text("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='product'")
        ).all()
        for kind in ("word", "trigram"):
            check = f"INSERT INTO product_{kind}(product_{kind}) VALUES('integrity-check')"
            session.execute(text(check))
    assert {"product_indexed", "product_unindexed", "product_reindexed"} <= set(names)
    with sqlite_database.read() as session:
        assert [each.sku for each in find_products(session, "savon")] == ["SAV"]
