import csv
import io
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import CancelledError
from merchant_desk.models.product import PriceChange, Product, ProductCode
from merchant_desk.models.station import CatalogueImport
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.operations.import_products import import_products
from merchant_desk.operations.read_catalogue import read_catalogue
from merchant_desk.operations.undo_import import undo_import
from merchant_desk.queries.imports import last_import, past_imports
from merchant_desk.queries.product_search import find_products
from merchant_desk.rules.catalogue.articles import understand
from merchant_desk.rules.catalogue.refused_rows import refused_csv
from merchant_desk.values.catalogue_sheet import Choices
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from merchant_desk.values.search_text import product_search_text
from merchant_desk.values.words import MoveReason
from tests.catalogue_files import (
    WOO_FRENCH,
    ean,
    everyday,
    text_of,
    understood,
    woo_rows,
    write,
)
from tests.imports import NUTS, TEA, bring, content, dry, import_id_of, products
from tests.makers import make_product, make_station


@pytest.fixture(autouse=True)
def station(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)


def test_an_import_makes_products_with_codes_prices_and_opening_stock(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    report = bring(database, gesture, everyday(tmp_path, TEA, NUTS))

    assert (report.preview.created, report.preview.opening_units) == (2, 12)
    with database.read() as session:
        nuts = product_search_text("Noix", "", "NOIX", ())
        tea = product_search_text("Thé d’été", "", "THE", (f"0{ean(1)}",))
        assert products(session) == [
            ("NOIX", "Noix", Money(700), 2000, True, nuts),
            ("THE", "Thé d’été", Money(450), 550, True, tea),
        ]
        assert session.scalars(select(ProductCode.code)).all() == [f"0{ean(1)}"]
        moves = session.execute(select(StockMove.quantity, StockMove.reason, StockMove.import_id))
        assert [tuple(row) for row in moves] == [(12, MoveReason.IMPORT, report.import_id)]
        assert session.scalars(select(StockLevel.quantity)).all() == [12]


def test_search_finds_imported_products_at_once(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    bring(database, gesture, everyday(tmp_path, TEA, NUTS))

    with database.read() as session:
        for words in ("ete", "the", ean(1)[3:9]):
            assert [each.sku for each in find_products(session, words)] == ["THE"]


def test_a_dry_run_writes_nothing_and_counts_as_the_import_will(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    path = everyday(tmp_path, TEA, ("X", "", "", "3", "", ""), NUTS)
    before = content(database)

    preview = dry(database, path)

    assert content(database) == before
    assert (preview.rows, preview.created, preview.refused) == (3, 2, 1)
    assert preview.refusals[0].reason == "le nom manque"
    assert bring(database, gesture, path).preview == preview


def test_the_same_file_twice_changes_nothing(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    path = write(tmp_path / "w.csv", text_of(WOO_FRENCH, *woo_rows(), delimiter=","))
    bring(database, gesture, path)
    before = content(database)

    again = bring(database, gesture, path)

    assert (again.import_id, again.preview.unchanged) == (None, 4)
    assert content(database) == before


def test_changed_prices_are_noted_with_what_they_were(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    bring(database, gesture, everyday(tmp_path, TEA))

    report = bring(database, gesture, everyday(tmp_path, ("the", "", "", "5,20", "", "")))

    assert (report.preview.created, report.preview.changed) == (0, 1)
    with database.read() as session:
        noted = session.scalars(select(PriceChange.price).order_by(PriceChange.id)).all()
        assert noted == [Money(450), Money(520)]
        assert session.scalars(select(Product.name)).all() == ["Thé d’été"]


def test_a_barcode_of_another_product_is_refused_by_name(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    with database.write() as session:
        make_product(session, "SAV", name="Savon", ean=ean(1))

    report = bring(database, gesture, everyday(tmp_path, TEA, NUTS))

    assert report.preview.created == 1
    assert [each.reason for each in report.preview.refusals] == [
        "ce code-barres est déjà celui de «\u00a0Savon\u00a0» (SAV)"
    ]


def test_a_row_without_reference_finds_its_product_by_barcode(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    with database.write() as session:
        make_product(session, "SAV", name="Savon", ean=ean(1), price_cents=100)

    report = bring(database, gesture, everyday(tmp_path, ("", "", ean(1), "2,00", "", "")))

    assert (report.preview.created, report.preview.changed) == (0, 1)


def test_stock_that_has_a_story_is_not_overwritten_and_it_is_said(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    bring(database, gesture, everyday(tmp_path, TEA))

    report = bring(database, gesture, everyday(tmp_path, (*TEA[:5], "40")))

    assert report.import_id is None
    assert [each.value for each in report.preview.remarks] == ["40"]


def test_a_cancelled_import_leaves_nothing(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    before = content(database)
    calls = 0

    def stop_at_the_end() -> None:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise CancelledError

    with pytest.raises(CancelledError):
        database.gesture(
            import_products, gesture, understood(everyday(tmp_path, TEA)), stop_at_the_end
        )

    assert content(database) == before
    assert bring(database, gesture, everyday(tmp_path, TEA)).preview.created == 1


def test_past_imports_are_listed_with_what_can_be_undone(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    first = import_id_of(bring(database, gesture, everyday(tmp_path, TEA)))
    second = import_id_of(bring(database, gesture, everyday(tmp_path, NUTS, name="b.csv")))
    database.gesture(undo_import, gesture, second)

    with database.read() as session:
        assert [(each.file_name, each.can_undo) for each in past_imports(session)] == [
            ("b.csv", False),
            ("catalogue.csv", True),
        ]
        last = last_import(session)

    assert last is not None
    assert last.import_id == first


def test_the_memory_of_an_import_holds_no_more_than_undo_needs(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    bring(database, gesture, everyday(tmp_path, NUTS))

    with database.read() as session:
        assert json.loads(session.scalars(select(CatalogueImport.before)).one()) == {
            "places": [],
            "products": [],
        }


def test_refused_rows_come_back_as_a_file_that_is_harmless_and_can_be_mended(
    tmp_path: Path,
) -> None:
    sheet = read_catalogue(everyday(tmp_path, ("A", "=CMD|x", "", "-3", "", ""), TEA))
    found = understand(sheet, Choices())

    raw = refused_csv(sheet, found.refusals)

    assert raw.startswith(b"\xef\xbb\xbf")
    heading, row = csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")
    assert heading[-2:] == ["Ligne", "Motif du refus"]
    assert row == ["A", "'=CMD|x", "", "-3", "", "", "2", "Prix TTC\u00a0: ce nombre est négatif"]
    mended = tmp_path / "mended.csv"
    mended.write_bytes(raw.replace(b"-3", b"3"))
    (article,) = understood(mended).articles
    assert (article.name, article.price) == ("=CMD|x", 300)
