"""A month of a shop played with real gestures: what is sold, what the bank shows, what matches."""

from dataclasses import replace
from datetime import date, timedelta

from merchant_desk.database.database import Database
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.import_payout import import_payout
from merchant_desk.operations.undo_match import undo_line
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.queries.match_lines import LinesAsked, waiting_lines
from merchant_desk.values.cash_match import MatchProposal, ProposedPart
from merchant_desk.values.cash_proposal import MatchAsked
from merchant_desk.values.cash_words import CashCategory, MatchTarget, PayoutKind, Sureness
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    BankImportId,
    BankLineId,
    CashAccountId,
    MatchId,
    OrderId,
    PayoutId,
    new_id,
)
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.payout_file import PayoutFile, ToldPayout, ToldPayoutLine
from tests import makers
from tests.operations.bank_desk import bring, told
from tests.operations.counter_room import SOAP, CounterRoom, counter_room
from tests.operations.invoice_desk import InvoiceDesk
from tests.operations.match_desk import part

DAY = date(2026, 11, 21)
SALE, REFUND = PayoutKind.SALE, PayoutKind.REFUND


def sold_line(
    cents: int, order: str = "", fee: int = 0, vat: int = 0, day: date = DAY
) -> ToldPayoutLine:
    """One line of a settlement."""
    return ToldPayoutLine(
        kind=SALE if cents > 0 else REFUND, happened_on=day, amount=Money(cents),
        fee=Money(fee), fee_vat=Money(vat), order_text=order,
    )  # fmt: skip


class MonthDesk:
    """A shop with a counter, a storefront and a bank."""

    def __init__(self, database: Database, gesture: Gesture) -> None:
        self.database = database
        self.room: CounterRoom = counter_room(database, gesture)
        with database.write() as session:
            self.shop = makers.make_shop(session)

    def now(self) -> Gesture:
        """Return the next gesture."""
        return self.room.next()

    def online(self, number: str, means: str = "Carte bancaire") -> OrderId:
        """Take in a paid order of a soap at 5,90 € and send it."""
        at = self.now()
        with self.database.write() as session:
            told_order = makers.remote_order(number, payment_means=means)
            order = accept_order(session, at, self.shop, told_order).order_id
            InvoiceDesk(session, at, self.shop, {}).ship(order)
        return order

    def counter(self, means: Means) -> None:
        """Sell a soap at 5,90 €."""
        self.room.sold(SOAP, means=means)

    def settles(self, *lines: ToldPayoutLine, provider: str = "stripe") -> PayoutId:
        """Take in the settlement of a provider."""
        net = Money(sum(each.net.cents for each in lines))
        payout = ToldPayout(
            provider=provider, reference=f"po_{provider}", paid_on=DAY, net=net, lines=lines
        )
        file = PayoutFile(name="p.csv", digest="d", provider=provider, payouts=(payout,))
        return self.database.gesture(import_payout, self.now(), file).answer.payouts[0].payout_id

    def bank(self, *lines: tuple[int, str], on: date = DAY) -> BankImportId:
        """Bring a file of the bank in."""
        at = self.now()
        name = f"{at.at:%H%M%S}.ofx"
        several = [told(on, cents, label) for cents, label in lines]
        return bring(self.database, at, *several, name=name).accounts[0].import_id

    @property
    def account(self) -> CashAccountId:
        """Return the account of the bank."""
        with self.database.read() as session:
            return bank_accounts(session)[0].account_id

    def line(self, label: str) -> BankLineId:
        """Return the line that waits under this label."""
        with self.database.read() as session:
            lines = waiting_lines(session, LinesAsked())
        return next(each.fact.line_id for each in lines if each.fact.label == label)

    def match(self, label: str, *parts: ProposedPart) -> BankLineId:
        """Say what a line is."""
        line = self.line(label)
        proposal = MatchProposal(
            line_ids=(line,), parts=parts, sureness=Sureness.POSSIBLE, reason=""
        )
        asked = MatchAsked(match_id=MatchId(new_id()), proposal=proposal, by_hand=True)
        self.database.gesture(accept_match, self.now(), asked)
        return line

    def undo(self, line: BankLineId) -> None:
        """Take back what was said of a line."""
        self.database.gesture(undo_line, self.now(), line)

    def days_later(self, days: int) -> None:
        """Let some days go by."""
        at = self.room.gesture.at + timedelta(days=days)
        self.room.gesture = replace(self.room.gesture, at=at)


def payout_part(payout: PayoutId, cents: int, fee: int = 0) -> ProposedPart:
    return part(cents, CashCategory.PAYOUT, MatchTarget.PAYOUT, payout, fee)


def deposit_part(deposit: bytes, cents: int, fee: int = 0) -> ProposedPart:
    return part(cents, CashCategory.DEPOSIT, MatchTarget.DEPOSIT, deposit, fee)


def bill_part(bill: bytes, cents: int, fee: int = 0) -> ProposedPart:
    return part(cents, CashCategory.GOODS, MatchTarget.SUPPLIER_INVOICE, bill, fee)
