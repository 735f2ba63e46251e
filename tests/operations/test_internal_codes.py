"""Codes of our own: valid, found by a scan, and never given twice."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import lists, sampled_from
from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.internal_code import InternalCode
from merchant_desk.models.product import Product
from merchant_desk.operations.add_code import NewCode, add_code
from merchant_desk.operations.give_internal_code import (
    CodesGiven,
    give_internal_code,
    give_missing_codes,
)
from merchant_desk.operations.remove_code import remove_code
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.queries.product_search import find_products
from merchant_desk.values.barcode import gtin14, make_internal_ean13
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import new_id
from merchant_desk.values.settings import CODE_PREFIX
from merchant_desk.values.words import CodeKind
from tests.makers import make_product


def test_an_article_without_a_code_gets_an_ean_of_ours_that_scans_and_searches(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        candle = make_product(session, "BOU-1", name="Bougie", ean=None)

        code = give_internal_code(session, gesture, candle)

        (match,) = products_by_code(session, [code])
        assert code == "2000000000015"
        assert gtin14(code) == f"0{code}"
        assert (match.product_id, match.units, match.kind) == (candle, 1, "internal")
        assert [each.product_id for each in find_products(session, "20000000000")] == [candle]


def test_a_number_is_never_given_again_even_when_its_code_was_removed(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        candle = make_product(session, "BOU-1", name="Bougie", ean=None)
        first = give_internal_code(session, gesture, candle)
        remove_code(session, gesture, candle, first)

        second = give_internal_code(session, gesture, candle)

        assert (first, second) == ("2000000000015", "2000000000022")
        assert products_by_code(session, [first]) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=lists(sampled_from(["give", "remove", "prefix"]), max_size=12))
def test_whatever_is_given_and_removed_no_code_comes_twice(
    sqlite_database: Database, gesture: Gesture, steps: list[str]
) -> None:
    seen: list[str] = []
    with sqlite_database.write() as session:
        article = make_product(session, new_id().hex(), name="B", ean=None)
        held = ""
        for place, step in enumerate(steps):
            if step == "give" and not held:
                held = give_internal_code(session, gesture, article)
                seen.append(held)
            elif step == "remove" and held:
                remove_code(session, gesture, article, held)
                held = ""
            elif step == "prefix":
                save_setting(session, gesture, CODE_PREFIX, 20 + place % 10)
        session.rollback()

    assert len({code[2:12] for code in seen}) == len(seen)


def test_all_that_have_none_get_one_and_the_others_keep_theirs(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session)
        lacking = [make_product(session, f"B-{n}", name="Bougie", ean=None) for n in range(3)]
        old = make_product(session, "OLD", name="Vieille", ean=None)
        session.get_one(Product, old).active = False

        done = give_missing_codes(session, gesture)

        assert done == CodesGiven(3, 0)
        codes = [make_internal_ean13(n) for n in (1, 2, 3)]
        assert [products_by_code(session, [each])[0].product_id for each in codes] == lacking
        assert len(products_by_code(session, ["3760123456784"])) == 1
        assert give_missing_codes(session, gesture, (soap, *lacking)) == CodesGiven(0, 0)


def test_so_many_are_given_at_once_and_the_rest_by_the_next_gesture(
    sqlite_database: Database, gesture: Gesture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("merchant_desk.operations.give_internal_code.AT_ONCE", 2)
    with sqlite_database.write() as session:
        lacking = [make_product(session, f"B-{n}", name="Bougie", ean=None) for n in range(5)]

        steps = [give_missing_codes(session, gesture) for _step in range(3)]

        assert steps == [CodesGiven(2, 3), CodesGiven(2, 1), CodesGiven(1, 0)]
        assert give_missing_codes(session, gesture, lacking) == CodesGiven(0, 0)
        make_product(session, "B-9", name="Bougie", ean=None)
        assert give_missing_codes(session, gesture, ()) == CodesGiven(0, 0)


def test_the_prefix_is_the_shops_choice_and_one_that_is_none_is_not_used(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        first = make_product(session, "B-1", name="Bougie", ean=None)
        second = make_product(session, "B-2", name="Bougie", ean=None)
        save_setting(session, gesture, CODE_PREFIX, 27)

        assert give_internal_code(session, gesture, first).startswith("27")
        save_setting(session, gesture, CODE_PREFIX, 37)
        assert give_internal_code(session, gesture, second).startswith("20")


def test_a_number_whose_code_is_known_already_is_left_out(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        taken = make_product(session, "TAKEN", name="Ancien code", ean=None)
        add_code(session, gesture, taken, NewCode(make_internal_ean13(1), CodeKind.INTERNAL))
        candle = make_product(session, "BOU-1", name="Bougie", ean=None)

        assert give_internal_code(session, gesture, candle) == make_internal_ean13(2)


def test_an_article_that_has_a_code_gets_no_second_sticker(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session)
        candle = make_product(session, "BOU-1", name="Bougie", ean=None)
        give_internal_code(session, gesture, candle)

        for each in (soap, candle):
            with pytest.raises(RefusedError, match="a déjà un code à scanner"):
                give_internal_code(session, gesture, each)


def test_a_code_once_given_is_never_forgotten(sqlite_database: Database, gesture: Gesture) -> None:
    with sqlite_database.write() as session:
        give_internal_code(session, gesture, make_product(session, "B", name="B", ean=None))

    with pytest.raises(DBAPIError, match="append-only"), sqlite_database.write() as session:
        session.execute(delete(table(InternalCode)))


@pytest.mark.parametrize(("number", "prefix"), [(-1, 20), (10**10, 20), (1, 19), (1, 30)])
def test_no_code_is_made_of_a_number_or_prefix_that_is_not_ours(number: int, prefix: int) -> None:
    with pytest.raises(ValueError, match="make no code"):
        make_internal_ean13(number, prefix)
