"""A first catalogue of thousands of rows: indexes are lifted meanwhile, and nothing shows of it."""

from pathlib import Path

import pytest
from sqlalchemy import text

from merchant_desk.database.database import Database
from merchant_desk.errors import CancelledError
from merchant_desk.operations.import_products import import_products
from merchant_desk.operations.undo_import import undo_import
from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.queries.product_search import find_products
from merchant_desk.values.gesture import Gesture
from tests.catalogue_files import ean, everyday, understood
from tests.imports import TEA, bring, content, import_id_of
from tests.makers import make_station

_COUNT = 2_500
_SCHEMA = text("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")


@pytest.fixture(autouse=True)
def station(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)


def _large(folder: Path, mark: str = "A", first: int = 0) -> Path:
    rows = (
        (f"{mark}{number}", f"Savon {mark}{number}", ean(first + number), "4,50", "20", "")
        for number in range(1, _COUNT + 1)
    )
    return everyday(folder, *rows, name=f"{mark}.csv")


def _schema(database: Database) -> list[tuple[object, ...]]:
    if not database.is_sqlite:
        return []
    with database.read() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        return [tuple(row) for row in session.execute(_SCHEMA)]


def test_a_large_first_import_leaves_every_index_as_it_was(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    before = _schema(database)

    report = bring(database, gesture, _large(tmp_path))

    assert report.preview.created == _COUNT
    assert _schema(database) == before
    with database.read() as session:
        (found,) = products_by_code(session, [f"0{ean(_COUNT)}"])
        assert [row.product_id for row in find_products(session, f"savon a{_COUNT}")] == [
            found.product_id
        ]


def test_a_large_import_that_is_stopped_leaves_every_index_and_no_row(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    schema, before = _schema(database), content(database)
    calls = 0

    def stop_after_the_rows() -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        database.gesture(
            import_products, gesture, understood(_large(tmp_path)), stop_after_the_rows
        )

    assert (_schema(database), content(database)) == (schema, before)


def test_a_large_import_is_undone_beside_what_was_there(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    bring(database, gesture, everyday(tmp_path, TEA))
    schema, before = _schema(database), content(database)
    report = bring(database, gesture, _large(tmp_path, first=10))

    undone = database.gesture(undo_import, gesture, import_id_of(report)).answer

    assert undone.removed == _COUNT
    assert (_schema(database), content(database)) == (schema, before)
