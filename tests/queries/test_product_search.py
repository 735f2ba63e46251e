"""Search as she types: any part of a name, SKU or code; nothing she types is a syntax error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.queries.product_search import FoundProduct, find_products, pieces_of
from merchant_desk.queries.products import ProductList
from merchant_desk.values.folding import folded
from tests.makers import make_product


def _catalogue(session: Session) -> None:
    make_product(session)
    make_product(session, "BOU-FIG-180", name="Bougie figuier 180 g", ean=None, price_cents=1890)
    make_product(session, "THE-VRT-050", name="Thé vert « Été »", ean=None)
    make_product(session, "COF-L'A-1", name='Coffret "L’Atelier"', ean=None)


@pytest.mark.parametrize(
    ("typed", "skus"),
    [
        ("savon", ["SAV-LAV-100"]),
        ("vand", ["SAV-LAV-100"]),
        ("LAVANDE 100", ["SAV-LAV-100"]),
        ("sav la", ["SAV-LAV-100"]),
        ("the", ["THE-VRT-050"]),
        ("été", ["THE-VRT-050"]),
        ("fi", ["BOU-FIG-180"]),
        ("b", ["BOU-FIG-180"]),
        ("bou-fig", ["BOU-FIG-180"]),
        ("3760123456784", ["SAV-LAV-100"]),
        ("3 760123 456784", ["SAV-LAV-100"]),
        ("0123456", ["SAV-LAV-100"]),
        ("37", ["SAV-LAV-100"]),
        ("l'atelier", ["COF-L'A-1"]),
        ('"l', ["COF-L'A-1", "SAV-LAV-100"]),
        ("savon figuier", []),
        ("zzz", []),
        ("%", []),
        ("", []),
    ],
)
def test_what_is_typed_finds(database: Database, typed: str, skus: list[str]) -> None:
    with database.write() as session:
        _catalogue(session)

        found = find_products(session, typed)

    assert sorted(each.sku for each in found) == skus


def test_an_exact_code_comes_first_then_names_that_start_so(database: Database) -> None:
    with database.write() as session:
        make_product(session, "A-1", name="Petit savon", ean=None)
        make_product(session, "A-2", name="Savon d’Alep", ean=None)
        make_product(session, "savon", name="Zeste", ean=None)

        found = find_products(session, "savon")

    assert [each.name for each in found] == ["Zeste", "Savon d’Alep", "Petit savon"]


def test_an_answer_carries_what_a_line_shows(database: Database) -> None:
    with database.write() as session:
        product_id = make_product(session)

        (found,) = find_products(session, "savon")

    assert found == FoundProduct(product_id, "SAV-LAV-100", "Savon lavande 100 g", "", 590)


def test_no_more_than_the_limit_is_read(database: Database) -> None:
    with database.write() as session:
        for number in range(60):
            make_product(session, f"SAV-{number}", name=f"Savon {number}", ean=None)

        assert len(find_products(session, "savon")) == 50
        assert len(find_products(session, "s", limit=7)) == 7


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(max_size=40))
def test_anything_may_be_typed(sqlite_database: Database, typed: str) -> None:
    with sqlite_database.write() as session:
        _catalogue(session)

        found = find_products(session, typed)
        listed = ProductList(text=typed).fetch(session, 0, 50)

        if typed.strip():
            assert {each.product_id for each in listed} <= {each.product_id for each in found} or (
                pieces_of(typed).empty
            )
        assert ProductList(text=typed).count(session) == len(listed)
        session.rollback()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(start=st.integers(0, 18), length=st.integers(1, 19))
def test_any_piece_of_three_letters_or_more_finds_its_product(
    sqlite_database: Database, start: int, length: int
) -> None:
    name = "Crème brûlée à l’œil"
    piece = " ".join(word for word in name[start : start + length].split() if len(word) > 2)
    with sqlite_database.write() as session:
        make_product(session, "X", name=name, ean=None)

        found = find_products(session, piece)

        assert len(found) == (1 if folded(piece).strip() else 0)
        session.rollback()
