"""The list while she types: the same products in the same order whichever way SQLite walks."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import insert_searchable_rows
from merchant_desk.database.column_types import to_micros
from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.operations.import_rows import PRODUCT_COLUMNS
from merchant_desk.queries.products import ProductList, Shown
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import new_ids
from tests.conftest import NOW

_WORDS = ("Savon", "Éclair", "Thé vert", "Bougie-miel", "Zeste")
_COUNT = 2_000
_RARE, _RARE_RETIRED = 1_234, 1_235


def _name(number: int) -> str:
    rare = " quetsche" if number in {_RARE, _RARE_RETIRED} else ""
    return f"{_WORDS[number % 5]} sorte {number % 97}{rare}"


def _fill(session: Session) -> None:
    """Two thousand products, one in ten retired: « s » matches them all, « quetsche » two."""
    at = to_micros(NOW)
    rows = [
        (
            identifier, number, f"REF{number:04d}", _name(number), "", "", "", 100, None, 2000,
            None, "", None, int(number % 10 != 5), 1,
            folded(f"{_name(number)} REF{number:04d}"), at, at, None,
        )
        for number, identifier in enumerate(new_ids(_COUNT), 1)
    ]  # fmt: skip
    insert_searchable_rows(session, table(Product), PRODUCT_COLUMNS, rows, 1)


def _expected(wanted: str) -> list[str]:
    """Return the references for sale whose words begin so, in the order of their names."""
    kept = []
    for number in range(1, _COUNT + 1):
        line = folded(f"{_name(number)} REF{number:04d}")
        words = line.replace("-", " ").split()
        found = wanted in line if len(wanted) > 2 else any(w.startswith(wanted) for w in words)
        if number % 10 != 5 and found:
            kept.append((line, f"REF{number:04d}"))
    return [sku for _line, sku in sorted(kept)]


@pytest.mark.parametrize("typed", ["s", "so", "b", "mi", "sorte", "savon", "quetsche", "zzz"])
def test_the_list_holds_what_matches_in_the_order_of_names(
    sqlite_database: Database, typed: str
) -> None:
    with sqlite_database.write() as session:
        _fill(session)
    expected = _expected(typed)

    with sqlite_database.read() as session:
        rising, falling = ProductList(text=typed), ProductList(text=typed, descending=True)
        up = [row.sku for row in rising.fetch(session, 0, _COUNT)]
        down = [row.sku for row in falling.fetch(session, 0, _COUNT)]
        counted = rising.count(session)

    assert up == expected
    assert down == expected[::-1]
    assert counted == len(expected)


@pytest.mark.parametrize("typed", ["s", "savon"])
def test_pages_follow_each_other_without_a_gap_or_a_row_twice(
    sqlite_database: Database, typed: str
) -> None:
    with sqlite_database.write() as session:
        _fill(session)

    with sqlite_database.read() as session:
        query = ProductList(text=typed)
        whole = [row.sku for row in query.fetch(session, 0, _COUNT)]
        pages = [row.sku for at in range(0, _COUNT, 73) for row in query.fetch(session, at, 73)]

    assert pages == whole


def test_a_product_retired_a_moment_ago_is_neither_listed_nor_counted(
    sqlite_database: Database,
) -> None:
    with sqlite_database.write() as session:
        _fill(session)
        gone = update(table(Product)).values(active=False)
        session.execute(gone.where(table(Product).c.row == _RARE))

    with sqlite_database.read() as session:
        found = ProductList(text="quetsche")
        retired = ProductList(text="quetsche", shown=Shown.RETIRED)

        assert (found.count(session), found.fetch(session, 0, 10)) == (0, ())
        assert retired.count(session) == 2


def test_the_list_of_what_is_for_sale_is_read_from_its_index(sqlite_database: Database) -> None:
    with sqlite_database.read() as session:
        plan = session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM product WHERE product.active = 1 "
            "ORDER BY product.search_text, product.row LIMIT 100"
        )
        steps = [row[-1] for row in plan]

    assert any("ix_product_listed" in each for each in steps)
    assert not any("TEMP B-TREE" in each for each in steps)
