"""A tag is due when it says another price than its article, and only then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.product import Product
from merchant_desk.operations.note_labels import note_labels
from merchant_desk.operations.print_tags import queue_tags
from merchant_desk.operations.save_product import ProductDraft, save_product
from merchant_desk.operations.turn_promotions import turn_promotions
from merchant_desk.queries.price_tags import TagsWanted
from merchant_desk.queries.tags_due import RECENT, tags_due
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.price_tags import SHEET_24
from tests.makers import make_bin, make_location, make_product, put_stock
from tests.operations.black_friday import ENDS, black_friday, open_shop, plan

CARD = ProductDraft(sku="SAV-LAV-100", name="Savon lavande 100 g", price=Money(590), rate_bp=2000)


def price(session: Session, gesture: Gesture, soap: ProductId, cents: int, hours: int) -> None:
    later = replace(gesture, at=gesture.at + timedelta(hours=hours))
    save_product(session, later, replace(CARD, price=Money(cents)), soap)


@pytest.fixture
def soap(database: Database, gesture: Gesture) -> ProductId:
    with database.write() as session:
        soap = save_product(session, gesture, CARD)
        put_stock(session, gesture, soap, make_bin(session, make_location(session)), 5)
        return soap


def due(database: Database, gesture: Gesture, **later: float) -> list[tuple[int | None, int]]:
    with database.read() as session:
        found = tags_due(session, gesture.at + timedelta(**later))
        return [(each.shown.cents if each.shown else None, each.price.cents) for each in found]


def test_a_new_article_waits_for_no_tag(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    assert soap
    assert due(database, gesture, hours=1) == []


def test_a_price_that_changes_makes_its_tag_wrong_until_it_is_printed_again(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        assert note_labels(session, gesture, [soap, soap]) == 1
        price(session, gesture, soap, 650, 1)
    assert due(database, gesture, hours=2) == [(590, 650)]

    with database.write() as session:
        note_labels(session, replace(gesture, at=gesture.at + timedelta(hours=3)), [soap])

    assert due(database, gesture, hours=4) == []


def test_a_price_that_comes_back_to_what_its_tag_says_needs_none(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        note_labels(session, gesture, [soap])
        price(session, gesture, soap, 650, 1)
        price(session, gesture, soap, 590, 2)

    assert due(database, gesture, hours=3) == []


def test_an_article_without_a_tag_is_told_for_a_month_after_its_price_changed(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        price(session, gesture, soap, 650, 1)

    assert due(database, gesture, hours=2) == [(None, 650)]
    assert due(database, gesture, days=RECENT.days + 1) == []


def test_an_article_that_is_not_sold_any_more_waits_for_no_tag(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        note_labels(session, gesture, [soap])
        price(session, gesture, soap, 650, 1)
        session.get_one(Product, soap).active = False

    assert due(database, gesture, hours=2) == []


def test_the_tags_of_an_operation_are_right_while_it_runs_and_due_once_it_is_over(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        promotion = plan(session, gesture, black_friday(open_shop(session, gesture)))
        queue_tags(session, gesture, promotion, TagsWanted(SHEET_24))

    assert due(database, gesture) == []
    with database.write() as session:
        over = replace(gesture, at=ENDS + timedelta(hours=1))
        turn_promotions(session, over)

    with database.read() as session:
        (found,) = tags_due(session, ENDS + timedelta(hours=1))
    assert (found.shown, found.price) == (Money(472), Money(590))


def test_articles_that_do_not_exist_have_no_label(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_product(session)
        assert note_labels(session, gesture, [ProductId(b"\x00" * 16)]) == 0
        assert note_labels(session, gesture, []) == 0
