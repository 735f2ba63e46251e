"""An article of a shop meets the desk's catalogue: the same product, or a new one, never both."""

from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.product import PriceChange, Product, ProductCode
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.operations.accept_product import ProductAccepted, accept_product
from merchant_desk.operations.add_shop import key_hint
from merchant_desk.operations.match_article import AmbiguousArticleError
from merchant_desk.queries.product_search import find_products
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.words import Master
from tests.makers import ORDERED_AT, make_product, make_shop, make_station

SOAP_EAN, CANDLE_EAN = "3760123456784", "3760123450003"


def _remote(**changes: Any) -> RemoteProduct:
    facts: dict[str, Any] = {
        "remote_id": "71", "parent_remote_id": "", "sku": "SAV-LAV-100",
        "name": "Savon lavande 100 g", "option_text": "", "ean": SOAP_EAN, "price": Money(590),
        "sale_price": None, "rate_bp": 2000, "stock": 12, "sellable": True,
        "modified_at": ORDERED_AT, **changes,
    }  # fmt: skip
    return RemoteProduct(**facts)


def _shop(session: Session, gesture: Gesture) -> tuple[ShopId, ProductId]:
    make_station(session, gesture)
    return make_shop(session), make_product(session)


@pytest.mark.parametrize(
    "changes",
    [{}, {"ean": ""}, {"sku": ""}, {"sku": "", "ean": f"0{SOAP_EAN}"}, {"sku": "AUTRE"}],
)
def test_a_known_article_is_linked_by_its_sku_or_its_barcode(
    database: Database, gesture: Gesture, changes: dict[str, Any]
) -> None:
    with database.write() as session:
        shop_id, soap = _shop(session, gesture)

        accepted = accept_product(session, gesture, shop_id, _remote(**changes))

        assert accepted == ProductAccepted(soap, created=False)
        assert session.scalars(select(ShopProduct.product_id)).all() == [soap]


@pytest.mark.parametrize(
    ("changes", "sku"),
    [
        ({"sku": "", "ean": ""}, "WEB-71"),
        ({"sku": "", "ean": "1234"}, "WEB-71"),
        ({"sku": "AUTRE", "ean": ""}, "AUTRE"),
    ],
)
def test_an_article_that_nothing_identifies_is_a_new_product(
    database: Database, gesture: Gesture, changes: dict[str, Any], sku: str
) -> None:
    with database.write() as session:
        shop_id, soap = _shop(session, gesture)

        accepted = accept_product(session, gesture, shop_id, _remote(**changes))

        assert accepted.created
        assert accepted.product_id not in (None, soap)
        assert set(session.scalars(select(Product.sku))) == {"SAV-LAV-100", sku}


