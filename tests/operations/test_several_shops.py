"""Several shops sell one article: one of them writes its sheet, one at most decides its price."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.operations.accept_product import accept_product
from merchant_desk.operations.decide_masters import decide_masters
from merchant_desk.operations.note_levels import note_levels
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteLevel, RemoteProduct
from merchant_desk.values.shop_access import Masters
from merchant_desk.values.words import Master
from tests.makers import EPOCH, ORDERED_AT, make_product, make_shop, make_station

DAY = timedelta(days=1)
SHOP_DECIDES = Masters(Master.SHOP, Master.SHOP)
DESK_PRICES = Masters(Master.SHOP, Master.DESK)


def _remote(number: str, **changes: Any) -> RemoteProduct:
    facts: dict[str, Any] = {
        "remote_id": number, "parent_remote_id": "", "sku": "SAV-LAV-100",
        "name": "Savon lavande 100 g", "option_text": "", "ean": "", "price": Money(590),
        "sale_price": None, "rate_bp": 2000, "stock": 12, "sellable": True,
        "modified_at": ORDERED_AT, **changes,
    }  # fmt: skip
    return RemoteProduct(**facts)


def _two_shops(session: Session, gesture: Gesture) -> tuple[ShopId, ShopId, ProductId]:
    """Two undecided shops that both sell the soap, one added a day after the other."""
    make_station(session, gesture)
    soap = make_product(session)
    asked = {"stock_master": Master.UNDECIDED, "price_master": Master.UNDECIDED}
    first, second = (make_shop(session, name=name, **asked) for name in ("Une", "Deux"))
    session.execute(update(Shop).where(Shop.id == first).values(added_at=EPOCH - DAY))
    session.expire_all()
    accept_product(session, gesture, first, _remote("1"))
    accept_product(session, gesture, second, _remote("2"))
    session.flush()
    return first, second, soap


def _price(session: Session, product_id: ProductId) -> Money:
    session.flush()
    session.expire_all()
    return session.get_one(Product, product_id).price


def test_a_second_shop_that_would_decide_the_same_prices_is_refused_with_the_name_of_the_first(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        first, second, _soap = _two_shops(session, gesture)
        decide_masters(session, gesture, first, SHOP_DECIDES)

    with (
        pytest.raises(RefusedError, match="décide déjà du prix d’un article") as refused,
        database.write() as session,
    ):
        decide_masters(session, gesture, second, SHOP_DECIDES)

    assert "\u00a0Une\u00a0" in refused.value.title
    assert "Merchant Desk" in refused.value.advice
    with database.read() as session:
        assert session.get_one(Shop, second).price_master is Master.UNDECIDED


@pytest.mark.parametrize("why", ["gone there", "gone here", "removed", "other articles", "desk"])
def test_a_shop_may_decide_prices_that_no_other_shop_decides(
    database: Database, gesture: Gesture, why: str
) -> None:
    with database.write() as session:
        first, second, _soap = _two_shops(session, gesture)
        decide_masters(session, gesture, first, DESK_PRICES if why == "desk" else SHOP_DECIDES)
        if why in {"gone there", "gone here"}:
            gone = first if why == "gone there" else second
            session.execute(
                update(ShopProduct).where(ShopProduct.shop_id == gone).values(gone_at=gesture.at)
            )
        if why == "removed":
            session.execute(update(Shop).where(Shop.id == first).values(active=False))
        if why == "other articles":
            other = make_product(session, "BOG", ean=None)
            session.execute(
                update(ShopProduct).where(ShopProduct.shop_id == second).values(product_id=other)
            )
        session.expire_all()

        decide_masters(session, gesture, second, SHOP_DECIDES)

        assert session.get_one(Shop, second).price_master is Master.SHOP


def test_the_shop_that_decides_already_may_decide_again(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        first, _second, soap = _two_shops(session, gesture)
        decide_masters(session, gesture, first, SHOP_DECIDES)
        accept_product(session, gesture, first, _remote("1", price=Money(650)))

        decide_masters(session, gesture, first, SHOP_DECIDES)

        assert _price(session, soap) == Money(650)


@pytest.mark.parametrize("seen_by", ["sheet", "level"])
def test_an_article_that_two_deciding_shops_came_to_sell_follows_the_first_and_does_not_flap(
    database: Database, gesture: Gesture, seen_by: str
) -> None:
    with database.write() as session:
        first, second, soap = _two_shops(session, gesture)
        follower = make_shop(session, name="Trois", stock_master=Master.SHOP)
        accept_product(session, gesture, follower, _remote("3"))
        session.execute(
            update(Shop).where(Shop.id.in_((first, second))).values(price_master=Master.SHOP)
        )
        session.execute(delete(OutboxMessage))
        session.expire_all()

        for price in (700, 710):
            if seen_by == "sheet":
                accept_product(session, gesture, second, _remote("2", price=Money(price)))
            else:
                note_levels(
                    session, gesture, second, [RemoteLevel("2", "", "", 12, price=Money(price))]
                )
        assert _price(session, soap) == Money(590)
        assert session.scalars(select(OutboxMessage.shop_id)).all() == []

        accept_product(session, gesture, first, _remote("1", price=Money(650)))

        assert _price(session, soap) == Money(650)
        assert session.scalars(select(OutboxMessage.shop_id)).all() == [follower]


def _named(session: Session, product_id: ProductId) -> tuple[str, str]:
    session.flush()
    session.expire_all()
    product = session.get_one(Product, product_id)
    return product.name, product.option_text


def test_a_second_shop_never_renames_an_article(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        first, second, soap = _two_shops(session, gesture)

        accept_product(session, gesture, second, _remote("2", name="Soap", option_text="EN"))
        assert _named(session, soap) == ("Savon lavande 100 g", "")

        accept_product(session, gesture, first, _remote("1", name="Savon de lavande"))
        assert _named(session, soap) == ("Savon de lavande", "")


def test_the_shop_that_decides_the_price_writes_the_sheet_too(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        first, second, soap = _two_shops(session, gesture)
        decide_masters(session, gesture, first, DESK_PRICES)
        decide_masters(session, gesture, second, SHOP_DECIDES)

        accept_product(session, gesture, first, _remote("1", name="Ancien nom"))
        assert _named(session, soap) == ("Savon lavande 100 g", "")

        accept_product(session, gesture, second, _remote("2", name="Nouveau nom"))
        assert _named(session, soap) == ("Nouveau nom", "")


@pytest.mark.parametrize("left", ["no longer sells it", "removed"])
def test_the_shop_that_is_left_writes_the_sheet(
    database: Database, gesture: Gesture, left: str
) -> None:
    with database.write() as session:
        first, second, soap = _two_shops(session, gesture)
        if left == "removed":
            session.execute(update(Shop).where(Shop.id == first).values(active=False))
        else:
            accept_product(session, gesture, first, _remote("1", deleted=True))
        session.flush()
        session.expire_all()

        accept_product(session, gesture, second, _remote("2", name="Savon"))

        assert _named(session, soap) == ("Savon", "")


def test_a_second_shop_adds_the_barcode_it_knows(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _first, second, soap = _two_shops(session, gesture)

        accept_product(session, gesture, second, _remote("2", ean="3017620422003", name="Autre"))

        session.flush()
        product = session.get_one(Product, soap)
        assert (product.name, "3017620422003" in product.search_text) == (
            "Savon lavande 100 g",
            True,
        )
