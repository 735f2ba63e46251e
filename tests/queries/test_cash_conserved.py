"""The sum of what is forecast equals the sum of the documents, always: nothing lost, none twice."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.models.cash import BankLine
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.import_payout import import_payout
from merchant_desk.operations.import_supplier_invoice import import_supplier_invoice
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.operations.undo_match import undo_line
from merchant_desk.operations.undo_payout import undo_payout
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.values.cash_flow import FlowSource, Forecast
from merchant_desk.values.cash_match import MatchProposal, ProposedPart
from merchant_desk.values.cash_proposal import MatchAsked
from merchant_desk.values.cash_words import CashCategory, MatchTarget, PayoutKind, Sureness
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    InvoiceId,
    MatchId,
    PaymentId,
    PayoutId,
    ShopId,
    SupplierInvoiceId,
    new_id,
)
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money, total
from merchant_desk.values.payout_file import PayoutFile, ToldPayout, ToldPayoutLine
from merchant_desk.values.purchases import PurchaseDraft, PurchaseWish
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.supplier_invoices import SupplierPaid
from tests.cash_accounts import make_account
from tests.conftest import STATION
from tests.issued import issued, paid
from tests.makers import make_profile, make_shop, remote_line, remote_order
from tests.operations.purchase_desk import Buying, make_buying
from tests.received.made import bill, cii

TODAY = date(2026, 11, 23)
KNOWN = TODAY - timedelta(days=1)
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
GESTURES = 14


@dataclass
class World:
    """A shop, and what its documents leave open as a child would add it up, in cents."""

    session: Session
    gesture: Gesture
    shop: ShopId
    buying: Buying
    pick: random.Random
    invoices: dict[InvoiceId, int] = field(default_factory=dict)
    """What is left of each; below zero: due back."""
    noted: int = 0
    """Transfers noted after the bank's last word."""
    awaited: int = 0
    sold: dict[str, int] = field(default_factory=dict)
    """Paid orders, in a payout or in none."""
    payouts: list[tuple[PayoutId, str]] = field(default_factory=list)
    bills: dict[SupplierInvoiceId, int] = field(default_factory=dict)
    bought: int = 0
    number: int = 1000

    def next(self) -> str:
        self.number += 1
        return str(self.number)

    def cents(self) -> int:
        return self.pick.randrange(100, 90_000)

    def issue(self) -> None:
        due = TODAY + timedelta(days=self.pick.randrange(-120, 90))
        cents = self.cents()
        each = issued(self.session, self.gesture, cents, day=due - timedelta(days=30), due_on=due)
        self.invoices[each] = cents

    def pay(self) -> None:
        if not self.invoices:
            return
        each = self.pick.choice(list(self.invoices))
        cents = self.pick.choice((self.cents(), max(self.invoices[each], 50)))
        day = self.pick.choice((NOON, NOON - timedelta(days=4)))
        means = self.pick.choice(("transfer", "cash"))
        money = Paid(PaymentId(new_id()), Money(cents), means, day, invoice_id=each)
        record_payments(self.session, replace(self.gesture, at=NOON), (money,))
        self.invoices[each] -= cents
        if day is NOON and means == "transfer":
            self.noted += cents

    def credit(self) -> None:
        if not self.invoices:
            return
        each = self.pick.choice(list(self.invoices))
        cents = self.cents()
        issued(
            self.session, self.gesture, -cents, kind=InvoiceKind.CREDIT_NOTE, corrects_id=each
        )  # fmt: skip
        self.invoices[each] -= cents

    def await_transfer(self) -> None:
        cents = self.cents()
        self._order(
            cents, paid_at=None, state=RemoteState.UNPAID, payment_means="Virement bancaire"
        )
        self.awaited += cents

    def sell(self) -> None:
        cents = self.cents()
        number = self._order(cents, paid_at=NOON - timedelta(days=2), payment_means="Stripe")
        self.sold[number] = cents

    def _order(self, cents: int, **changes: object) -> str:
        number = self.next()
        line = remote_line(total=Money(cents))
        wanted = remote_order(number, line, placed_at=NOON - timedelta(days=2), **changes)
        accept_order(self.session, self.gesture, self.shop, wanted)
        return number

    def pay_out(self) -> None:
        held = [each for each in self.sold if each not in {order for _id, order in self.payouts}]
        if not held:
            return
        order = self.pick.choice(held)
        sale = ToldPayoutLine(
            kind=PayoutKind.SALE, happened_on=KNOWN, amount=Money(self.sold[order]),
            order_text=order,
        )  # fmt: skip
        told = ToldPayout(
            provider="stripe", reference=self.next(), paid_on=TODAY, net=sale.amount, lines=(sale,)
        )
        file = PayoutFile(name="s.csv", digest=self.next(), provider="stripe", payouts=(told,))
        made = import_payout(self.session, self.gesture, file)
        self.payouts.append((made.payouts[0].payout_id, order))

    def undo_pay_out(self) -> None:
        if self.payouts:
            payout_id, _order = self.payouts.pop()
            undo_payout(self.session, self.gesture, payout_id)

    def receive_bill(self) -> None:
        data = cii(bill(number=self.next(), due="20261210", order=""))
        read = read_invoice_file("f.xml", data)
        made = import_supplier_invoice(
            self.session, self.gesture, read, ReceivedFile("f.xml", data)
        )
        self.bills[made.invoice_id] = 8424

    def pay_bill(self) -> None:
        if not self.bills:
            return
        each = self.pick.choice(list(self.bills))
        cents = self.pick.randrange(1, self.bills[each] + 1)
        on = self.pick.choice((TODAY, KNOWN))
        asked = SupplierPaid(PaymentId(new_id()), Money(cents), "transfer", on)
        at = replace(self.gesture, at=NOON)
        pay_supplier_invoice(self.session, at, each, asked)
        self.bills[each] -= cents
        self.bills = {key: left for key, left in self.bills.items() if left}
        self.noted -= cents if on == TODAY else 0

    def buy(self) -> None:
        units = self.pick.randrange(1, 40)
        wishes = (PurchaseWish(self.buying.soap, units, 20_000),)
        draft = PurchaseDraft(
            supplier_id=self.buying.supplier, lines=wishes, carriage=Money(0), accept_many=True
        )
        kept = draft_purchase(self.session, self.gesture, draft)
        send_purchase(self.session, self.gesture, kept.purchase_id, accept_below=True)
        self.bought += units * 200 * 120 // 100

    def check(self, memory: ForecastMemory) -> None:
        told = cash_forecast(self.session, STATION, TODAY, memory=memory)
        whole = cash_forecast(self.session, STATION, TODAY)
        assert sorted(told.flows, key=str) == sorted(whole.flows, key=str)
        lefts = self.invoices.values()
        assert _sums(told) == {
            "invoice": sum(each for each in lefts if each > 0),
            "refund": sum(each for each in lefts if each < 0),
            "order": self.awaited,
            "sold": sum(self.sold.values()),
            "noted": self.noted,
            "supplier_invoice": -sum(self.bills.values()),
            "purchase": -self.bought,
        }
        assert len({each.key for each in told.flows}) == len(told.flows)
        last = told.days[-1]
        inside = total(each.amount for each in told.flows if each.day <= last.day)
        assert last.likely == told.opening + inside


