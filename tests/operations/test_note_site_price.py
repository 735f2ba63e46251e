"""The ledger knows what a visitor of the site paid, also where the desk decides prices."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from merchant_desk.database.database import Database
from merchant_desk.models.shop import Shop
from merchant_desk.operations.accept_product import accept_product
from merchant_desk.queries.price_history import ledger_lines
from merchant_desk.rules.price_ledger import price_at
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.words import Master
from tests.makers import make_shop, make_station

DAY = timedelta(days=1)
SOAP = RemoteProduct(
    remote_id="12", parent_remote_id="", sku="SAV-LAV-100", name="Savon", option_text="",
    ean="", price=Money(590), sale_price=None, rate_bp=2000, stock=12, sellable=True,
    modified_at=datetime(2026, 11, 20, tzinfo=UTC),
)  # fmt: skip


@pytest.fixture
def met(database: Database, gesture: Gesture) -> tuple[ShopId, ProductId]:
    with database.write() as session:
        make_station(session, gesture)
        shop_id = make_shop(session)
        session.get_one(Shop, shop_id).price_master = Master.DESK
        accepted = accept_product(session, gesture, shop_id, SOAP)
    assert accepted.product_id is not None
    return shop_id, accepted.product_id


def _paid(database: Database, product_id: ProductId, at: datetime, channel: str) -> Money | None:
    with database.read() as session:
        lines = ledger_lines(session, [product_id])[product_id]
    found = price_at([line for named, line in lines if named in ("", channel)], at)
    return found.price if found else None


def _accept(
    database: Database, gesture: Gesture, met: tuple[ShopId, ProductId], remote: RemoteProduct
) -> None:
    with database.write() as session:
        accept_product(session, gesture, met[0], remote)


def test_a_price_that_the_site_showed_by_itself_is_in_its_history_and_in_no_other(
    database: Database, gesture: Gesture, met: tuple[ShopId, ProductId]
) -> None:
    later = replace(gesture, at=gesture.at + DAY)

    _accept(database, later, met, replace(SOAP, price=Money(450)))

    after = later.at + DAY
    assert _paid(database, met[1], after, "web") == Money(450)
    assert _paid(database, met[1], after, "shop") == Money(590)
    assert _paid(database, met[1], gesture.at + DAY / 2, "web") == Money(590)


def test_a_sale_that_the_site_runs_counts_from_when_it_was_seen_until_it_is_gone(
    database: Database, gesture: Gesture, met: tuple[ShopId, ProductId]
) -> None:
    seen, gone = (replace(gesture, at=gesture.at + days * DAY) for days in (1, 3))

    _accept(database, seen, met, replace(SOAP, sale_price=Money(390)))
    _accept(database, gone, met, SOAP)

    paid = [_paid(database, met[1], gesture.at + days * DAY, "web") for days in (0, 2, 4)]
    assert paid == [Money(590), Money(390), Money(590)]


def test_a_sale_that_is_yet_to_begin_is_no_price_of_today(
    database: Database, gesture: Gesture, met: tuple[ShopId, ProductId]
) -> None:
    planned = replace(SOAP, sale_price=Money(390), sale_from=gesture.at + 9 * DAY)

    _accept(database, replace(gesture, at=gesture.at + DAY), met, planned)

    assert _paid(database, met[1], gesture.at + 2 * DAY, "web") == Money(590)


def test_the_same_page_read_twice_writes_nothing_more(
    database: Database, gesture: Gesture, met: tuple[ShopId, ProductId]
) -> None:
    for hours in (1, 2, 3):
        later = replace(gesture, at=gesture.at + timedelta(hours=hours))
        _accept(database, later, met, replace(SOAP, price=Money(450)))

    with database.read() as session:
        assert len(ledger_lines(session, [met[1]])[met[1]]) == 2