def test_a_barcode_that_two_products_bear_is_a_question(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id, _soap = _shop(session, gesture)
        twin = make_product(session, "SAV-2", ean=CANDLE_EAN)
        code = session.scalars(select(ProductCode.code).where(ProductCode.product_id != twin)).one()
        session.execute(update(ProductCode).where(ProductCode.product_id == twin).values(code=code))

        with pytest.raises(AmbiguousArticleError, match="plusieurs produits"):
            accept_product(session, gesture, shop_id, _remote(sku=""))

        assert session.scalars(select(ShopProduct)).all() == []


def test_a_reference_and_a_barcode_of_two_products_are_a_question(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id, _soap = _shop(session, gesture)
        make_product(session, "SAV-2", ean=CANDLE_EAN)

        with pytest.raises(AmbiguousArticleError, match="deux produits différents"):
            accept_product(session, gesture, shop_id, _remote(sku="SAV-2"))


def test_a_reference_that_passes_to_another_article_takes_over_no_link(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id, soap = _shop(session, gesture)
        accept_product(session, gesture, shop_id, _remote())
        accept_product(session, gesture, shop_id, _remote(sku="SAV-ANCIEN"))

        with pytest.raises(AmbiguousArticleError, match="sous le numéro 71"):
            accept_product(session, gesture, shop_id, _remote(remote_id="900", stock=99))

        links = session.execute(
            select(ShopProduct.remote_id, ShopProduct.product_id, ShopProduct.stock_seen)
        ).all()
        assert [tuple(each) for each in links] == [("71", soap, 12)]


def test_a_number_taken_by_another_reference_makes_a_free_one(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id, _soap = _shop(session, gesture)
        make_product(session, "WEB-71", ean=None)

        accept_product(session, gesture, shop_id, _remote(sku="", ean=""))

        skus = session.scalars(select(Product.sku).order_by(Product.sku)).all()
        assert skus == ["SAV-LAV-100", "WEB-71", "WEB-71-71"]


def test_an_article_deleted_before_the_desk_met_it_leaves_no_trace(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id, _soap = _shop(session, gesture)

        accepted = accept_product(session, gesture, shop_id, _remote(sku="X", ean="", deleted=True))

        assert accepted == ProductAccepted(None, created=False)
        assert session.scalars(select(ShopProduct)).all() == []


def test_an_article_made_anew_under_another_number_keeps_its_product(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id, soap = _shop(session, gesture)
        accept_product(session, gesture, shop_id, _remote())
        accept_product(session, gesture, shop_id, _remote(deleted=True))

        accept_product(session, gesture, shop_id, _remote(remote_id="900"))

        links = session.execute(select(ShopProduct.remote_id, ShopProduct.product_id)).all()
        assert [tuple(each) for each in links] == [("900", soap)]


def test_a_new_name_is_followed_and_found(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop_id, _soap = _shop(session, gesture)
        accept_product(session, gesture, shop_id, _remote(name="Savon à la verveine"))
        session.flush()

        for words in ("verveine", SOAP_EAN):
            assert [each.sku for each in find_products(session, words)] == ["SAV-LAV-100"]
        assert list(find_products(session, "lavande")) == []


@pytest.mark.parametrize(
    ("master", "price", "told"),
    [
        (Master.SHOP, Money(650), False),
        (Master.DESK, Money(590), True),
        (Master.UNDECIDED, Money(590), False),
    ],
)
def test_a_price_is_followed_where_the_shop_decides_and_told_where_the_desk_does(
    database: Database, gesture: Gesture, master: Master, price: Money, *, told: bool
) -> None:
    with database.write() as session:
        shop_id, soap = _shop(session, gesture)
        accept_product(session, gesture, shop_id, _remote())
        session.execute(update(Shop).values(price_master=master))
        session.execute(delete(OutboxMessage))
        session.expire_all()

        accept_product(session, gesture, shop_id, _remote(price=Money(650)))

        session.flush()
        assert session.get_one(Product, soap).price == price
        noted = session.execute(select(PriceChange.channel, PriceChange.price)).all()
        followed = price == Money(650)  # else the site alone practised it
        assert noted == [("online" if followed else "web", Money(650))]
        assert ("price" in session.scalars(select(OutboxMessage.kind)).all()) is told


def test_a_shop_nobody_decided_about_changes_no_price_of_another_shop(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        first, soap = _shop(session, gesture)
        accept_product(session, gesture, first, _remote())
        session.execute(update(Shop).values(price_master=Master.DESK))
        undecided = make_shop(session, name="Deux", price_master=Master.UNDECIDED)
        session.execute(delete(OutboxMessage))
        session.expire_all()

        accept_product(session, gesture, undecided, _remote(price=Money(650)))

        session.flush()
        assert session.get_one(Product, soap).price == Money(590)
        assert session.scalars(select(PriceChange.channel)).all() == ["web"]


def test_a_price_that_a_shop_decides_is_told_to_the_shops_that_follow_the_desk(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        first, soap = _shop(session, gesture)
        accept_product(session, gesture, first, _remote())
        session.execute(update(Shop).values(price_master=Master.DESK))
        deciding = make_shop(session, name="Deux", price_master=Master.SHOP)
        accept_product(session, gesture, deciding, _remote())
        session.execute(delete(OutboxMessage))
        session.expire_all()

        accept_product(session, gesture, deciding, _remote(price=Money(650)))

        session.flush()
        told = select(OutboxMessage.shop_id).where(OutboxMessage.kind == "price")
        assert session.get_one(Product, soap).price == Money(650)
        assert session.scalars(told).all() == [first]


def test_an_article_without_a_price_keeps_the_price_of_the_desk(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id, soap = _shop(session, gesture)

        accept_product(session, gesture, shop_id, _remote(price=None, stock=None))

        assert session.get_one(Product, soap).price == Money(590)


@pytest.mark.parametrize(
    ("key", "hint"),
    [("ck_0123456789abcdef", "ck_…cdef"), (" ck_123456\n", "ck_…3456"), ("", "…"), ("ck_1", "…")],
)
def test_a_key_is_hinted_at_and_never_told(key: str, hint: str) -> None:
    assert key_hint(key) == hint
