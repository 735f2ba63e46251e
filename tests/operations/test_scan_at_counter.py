"""A scan at the counter: the price of the day, and what is kept off the counter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from msgspec.structs import replace as replace_draft

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import PriceChange, Product, ProductCode
from merchant_desk.operations.save_product import note_price
from merchant_desk.operations.scan_at_counter import CounterOutcome, put_at_price
from merchant_desk.rules.basket_changes import (
    with_discount,
    with_line_discount,
    with_price,
    with_quantity,
)
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecordId, new_id
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.words import CodeKind
from tests import makers
from tests.operations.black_friday import OPENED, STARTS, black_friday, plan
from tests.operations.counter_room import HONEY, SOAP, CounterRoom, counter_room


@pytest.fixture
def room(database: Database, gesture: Gesture) -> CounterRoom:
    return counter_room(database, gesture)


def test_the_price_is_that_of_the_ledger_for_the_shop(room: CounterRoom) -> None:
    # given a price of the shop only, learnt since, and another of the web
    with room.database.write() as session:
        for later, (channel, cents) in enumerate((("all", 590), ("shop", 450), ("web", 300))):
            session.add(
                PriceChange(
                    id=RecordId(new_id()), product_id=room.soap, channel=channel,
                    price=Money(cents), from_at=makers.EPOCH,
                    learned_at=makers.EPOCH + timedelta(seconds=later), source="desk",
                )
            )  # fmt: skip
            session.flush()

    # when it is scanned
    scanned = room.scan(SOAP)

    # then the price of the shop is asked
    assert scanned.baskets.running.lines[0].price == Money(450)


def test_a_code_nobody_knows_counts_nothing(room: CounterRoom) -> None:
    scanned = room.scan("4006381333931")

    assert scanned.outcome is CounterOutcome.UNKNOWN
    assert scanned.baskets.running.empty


def test_an_article_without_a_price_asks_for_one(room: CounterRoom) -> None:
    # given a soap that nobody priced
    with room.database.write() as session:
        session.get_one(Product, room.soap).price = ZERO

    # when it is scanned, then sold at a price typed
    scanned = room.scan(SOAP)
    with room.database.write() as session:
        typed = put_at_price(session, room.next(), room.soap, Money(350))

    # then the scan counted nothing, the price did
    assert (scanned.outcome, scanned.baskets.running.empty) == (CounterOutcome.NO_PRICE, True)
    assert typed.baskets.running.lines[0].price == Money(350)
    with room.database.write() as session, pytest.raises(RefusedError, match="prix"):
        put_at_price(session, room.next(), room.soap, ZERO)


def test_an_expired_article_is_not_sold_but_one_best_before_is(room: CounterRoom) -> None:
    # when a use-by day and a best-before day are over, as their symbols say
    over = room.scan("(01)03760123456784(17)261101(10)L1")
    best = room.scan("(01)03760123456784(15)261101(10)L1")

    # then the first is kept off the counter
    assert (over.outcome, over.expiry) == (CounterOutcome.EXPIRED, date(2026, 11, 1))
    assert best.outcome is CounterOutcome.ADDED
    assert best.baskets.running.units == 1


def test_a_retired_article_is_not_sold(room: CounterRoom) -> None:
    with room.database.write() as session:
        session.get_one(Product, room.soap).active = False

    assert room.scan(SOAP).outcome is CounterOutcome.NOT_SOLD


def test_a_rate_that_does_not_exist_here_is_refused_at_the_sale(room: CounterRoom) -> None:
    with room.database.write() as session:
        session.get_one(Product, room.soap).rate_bp = 1960
    room.scan(SOAP)
    room.pay()

    with pytest.raises(RefusedError, match="19,6"):
        room.sell()

    assert room.stock(room.soap) == 10


@pytest.mark.parametrize("quantity", [-1, 10_000])
def test_a_quantity_that_is_none_is_refused(room: CounterRoom, quantity: int) -> None:
    line = room.scan(SOAP).line_id

    with pytest.raises(RefusedError):
        room.change(with_quantity, line, quantity)

    assert room.basket.units == 1


def test_another_price_and_a_discount_want_a_reason(room: CounterRoom) -> None:
    line = room.scan(SOAP).line_id

    with pytest.raises(RefusedError, match="raison"):
        room.change(with_price, line, Money(400), " ")
    with pytest.raises(RefusedError, match="raison"):
        room.change(with_line_discount, line, Money(100), 0, "")
    with pytest.raises(RefusedError, match="dépasse"):
        room.change(with_line_discount, line, Money(591), 0, "geste")

    assert room.basket.lines[0].price == Money(590)


def test_a_discount_on_the_whole_is_shared_over_the_rates(room: CounterRoom) -> None:
    # given 13,30 € of articles at two rates
    room.scan(SOAP)
    room.scan(HONEY)

    # when a tenth is taken off
    room.change(with_discount, ZERO, 1000, "Carte de fidélité")
    made = room.sold().tickets[0]

    # then each line bears its part, and the ticket says why
    assert made.total == Money(1197)
    assert [each.discount.cents for each in room.lines(made.ticket_id)] == [59, 74]
    assert room.ticket(made.ticket_id).reason == "Carte de fidélité"
    assert room.balanced(made.ticket_id)


def test_a_promotion_that_has_begun_counts_at_once(room: CounterRoom) -> None:
    # given an operation planned for the shop, that nobody has carried out yet
    with room.database.write() as session:
        note_price(session, replace(room.gesture, at=OPENED), room.soap, Money(590), "desk")
        plan(session, room.gesture, replace_draft(black_friday(room.soap), channels=("shop",)))

    # when the soap is scanned before and after it begins
    before = room.scan(SOAP).article
    room.gesture = replace(room.gesture, at=STARTS)
    during = room.scan(SOAP).article

    # then the price of the operation is asked from its first second
    assert before is not None
    assert during is not None
    assert (before.price, before.promotion) == (Money(590), "")
    assert (during.price, during.promotion) == (Money(472), "Black Friday")


def test_a_code_of_two_articles_asks_which(room: CounterRoom) -> None:
    # given a code that two articles share
    with room.database.write() as session:
        code = canonical_code(SOAP)
        session.add(ProductCode(code=code, product_id=room.honey, kind=CodeKind.EAN))

    # when it is scanned, then settled
    asked = room.scan(SOAP)
    settled = room.scan(SOAP, room.honey)

    assert asked.outcome is CounterOutcome.AMBIGUOUS
    assert {each.product_id for each in asked.choices} == {room.soap, room.honey}
    assert asked.baskets.running.empty
    assert [each.sku for each in settled.baskets.running.lines] == ["MIE-LAV-250"]


def test_a_carton_counts_its_units_at_the_price_of_one(room: CounterRoom) -> None:
    with room.database.write() as session:
        session.add(
            ProductCode(
                code=canonical_code("13760123456781"), product_id=room.soap,
                kind=CodeKind.CARTON, units=6,
            )
        )  # fmt: skip

    line = room.scan("13760123456781").baskets.running.lines[0]

    assert (line.quantity, line.price) == (6, Money(590))
