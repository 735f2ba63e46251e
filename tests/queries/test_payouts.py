"""Payouts listed, taken apart, and what a provider has still to pay out."""

from datetime import date, timedelta

import pytest

from merchant_desk.database.database import Database
from merchant_desk.documents.payouts.payout_reading import read_payout_file
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.import_payout import import_payout
from merchant_desk.queries.payout_card import payout_card
from merchant_desk.queries.payout_missing import month_fees, unsettled_sales
from merchant_desk.queries.payouts import PayoutCounts, PayoutList, PayoutsShown, payout_counts
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import ZERO, Money
from tests.documents.payouts import samples
from tests.makers import make_shop, make_station, remote_order
from tests.operations.test_deposits import Bank

TODAY = date(2026, 11, 30)


@pytest.fixture
def kept(sqlite_database: Database, gesture: Gesture) -> Database:
    """A shop whose Stripe paid an order out, another still waits, a third was paid by PayPal."""
    with sqlite_database.write() as session:
        make_station(session, gesture)
        shop = make_shop(session)
        for number in ("1042", "1060"):
            accept_order(session, gesture, shop, remote_order(number))
        paypal = remote_order("1061", payment_means="PayPal")
        accept_order(session, gesture, shop, paypal)
        for name in ("stripe", "paypal"):
            import_payout(session, gesture, read_payout_file(name, samples.ALL[name].encode()))
    return sqlite_database


def test_the_list_is_sorted_searched_and_counted(kept: Database) -> None:
    with kept.read() as session:
        rows = PayoutList().fetch(session, 0, 9)
        found = PayoutList(text="pay 5a").fetch(session, 0, 9)
        waiting = PayoutList(shown=PayoutsShown.AWAITED).count(session)

        assert [(each.provider, each.reference, each.not_found) for each in rows] == [
            ("paypal", "5AB", 2),
            ("stripe", "po_2", 2),
            ("stripe", "po_1", 0),
            ("paypal", "2AB", 1),
        ]
        assert [each.reference for each in found] == ["5AB"]
        assert payout_counts(session) == PayoutCounts(4, 4, Money(226_042))
        assert waiting == 4


def test_a_payout_is_taken_apart_with_its_proof(kept: Database) -> None:
    with kept.read() as session:
        row = PayoutList(text="po_1").fetch(session, 0, 1)[0]
        card = payout_card(session, row.payout_id)

    assert card is not None
    assert card.difference == ZERO
    assert [(each.kind, each.amount.cents, each.fee.cents, each.count) for each in card.sums] == [
        (PayoutKind.SALE, 2490, -62, 1),
        (PayoutKind.REFUND, -500, 0, 1),
        (PayoutKind.FEE, 0, -200, 1),
    ]
    assert [(each.order_number, each.customer) for each in card.lines] == [
        ("1042", "Camille Roux"),
        ("1042", "Camille Roux"),
        ("", ""),
    ]
    assert card.can_undo


def test_what_a_provider_holds_is_told_by_the_means_its_payouts_showed(
    kept: Database,
) -> None:
    with kept.read() as session:
        (sale,) = unsettled_sales(session, TODAY)
        soon = unsettled_sales(session, date(2026, 11, 21))

    assert (sale.provider, sale.number, sale.amount) == ("stripe", "1060", Money(590))
    assert (sale.paid_on, sale.expected_on, sale.late) == (
        date(2026, 11, 20),
        date(2026, 11, 24),
        True,
    )
    assert [each.late for each in soon] == [False]


def test_fees_are_told_by_provider_and_month(kept: Database) -> None:
    with kept.read() as session:
        fees = month_fees(session, TODAY - timedelta(days=60), TODAY)

    assert [(each.provider, each.month, each.basis_points) for each in fees] == [
        ("paypal", date(2026, 11, 1), 17),
        ("stripe", date(2026, 11, 1), 287),
    ]


def test_a_card_payment_of_the_counter_is_found_by_its_day_and_amount(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        bank = Bank(session, gesture, today=date(2026, 11, 18))
        ticket = bank.paid(2_000, 2_000, "card")
        file = read_payout_file("sumup.csv", samples.SUMUP.encode())

        (kept,) = import_payout(session, gesture, file).payouts

        card = payout_card(session, kept.payout_id)
        (row,) = PayoutList().fetch(session, 0, 1)
        assert (kept.found, kept.not_found, row.not_found) == (1, 1, 1)
        assert card is not None
        assert [each.invoice_id for each in card.lines] == [ticket, None]
        assert [each.not_found for each in card.lines] == [False, True]
