"""One product, many codes: each names one product only, for a number of units."""

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.add_code import NewCode, add_code
from merchant_desk.operations.remove_code import remove_code
from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.queries.product_card import CodeLine, product_card
from merchant_desk.queries.product_search import find_products
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.words import CodeKind
from tests.makers import make_product

OTHER_EAN = "3017620422003"


def test_a_second_code_scans_and_searches_like_the_first(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session)

        kept = add_code(session, gesture, soap, NewCode(OTHER_EAN))

        (match,) = products_by_code(session, [OTHER_EAN])
        assert kept == "03017620422003"
        assert (match.product_id, match.units, match.kind) == (soap, 1, "ean")
        assert [each.product_id for each in find_products(session, "3017620")] == [soap]


def test_a_carton_code_stands_for_its_units(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap = make_product(session)

        add_code(session, gesture, soap, NewCode("13760123456781", CodeKind.CARTON, 12, "Palette"))

        (match,) = products_by_code(session, ["13760123456781"])
        card = product_card(session, soap)
    assert match.units == 12
    assert card is not None
    assert card.codes == (
        CodeLine("03760123456784", CodeKind.EAN, 1, ""),
        CodeLine("13760123456781", CodeKind.CARTON, 12, "Palette"),
    )


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (NewCode("3760123456785"), r"clé de contrôle .* devrait être 4"),
        (NewCode("12345"), "n’est pas un code EAN"),
        (NewCode("SAVON"), "n’est pas un code EAN"),
        (NewCode("   "), "ce n’est pas un code"),
        (NewCode("A\x00B", CodeKind.INTERNAL), "ce n’est pas un code"),
        (NewCode("X" * 81, CodeKind.INTERNAL), "ce n’est pas un code"),
        (NewCode(OTHER_EAN, CodeKind.EAN, 0), "au moins une unité"),
        (NewCode(OTHER_EAN, CodeKind.EAN, -4), "au moins une unité"),
        (NewCode(OTHER_EAN, CodeKind.CARTON, 1), "plus d’une unité"),
    ],
)
def test_a_wrong_code_is_refused_with_what_is_wrong(
    sqlite_database: Database, gesture: Gesture, code: NewCode, why: str
) -> None:
    with sqlite_database.write() as session:
        soap = make_product(session)

        with pytest.raises(RefusedError, match=why):
            add_code(session, gesture, soap, code)

        card = product_card(session, soap)
    assert card is not None
    assert len(card.codes) == 1


def test_a_code_of_another_product_is_refused_with_that_product(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_product(session)
        candle = make_product(session, "BOU-1", name="Bougie", ean=None)

        with pytest.raises(RefusedError, match=r"Savon lavande 100 g.*SAV-LAV-100") as refused:
            add_code(session, gesture, candle, NewCode("3 760123 456784"))

        assert "autre fiche" in refused.value.advice


def test_the_sku_of_another_product_is_no_free_code(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_product(session)
        candle = make_product(session, "BOU-1", name="Bougie", ean=None)

        with pytest.raises(RefusedError, match="désigne déjà"):
            add_code(session, gesture, candle, NewCode("sav-lav-100", CodeKind.INTERNAL))


def test_the_same_code_twice_on_a_product_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap = make_product(session)

        with pytest.raises(RefusedError, match="déjà un code de"):
            add_code(session, gesture, soap, NewCode("03760123456784"))


def test_a_removed_code_names_nothing_and_can_be_put_back(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session)

        removed = remove_code(session, gesture, soap, "3760123456784")

        assert products_by_code(session, ["3760123456784"]) == ()
        assert find_products(session, "3760123") == ()
        add_code(session, gesture, soap, removed)
        assert len(products_by_code(session, ["3760123456784"])) == 1


def test_a_code_that_is_not_on_the_card_cannot_be_removed(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session)

        with pytest.raises(RefusedError, match="pas sur la fiche"):
            remove_code(session, gesture, soap, OTHER_EAN)
