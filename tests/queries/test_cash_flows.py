"""What documents leave open is foreseen once: its amount, its day, its reason, its document."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.cash import BankImport, BankStatement
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.import_payout import import_payout
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.values.cash_flow import Flow, FlowSource, Forecast
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.payout_file import PayoutFile, ToldPayout, ToldPayoutLine
from merchant_desk.values.remote import RemoteRefund, RemoteState
from tests.cash_accounts import make_account
from tests.conftest import STATION
from tests.issued import issued, paid
from tests.makers import make_product, make_profile, make_shop, make_station, remote_order
from tests.operations.purchase_desk import make_buying, sent

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)


@contextmanager
def _shop(database: Database, gesture: Gesture) -> Iterator[Session]:
    """A shop whose bank told of everything until yesterday."""
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        make_account(session, gesture, 100_000, YESTERDAY)
        yield session


def _at(gesture: Gesture, day: date) -> Gesture:
    return replace(gesture, at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def _forecast(session: Session) -> Forecast:
    return cash_forecast(session, STATION, TODAY)


def _only(session: Session, source: FlowSource) -> Flow:
    (flow,) = (each for each in _forecast(session).flows if each.source is source)
    return flow


def _paid_late(session: Session, gesture: Gesture, days: int, count: int) -> None:
    """Invoices of the same customer that were paid so many days after they were due."""
    for place in range(count):
        due = TODAY - timedelta(days=100 + 7 * place)
        issue = due - timedelta(days=30)
        invoice_id = issued(session, gesture, 1_000, day=issue, due_on=due)
        paid(session, _at(gesture, due + timedelta(days=days)), 1_000, invoice_id=invoice_id)


def test_an_invoice_is_expected_when_its_customer_really_pays(
    database: Database, gesture: Gesture
) -> None:
    with _shop(database, gesture) as session:
        _paid_late(session, gesture, 12, 7)
        due = date(2026, 12, 1)
        invoice_id = issued(session, gesture, 12_000, day=TODAY, due_on=due)

        flow = _only(session, FlowSource.INVOICE)

    assert (flow.day, flow.amount, flow.certain) == (date(2026, 12, 14), Money(12_000), True)
    assert flow.why == "Paie d’habitude 12 jours après l’échéance (7 factures)."
    assert (flow.due_on, flow.party, flow.document_id) == (due, "Hôtel du Pont", invoice_id)


def test_one_that_is_very_late_is_not_certain_and_cautiously_nothing(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with _shop(sqlite_database, gesture) as session:
        issued(session, gesture, 12_000, day=date(2026, 6, 1), due_on=date(2026, 7, 1))

        flow = _only(session, FlowSource.INVOICE)

    assert (flow.certain, flow.amount, flow.cautious_amount) == (False, Money(12_000), Money(0))


def test_what_is_due_back_goes_out(sqlite_database: Database, gesture: Gesture) -> None:
    with _shop(sqlite_database, gesture) as session:
        invoice_id = issued(session, gesture, 12_000, day=TODAY)
        paid(session, gesture, 12_000, invoice_id=invoice_id)
        issued(
            session,
            gesture,
            -2_000,
            kind=InvoiceKind.CREDIT_NOTE,
            corrects_id=invoice_id,
            day=TODAY,
        )

        flow = _only(session, FlowSource.REFUND)

    assert (flow.amount, flow.certain, flow.day) == (Money(-2_000), True, date(2026, 11, 24))


def _order(session: Session, gesture: Gesture, number: str = "1042", **changes: object) -> bytes:
    shop_id = make_shop(session, name=number)
    return accept_order(session, gesture, shop_id, remote_order(number, **changes)).order_id


@pytest.mark.parametrize(
    ("means", "counted"),
    [("Virement bancaire", True), ("cheque", True), ("Carte bancaire", False), ("Stripe", False)],
)
def test_an_order_without_its_money_is_counted_when_money_may_still_come(
    sqlite_database: Database, gesture: Gesture, means: str, counted: bool
) -> None:
    with _shop(sqlite_database, gesture) as session:
        make_product(session)
        _order(
            session, gesture, paid_at=None, payment_means=means, state=RemoteState.UNPAID,
            placed_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        )  # fmt: skip

        orders = [each for each in _forecast(session).flows if each.source is FlowSource.ORDER]

    assert [(each.amount, each.certain) for each in orders] == (
        [(Money(590), False)] if counted else []
    )


def _payout(order: str, day: date, amount: int, fee: int, reference: str = "po_1") -> PayoutFile:
    sale = ToldPayoutLine(
        kind=PayoutKind.SALE, happened_on=day, amount=Money(amount), fee=Money(-fee),
        order_text=order,
    )  # fmt: skip
    told = ToldPayout(
        provider="stripe", reference=reference, paid_on=day + timedelta(days=4),
        net=Money(amount - fee), lines=(sale,),
    )  # fmt: skip
    return PayoutFile(name="stripe.csv", digest=reference, provider="stripe", payouts=(told,))


def test_a_paid_order_is_on_its_way_with_the_delay_and_the_fees_of_its_provider(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with _shop(sqlite_database, gesture) as session:
        make_product(session)
        old = datetime(2026, 11, 9, 9, tzinfo=UTC)
        _order(session, gesture, "1001", paid_at=old, placed_at=old, payment_means="Stripe")
        import_payout(session, gesture, _payout("1001", date(2026, 11, 9), 590, 59))
        paid_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
        fresh = _order(session, gesture, "1002", paid_at=paid_at, payment_means="Stripe")

        flows = {each.key.partition(":")[0]: each for each in _forecast(session).flows}

    assert set(flows) == {"payout", "held"}
    assert flows["payout"].amount == Money(531)
    held = flows["held"]
    assert (held.amount, held.day) == (Money(531), date(2026, 11, 24))
    assert (held.document_id, held.certain) == (fresh, True)
    assert held.why == (
        "Payée le 20/11/2026\u00a0; Stripe verse d’habitude 4 jours après, "
        "moins 10\u00a0% de frais."
    )


def test_an_order_that_a_payout_holds_is_counted_once(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with _shop(sqlite_database, gesture) as session:
        make_product(session)
        paid_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
        _order(session, gesture, "1002", paid_at=paid_at, payment_means="Stripe")
        before = _only(session, FlowSource.ORDER)
        import_payout(session, gesture, _payout("1002", date(2026, 11, 20), 590, 0))

        after = _only(session, FlowSource.PAYOUT)

    assert (before.amount, after.amount) == (Money(590), Money(590))


def test_a_refund_that_the_provider_takes_off_its_payout_goes_out(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with _shop(sqlite_database, gesture) as session:
        make_product(session)
        _order(
            session, gesture, paid_at=datetime(2026, 11, 20, 9, tzinfo=UTC), payment_means="Stripe",
            modified_at=datetime(2026, 11, 21, 9, tzinfo=UTC),
            refunds=(RemoteRefund("r1", Money(100), ""),),
        )  # fmt: skip

        amounts = sorted(each.amount.cents for each in _forecast(session).flows)

    assert amounts == [-100, 590]


def test_cards_of_the_counter_come_the_day_after_and_cash_stays_in_the_drawer(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with _shop(sqlite_database, gesture) as session:
        for cents, means in ((2_000, "card"), (3_000, "cash"), (500, "card")):
            ticket = issued(
                session, gesture, cents, kind=InvoiceKind.TICKET, day=TODAY, taken=cents
            )
            paid(session, _at(gesture, TODAY), cents, invoice_id=ticket, means=means)

        flow = _only(session, FlowSource.DEPOSIT)

    assert (flow.amount, flow.day) == (Money(2_500), date(2026, 11, 24))


def test_a_transfer_noted_after_the_bank_told_is_still_to_come(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with _shop(sqlite_database, gesture) as session:
        invoice_id = issued(session, gesture, 12_000, day=TODAY, due_on=TODAY)
        before = _only(session, FlowSource.INVOICE)
        paid(session, _at(gesture, TODAY), 12_000, invoice_id=invoice_id)
        noted = _only(session, FlowSource.INVOICE)
        _bank_tells_of_today(session)

        assert _forecast(session).flows == ()

    assert (before.amount, noted.amount) == (Money(12_000), Money(12_000))
    assert (noted.why, noted.document_id) == (
        "Noté le 23/11/2026, après le dernier jour connu de la banque.",
        invoice_id,
    )


def _bank_tells_of_today(session: Session) -> None:
    session.execute(update(BankImport).values(last_day=TODAY))
    session.execute(update(BankStatement).values(closing_on=TODAY))


def test_goods_on_order_are_paid_by_the_terms_of_their_supplier_vat_included(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        buying = make_buying(session, gesture)
        make_account(session, gesture, 100_000, YESTERDAY)
        purchase_id = sent(session, _at(gesture, TODAY), buying, 60)

        flow = _only(session, FlowSource.PURCHASE)

    goods = 60 * 19_875 // 100
    assert flow.amount == -Money(goods + 1_500) - Money(goods + 1_500).part(20, 100)
    assert flow.day == date(2027, 1, 4)  # eight working days, then thirty days, then a bank day
    assert flow.document_id == purchase_id
    assert not flow.certain


def test_an_order_of_unknown_price_is_left_out(sqlite_database: Database, gesture: Gesture) -> None:
    with sqlite_database.write() as session:
        buying = make_buying(session, gesture)
        make_account(session, gesture, 100_000, YESTERDAY)
        sent(session, _at(gesture, TODAY), replace(buying, soap=buying.balm), 5)

        assert _forecast(session).flows == ()
