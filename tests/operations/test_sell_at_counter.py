"""Selling at the counter: the ticket, the stock, the money and the journal agree."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.seal import Closing, FiscalEvent, Seal
from merchant_desk.models.shop import OutboxMessage, ShopProduct
from merchant_desk.operations.keep_baskets import (
    abandon_basket,
    current_baskets,
    park_basket,
    resume_basket,
)
from merchant_desk.operations.sell_at_counter import sell_at_counter
from merchant_desk.rules.basket import counted
from merchant_desk.rules.basket_changes import (
    with_quantity,
)
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ClosingId, DraftId, StationId, new_id
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.signing import SealKind
from tests import makers
from tests.operations.counter_room import HONEY, SOAP, CounterRoom, counter_room


@pytest.fixture
def room(database: Database, gesture: Gesture) -> CounterRoom:
    return counter_room(database, gesture)


def test_a_sale_gives_a_ticket_with_vat_per_rate_and_takes_the_stock(room: CounterRoom) -> None:
    # when two soaps and a honey are sold by card
    sold = room.sold(SOAP, SOAP, HONEY)

    # then the ticket says so to the cent, and three units left the shelf
    (made,) = sold.tickets
    ticket = room.ticket(made.ticket_id)
    assert (made.number, ticket.kind, made.total) == (
        "TA2026-000001",
        InvoiceKind.TICKET,
        Money(1920),
    )
    assert [(each.quantity, each.total.cents) for each in room.lines(made.ticket_id)] == [
        (2, 1180),
        (1, 740),
    ]
    assert room.rates(made.ticket_id) == {2000: (983, 197), 550: (701, 39)}
    assert room.paid(made.ticket_id) == [("card", 1920)]
    assert room.balanced(made.ticket_id)
    assert (room.stock(room.soap), room.stock(room.honey)) == (8, 9)


def test_a_sale_is_sealed_with_its_payments(room: CounterRoom) -> None:
    made = room.sold(SOAP, means=Means.CASH).tickets[0]

    with room.database.read() as session:
        kinds = [each.kind for each in session.scalars(select(Seal).order_by(Seal.id))]
        document = session.scalars(select(Seal).where(Seal.kind == SealKind.DOCUMENT)).one()
        assert document.subject_id == made.ticket_id
    assert sorted(kinds) == [SealKind.DOCUMENT, SealKind.PAYMENT]


def test_cash_and_card_together_give_change_on_the_cash_only(room: CounterRoom) -> None:
    # given 19,20 € of articles
    for code in (SOAP, SOAP, HONEY):
        room.scan(code)

    # when 10 € are paid by card, and a note of 20 € is put down
    room.pay(Means.CARD, 1000)
    figures = counted(room.pay(Means.CASH, 2000))
    sold = room.sell()

    # then 10,80 € go back, and the drawer keeps 9,20 €
    assert (figures.change, sold.change) == (Money(1080), Money(1080))
    assert room.paid(sold.tickets[0].ticket_id) == [("card", 1000), ("cash", 920)]
    assert room.ticket(sold.tickets[0].ticket_id).change == Money(1080)


@pytest.mark.parametrize("means", [Means.CARD, Means.CHEQUE, Means.VOUCHER, Means.TRANSFER])
def test_nothing_but_cash_may_be_more_than_what_is_due(room: CounterRoom, means: Means) -> None:
    room.scan(SOAP)

    with pytest.raises(RefusedError) as refused:
        room.pay(means, 591)

    assert "5,90" in refused.value.advice
    assert room.basket.tenders == ()


def test_a_basket_that_is_not_paid_whole_is_not_sold(room: CounterRoom) -> None:
    room.scan(SOAP)
    room.pay(Means.CASH, 500)

    with pytest.raises(RefusedError) as refused:
        room.sell()

    assert "0,90" in refused.value.title
    assert room.stock(room.soap) == 10


def test_taking_an_article_off_after_a_card_payment_sells_nothing(room: CounterRoom) -> None:
    # given two soaps paid by card
    line = room.scan(SOAP).line_id
    room.scan(SOAP)
    room.pay(Means.CARD)

    # when one is taken off
    room.change(with_quantity, line, 1)

    # then nothing is sold: a card gives no change
    with pytest.raises(RefusedError) as refused:
        room.sell()
    assert "5,90" in refused.value.title


def test_too_much_cash_is_refused_as_the_law_wants(room: CounterRoom) -> None:
    room.scan(SOAP)

    with pytest.raises(RefusedError, match="loi"):
        room.pay(Means.CASH, 1_500_001)


def test_asking_twice_sells_once(room: CounterRoom) -> None:
    # given a sale
    room.scan(SOAP)
    room.pay()
    asked = room.basket.basket_id
    first = room.sell()

    # when it is asked for again
    with room.database.write() as session:
        again = sell_at_counter(session, room.next(), asked)

    # then it is the same ticket
    assert again.tickets == first.tickets
    assert room.stock(room.soap) == 9


def test_a_basket_nobody_knows_is_refused(room: CounterRoom) -> None:
    with (
        room.database.write() as session,
        pytest.raises(RefusedError, match="plus sur le comptoir"),
    ):
        sell_at_counter(session, room.next(), DraftId(new_id()))


def test_an_empty_basket_is_not_sold(room: CounterRoom) -> None:
    with pytest.raises(RefusedError, match="vide"):
        room.pay()
    room.scan(SOAP)
    room.change(with_quantity, room.basket.lines[0].line_id, 0)
    with pytest.raises(RefusedError, match="vide"):
        room.sell()


def test_units_the_ledger_does_not_know_are_sold_and_show_below_zero(room: CounterRoom) -> None:
    # given a soap that the ledger has ten of
    line = room.scan(SOAP).line_id
    room.change(with_quantity, line, 12)

    # when twelve are sold
    room.sold()

    # then two are missing in the ledger: to be counted
    assert room.stock(room.soap) == -2


def test_the_storefront_is_told_the_new_stock(room: CounterRoom) -> None:
    # given a soap that a storefront shows
    with room.database.write() as session:
        shop = makers.make_shop(session)
        session.add(ShopProduct(shop_id=shop, product_id=room.soap, remote_id="1", stock_seen=10))

    # when it is sold at the counter
    room.sold(SOAP)

    # then its stock waits to be told
    with room.database.read() as session:
        assert session.scalars(select(OutboxMessage.kind)).all() == ["stock"]


def test_a_sale_after_the_closing_counts_the_day_after(room: CounterRoom) -> None:
    # given a day that is closed
    day = date(2026, 11, 21)
    with room.database.write() as session:
        session.add(
            Closing(
                id=ClosingId(new_id()), station_id=room.gesture.station_id,
                level=ClosingLevel.DAY, period="2026-11-21", first_day=day, last_day=day,
                sequence=1, sales=ZERO, returns=ZERO, total=ZERO, perpetual=ZERO,
                perpetual_absolute=ZERO, rates="[]", means="[]", documents="[]", heads="[]",
                drawer="", at=room.gesture.at, by="Camille",
            )
        )  # fmt: skip

    # when something is sold the same evening
    ticket = room.ticket(room.sold(SOAP).tickets[0].ticket_id)

    # then it is dated today and counts tomorrow
    assert (ticket.issue_date, ticket.fiscal_day) == (day, date(2026, 11, 22))


def test_two_stations_have_baskets_and_numbers_of_their_own(room: CounterRoom) -> None:
    # given a second station, and something on the counter of the first
    room.scan(SOAP)
    second = replace(room.gesture, station_id=StationId(new_id()))
    with room.database.write() as session:
        from merchant_desk.models.station import Station  # noqa: PLC0415 - one test wants it

        session.add(
            Station(id=second.station_id, name="Poste 2", letter="B", created_at=makers.EPOCH)
        )

    # when the second sells
    other = CounterRoom(room.database, second, room.soap, room.honey, room.shelf)
    sold = other.sold(HONEY)

    # then neither touched the other
    assert sold.tickets[0].number == "TB2026-000001"
    assert [each.sku for each in room.basket.lines] == ["SAV-LAV-100"]
    assert room.sold().tickets[0].number == "TA2026-000001"


def test_baskets_wait_and_are_taken_again_with_their_payments(room: CounterRoom) -> None:
    # given a basket half paid
    room.scan(SOAP)
    room.pay(Means.CASH, 200)
    waiting = room.basket

    # when it waits while another customer is served
    with room.database.write() as session:
        park_basket(session, room.next())
    room.sold(HONEY)
    with room.database.write() as session:
        taken = resume_basket(session, room.next(), waiting.basket_id)

    # then it is as it was
    assert taken.running == waiting
    assert taken.parked == ()


def test_a_basket_given_up_is_noted_in_the_journal(room: CounterRoom) -> None:
    room.scan(SOAP)

    with room.database.write() as session:
        abandon_basket(session, room.next())

    with room.database.read() as session:
        event = session.scalars(select(FiscalEvent)).one()
        assert event.code == EventCode.SALE_CANCELLED
        assert "5,90" in event.detail
    with room.database.write() as session:
        assert current_baskets(session, room.gesture).running.empty
