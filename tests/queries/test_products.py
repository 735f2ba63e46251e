"""The list of products, the card, and the codes that name them."""

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.product import Product
from merchant_desk.operations.add_code import NewCode, add_code
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.save_product import ProductDraft, save_product
from merchant_desk.queries.barcodes import CodeMatch, products_by_code
from merchant_desk.queries.product_card import BinLine, CodeLine, product_card, product_named
from merchant_desk.queries.products import (
    ProductCounts,
    ProductList,
    ProductRow,
    Shown,
    product_counts,
)
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.words import CodeKind, MoveReason
from tests.makers import make_bin, make_location, make_product, put_stock


def _shop(session: Session, gesture: Gesture) -> dict[str, ProductId]:
    bin_id = make_bin(session, make_location(session))
    soap = make_product(session)
    eclair = make_product(session, "ECL-1", name="Éclair", ean=None, price_cents=300)
    zest = make_product(session, "ZES-1", name="zeste", ean=None, price_cents=100)
    gone = make_product(session, "OLD-1", name="Ancien", ean=None)
    session.get_one(Product, gone).active = False
    put_stock(session, gesture, soap, bin_id, 9)
    post_move(session, gesture, Move(zest, bin_id, CUSTOMER, 2, MoveReason.SALE))
    session.flush()
    return {"soap": soap, "eclair": eclair, "zest": zest, "gone": gone}


@pytest.mark.parametrize(
    ("query", "skus"),
    [
        (ProductList(), ["ECL-1", "SAV-LAV-100", "ZES-1"]),
        (ProductList(descending=True), ["ZES-1", "SAV-LAV-100", "ECL-1"]),
        (ProductList(sort="price"), ["ZES-1", "ECL-1", "SAV-LAV-100"]),
        (ProductList(sort="on_hand"), ["ZES-1", "ECL-1", "SAV-LAV-100"]),
        (ProductList(sort="available", descending=True), ["SAV-LAV-100", "ECL-1", "ZES-1"]),
        (ProductList(sort="no such order"), ["ECL-1", "SAV-LAV-100", "ZES-1"]),
        (ProductList(shown=Shown.ZERO), ["ECL-1", "ZES-1"]),
        (ProductList(shown=Shown.NEGATIVE), ["ZES-1"]),
        (ProductList(shown=Shown.RESERVED), []),
        (ProductList(shown=Shown.NO_CODE), ["ECL-1", "ZES-1"]),
        (ProductList(shown=Shown.RETIRED), ["OLD-1"]),
        (ProductList(text="ecl"), ["ECL-1"]),
    ],
)
def test_the_list_keeps_and_orders(
    database: Database, gesture: Gesture, query: ProductList, skus: list[str]
) -> None:
    with database.write() as session:
        _shop(session, gesture)

        rows = query.fetch(session, 0, 200)

        assert [row.sku for row in rows] == skus
        assert query.count(session) == len(skus)
        assert query.ids(session) == [row.product_id for row in rows]


def test_pages_join_without_gap_or_repeat(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _shop(session, gesture)
        query = ProductList()

        pages = [row for start in range(4) for row in query.fetch(session, start, 1)]

        assert pages == list(query.fetch(session, 0, 10))


def test_a_row_carries_price_codes_and_stock(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        products = _shop(session, gesture)
        add_code(session, gesture, products["soap"], NewCode("3017620422003"))

        (row,) = ProductList(text="savon").fetch(session, 0, 5)

        assert row == ProductRow(
            product_id=products["soap"],
            sku="SAV-LAV-100",
            name="Savon lavande 100 g",
            option_text="",
            category="",
            price=Money(590),
            active=True,
            stocked=True,
            code="03017620422003",
            code_count=2,
            on_hand=9,
            reserved=0,
        )
        assert (row.available, row.title) == (9, "Savon lavande 100 g")


def test_every_tab_has_its_count(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _shop(session, gesture)

        assert product_counts(session) == ProductCounts(
            active=3, zero=2, negative=1, reserved=0, no_code=2, retired=1
        )


def test_the_card_tells_codes_bins_and_prices(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        draft = ProductDraft(sku="S-1", name="Savon", price=Money(590), rate_bp=2000)
        soap = save_product(session, gesture, draft)
        add_code(session, gesture, soap, NewCode("3760123456784"))
        bin_id = make_bin(session, make_location(session), "B2")
        put_stock(session, gesture, soap, bin_id, 5)

        card = product_card(session, soap)

    assert card is not None
    assert card.codes == (CodeLine("03760123456784", CodeKind.EAN, 1, ""),)
    assert card.bins == (BinLine(bin_id, "Boutique", "B2", 5, 0),)
    assert [(each.price, each.source) for each in card.prices] == [(Money(590), "desk")]
    assert (card.on_hand, card.reserved, card.available) == (5, 0, 5)


def test_a_product_that_does_not_exist_has_no_card(database: Database) -> None:
    with database.read() as session:
        assert product_card(session, ProductId(b"?" * 16)) is None
        assert product_named(session, "RIEN") is None


def test_a_code_names_its_product_with_price_and_stock(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        products = _shop(session, gesture)

        found = products_by_code(session, ["inconnu", "3760123456784", "03760123456784"])

    assert found == (
        CodeMatch(
            product_id=products["soap"],
            sku="SAV-LAV-100",
            name="Savon lavande 100 g",
            option_text="",
            price_cents=590,
            units=1,
            kind="ean",
            code="03760123456784",
            on_hand=9,
            reserved=0,
        ),
    )


@pytest.mark.parametrize("text", ["SAV-LAV-100", "sav-lav-100", " SAV-LAV-100 "])
def test_a_sku_names_its_product_too(database: Database, gesture: Gesture, text: str) -> None:
    with database.write() as session:
        products = _shop(session, gesture)

        (match,) = products_by_code(session, [text])

    assert (match.product_id, match.units, match.kind) == (products["soap"], 1, "sku")