_KINDS = {"held": "sold", "payout": "sold", "supplier_payment": "noted"}


def _sums(told: Forecast) -> dict[str, int]:
    kinds = ("invoice", "refund", "order", "sold", "noted", "supplier_invoice", "purchase")
    sums = dict.fromkeys(kinds, 0)
    for each in told.flows:
        kind = each.key.partition(":")[0]
        sums[_KINDS.get(kind, kind)] += each.amount.cents
    return sums


def _world(session: Session, gesture: Gesture, seed: int) -> World:
    buying = make_buying(session, gesture)
    make_profile(session)
    make_account(session, gesture, 100_000, KNOWN)
    return World(session, gesture, make_shop(session), buying, random.Random(seed))


def _plays(world: World) -> Iterator[None]:
    gestures = (
        world.issue, world.pay, world.credit, world.await_transfer, world.sell, world.pay_out,
        world.undo_pay_out, world.receive_bill, world.pay_bill, world.buy,
    )  # fmt: skip
    world.issue()
    for _each in range(GESTURES):
        world.pick.choice(gestures)()
        yield


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(each, marks=pytest.mark.proving) for each in range(3, 60))]
)
def test_the_sum_of_what_is_forecast_is_the_sum_of_the_documents(
    sqlite_database: Database, gesture: Gesture, seed: int
) -> None:
    with sqlite_database.write() as session:
        world, memory = _world(session, gesture, seed), ForecastMemory()
        for _each in _plays(world):
            world.check(memory)


@pytest.mark.parametrize("recorded", [False, True])
def test_a_line_that_is_matched_is_counted_once_and_its_undoing_gives_all_back(
    database: Database, gesture: Gesture, *, recorded: bool
) -> None:
    with database.write() as session:
        make_buying(session, gesture)
        make_profile(session)
        make_account(session, gesture, 100_000, KNOWN, [(KNOWN, 12_000, "VIR HOTEL DU PONT")])
        invoice_id = issued(session, gesture, 12_000, day=KNOWN, due_on=TODAY)
        if recorded:
            paid(session, replace(gesture, at=NOON), 12_000, invoice_id=invoice_id)
        before = cash_forecast(session, STATION, TODAY)
        line_id = session.scalars(select(BankLine.id)).one()
        part = ProposedPart(
            target=MatchTarget.CUSTOMER_INVOICE, target_id=invoice_id, recorded=recorded,
            category=CashCategory.SALES, amount=Money(12_000), label="Facture",
        )  # fmt: skip
        proposal = MatchProposal(
            line_ids=(line_id,), parts=(part,), sureness=Sureness.SURE, reason="Le numéro."
        )
        at = replace(gesture, at=NOON)
        accept_match(session, at, MatchAsked(match_id=MatchId(new_id()), proposal=proposal))
        matched = cash_forecast(session, STATION, TODAY)
        undo_line(session, at, line_id)
        after = cash_forecast(session, STATION, TODAY)

    assert [each.amount for each in before.flows] == [Money(12_000)]
    assert "1 ligne de banque attend d’être rapprochée" in before.notes[0]
    assert matched.flows == ()
    assert matched.opening == before.opening == after.opening == Money(100_000)
    assert [each.amount for each in after.flows] == [Money(12_000)]
    assert not any(each.source is FlowSource.REFUND for each in after.flows)
