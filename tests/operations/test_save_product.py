"""The card of a product: what is kept, what is refused, what the price history remembers."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import PriceChange, Product
from merchant_desk.operations.add_code import NewCode, add_code
from merchant_desk.operations.save_product import ProductDraft, save_product
from merchant_desk.queries.product_card import product_card
from merchant_desk.queries.product_search import find_products
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.words import CodeKind
from tests.makers import make_product

DRAFT = ProductDraft(sku="BOU-FIG-180", name="Bougie figuier", price=Money(1890), rate_bp=2000)


def test_a_new_product_is_found_by_any_part_of_its_name(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        product_id = save_product(session, gesture, replace(DRAFT, option_text="180 g"))

        found = find_products(session, "gui 180")

    assert [each.product_id for each in found] == [product_id]


def test_a_renamed_product_is_no_longer_found_by_its_former_name(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        product_id = save_product(session, gesture, DRAFT)
        add_code(session, gesture, product_id, NewCode("3760123456784"))

        save_product(session, gesture, replace(DRAFT, name="Bougie cèdre"), product_id)
        session.flush()

        assert find_products(session, "figuier") == ()
        assert [each.name for each in find_products(session, "cedre")] == ["Bougie cèdre"]
        assert [each.name for each in find_products(session, "0123456")] == ["Bougie cèdre"]


def test_only_a_new_price_adds_a_line_to_the_price_history(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        product_id = save_product(session, gesture, DRAFT)
        save_product(session, gesture, replace(DRAFT, name="Autre nom"), product_id)
        save_product(session, gesture, replace(DRAFT, price=Money(1690)), product_id)

        prices = session.execute(select(PriceChange.price, PriceChange.source)).all()
    assert sorted((price.cents, source) for price, source in prices) == [
        (1690, "desk"),
        (1890, "desk"),
    ]


def test_texts_are_kept_without_stray_spaces(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        product_id = save_product(
            session, gesture, replace(DRAFT, name="  Bougie\n figuier ", sku=" BOU-FIG-180 ")
        )

        card = product_card(session, product_id)
    assert card is not None
    assert (card.name, card.sku) == ("Bougie figuier", "BOU-FIG-180")


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (replace(DRAFT, name=" "), "pas de nom"),
        (replace(DRAFT, sku=""), "pas de référence"),
        (replace(DRAFT, name="x" * 501), "trop long"),
        (replace(DRAFT, sku="x" * 101), "trop long"),
        (replace(DRAFT, price=Money(-1)), "prix est négatif"),
        (replace(DRAFT, rate_bp=10_001), "taux de TVA"),
        (replace(DRAFT, weight_g=-5), "négatif"),
        (replace(DRAFT, cost_tenthousandths=-5), "négatif"),
    ],
)
def test_an_impossible_card_is_refused(
    sqlite_database: Database, gesture: Gesture, draft: ProductDraft, why: str
) -> None:
    with sqlite_database.write() as session:
        with pytest.raises(RefusedError, match=why):
            save_product(session, gesture, draft)

        assert session.execute(select(Product)).first() is None


def test_a_sku_that_names_another_product_is_refused_with_its_name(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_product(session, DRAFT.sku, name="Savon lavande", ean=None)

        with pytest.raises(RefusedError, match="désigne déjà «\u00a0Savon lavande\u00a0»"):
            save_product(session, gesture, DRAFT)


def test_a_sku_that_is_a_code_of_another_product_is_refused(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session)
        add_code(session, gesture, soap, NewCode("bou-fig-180", CodeKind.INTERNAL))

        with pytest.raises(RefusedError, match="désigne déjà"):
            save_product(session, gesture, DRAFT)


def test_a_product_that_is_gone_cannot_be_changed(database: Database, gesture: Gesture) -> None:
    with database.write() as session, pytest.raises(RefusedError, match="n’existe pas"):
        save_product(session, gesture, DRAFT, ProductId(new_id()))


def test_a_script_in_a_name_stays_a_text(database: Database, gesture: Gesture) -> None:
    script = "<script>alert('x')</script>'; DROP TABLE product;--"
    with database.write() as session:
        product_id = save_product(session, gesture, replace(DRAFT, name=script))

        card = product_card(session, product_id)
        found = find_products(session, script)
    assert card is not None
    assert card.name == script
    assert [each.product_id for each in found] == [product_id]
