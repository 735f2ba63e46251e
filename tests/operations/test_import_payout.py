"""A settlement is kept once, its lines brought to their orders, and may be taken back whole."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.documents.payouts.payout_reading import read_payout_file
from merchant_desk.errors import RefusedError
from merchant_desk.models.cash_aside import Payout, PayoutLine
from merchant_desk.models.order import OrderEvent
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.import_payout import import_payout
from merchant_desk.operations.undo_payout import undo_payout
from merchant_desk.queries.payouts import PayoutList, awaited_payouts, payout_facts, provider_habits
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId
from merchant_desk.values.money import Money
from merchant_desk.values.payout_file import PayoutFile
from merchant_desk.values.remote import RemotePayment
from merchant_desk.values.words import OrderEventKind
from tests.documents.payouts import samples
from tests.makers import ORDERED_AT, make_shop, make_station, remote_line, remote_order

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def stripe() -> PayoutFile:
    return read_payout_file("stripe.csv", samples.STRIPE.encode())


def ordered(session: Session, gesture: Gesture, *numbers: str) -> dict[str, OrderId]:
    """The shop, and paid orders of these numbers."""
    make_station(session, gesture)
    shop = make_shop(session)
    return {
        each: accept_order(session, gesture, shop, remote_order(each)).order_id for each in numbers
    }


def test_lines_come_to_their_orders_and_a_chargeback_is_written_there(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        orders = ordered(session, gesture, "1040", "1042")

        kept = import_payout(session, gesture, stripe())

        lines = session.execute(
            select(PayoutLine.kind, PayoutLine.order_id).order_by(
                PayoutLine.payout_id, PayoutLine.position
            )
        ).all()
        events = session.execute(select(OrderEvent.order_id, OrderEvent.kind, OrderEvent.detail))
        assert [(each.found, each.not_found, each.chargebacks) for each in kept.payouts] == [
            (2, 0, 0),
            (1, 1, 1),
        ]
        assert [tuple(each) for each in lines] == [
            (PayoutKind.SALE, orders["1042"]),
            (PayoutKind.REFUND, orders["1042"]),
            (PayoutKind.FEE, None),
            (PayoutKind.SALE, None),
            (PayoutKind.CHARGEBACK, orders["1040"]),
        ]
        assert [tuple(each) for each in events] == [
            (orders["1040"], OrderEventKind.CHARGED_BACK, "−30,00\u00a0€, Stripe")
        ]


def test_a_transaction_or_a_lone_amount_of_the_day_tells_the_order_too(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        make_station(session, gesture)
        shop = make_shop(session)
        by_number = remote_order(
            "A-1", payments=(RemotePayment("ch_1", Money(2490), "Carte", ORDERED_AT),)
        )
        line = remote_line(total=Money(124_900), vat=Money(20_816))
        by_amount = remote_order("A-2", line, paid_at=ORDERED_AT - timedelta(days=6))
        first, second = (
            accept_order(session, gesture, shop, each).order_id for each in (by_number, by_amount)
        )
        silent = [
            replace(
                each,
                lines=tuple(replace(line, order_text="", label="") for line in each.lines),
            )
            for each in stripe().payouts
        ]

        import_payout(session, gesture, replace(stripe(), payouts=tuple(silent)))

        found = session.execute(
            select(PayoutLine.reference, PayoutLine.order_id).where(
                PayoutLine.order_id.is_not(None)
            )
        )
        assert {tuple(each) for each in found} == {("ch_1", first), ("ch_2", second)}


def test_the_same_payout_is_said_and_not_kept_twice(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        ordered(session, gesture)
        first = import_payout(session, gesture, stripe())

        again = import_payout(session, gesture, stripe())

        assert [each.known for each in again.payouts] == [True, True]
        assert [each.payout_id for each in again.payouts] == [
            each.payout_id for each in first.payouts
        ]
        assert session.scalar(select(func.count()).select_from(Payout)) == 2
        assert again.fresh == ()


def test_a_known_payout_with_another_amount_keeps_nothing_of_the_file(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        ordered(session, gesture)
        import_payout(session, gesture, replace(stripe(), payouts=stripe().payouts[:1]))
        first, second = stripe().payouts
        other = replace(stripe(), payouts=(second, replace(first, net=Money(1), lines=())))

        with pytest.raises(RefusedError, match="autre montant"), session.begin_nested():
            import_payout(session, gesture, other)

        assert session.scalar(select(func.count()).select_from(Payout)) == 1


def test_a_payout_taken_back_counts_no_more_and_may_come_again(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        ordered(session, gesture)
        first, _second = import_payout(session, gesture, stripe()).payouts

        undone = undo_payout(session, gesture, first.payout_id)

        assert (undone.reference, undone.net) == ("po_1", Money(1728))
        assert [each.reference for each in PayoutList().fetch(session, 0, 9)] == ["po_2"]
        assert [each.reference for each in payout_facts(session, *NOVEMBER)] == ["po_2"]
        with pytest.raises(RefusedError, match="n’est plus là"):
            undo_payout(session, gesture, first.payout_id)
        again = import_payout(session, gesture, stripe())
        assert [each.known for each in again.payouts] == [False, True]


def test_lines_of_a_payout_are_never_changed(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        ordered(session, gesture)
        import_payout(session, gesture, stripe())

        with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
            session.execute(update(PayoutLine).values(amount=Money(0)))


def test_the_forecast_and_the_books_know_what_a_provider_does(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        ordered(session, gesture)
        import_payout(session, gesture, stripe())

        habits = provider_habits(session)
        awaited = awaited_payouts(session)
        facts = payout_facts(session, *NOVEMBER)

        # 13 → 17 and 14 → 18 November; 36,61 € kept of 1 273,90 € sold
        assert habits == {"stripe": (4, 4, 287)}
        assert [(each.paid_on, each.amount) for each in awaited] == [
            (date(2026, 11, 17), Money(1728)),
            (date(2026, 11, 18), Money(118_501)),
        ]
        assert [each.gross + each.fees + each.vat for each in facts] == [each.net for each in facts]


def test_a_payout_of_another_century_is_refused(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        first = replace(stripe().payouts[0], paid_on=date(2027, 6, 1))

        with pytest.raises(RefusedError, match="est daté du 01/06/2027"):
            import_payout(session, gesture, replace(stripe(), payouts=(first,)))
