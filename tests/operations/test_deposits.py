"""Cheques and cash brought to the bank: once each, taken back, come back unpaid and paid again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.begin_cheques import begin_cheques
from merchant_desk.operations.bounce_cheque import BounceAsked, bounce_cheque, undo_bounce
from merchant_desk.operations.cancel_deposit import cancel_deposit
from merchant_desk.operations.make_deposit import CashAsked, deposit_cash, deposit_cheques
from merchant_desk.operations.move_drawer import move_drawer
from merchant_desk.operations.pay_invoice import PaymentAsked, pay_invoice
from merchant_desk.operations.save_bank_account import open_bank_account
from merchant_desk.queries.deposit_candidates import cash_to_bring, cheques_to_bring
from merchant_desk.queries.deposit_card import DepositCard, deposit_card
from merchant_desk.queries.deposits import (
    DepositList,
    DepositsShown,
    awaited_deposits,
    deposit_facts,
)
from merchant_desk.queries.receivables import due_of
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CashAccountId, DepositId, InvoiceId, PaymentId, new_id
from merchant_desk.values.money import ZERO, Money
from tests.issued import issued
from tests.makers import make_station

TODAY = date(2026, 11, 21)


class Bank:
    """An account, and two invoices paid by cheque."""

    def __init__(
        self,
        session: Session,
        gesture: Gesture,
        *,
        today: date = TODAY,
        begins: Callable[[Session, Gesture], None] = make_station,
    ) -> None:
        begins(session, gesture)
        self.session, self.gesture, self.today = session, gesture, today
        self.account: CashAccountId = open_bank_account(session, gesture, "Compte courant")
        self.invoices = tuple(self.paid(cents, cents) for cents in (10_000, 4_550))

    def paid(self, cents: int, paid: int, means: str = "cheque") -> InvoiceId:
        """An invoice of so much, of which so much was paid."""
        invoice_id = issued(self.session, self.gesture, cents)
        self.pay(invoice_id, paid, means)
        return invoice_id

    def pay(self, invoice_id: InvoiceId, cents: int, means: str = "cheque") -> None:
        asked = PaymentAsked(
            PaymentId(new_id()), invoice_id, Money(cents), means, self.today, f"{cents:07d}"
        )
        pay_invoice(self.session, self.gesture, asked)

    def cheques(self) -> list[PaymentId]:
        return [each.payment_id for each in cheques_to_bring(self.session, TODAY)]

    def bring(self) -> DepositId:
        return deposit_cheques(
            self.session, self.gesture, self.account, TODAY, self.cheques()
        ).deposit_id

    def card(self, deposit_id: DepositId) -> DepositCard:
        card = deposit_card(self.session, deposit_id)
        assert card is not None
        return card

    def left(self) -> list[int]:
        due = due_of(self.session, self.invoices, TODAY)
        return [due[each].left.cents for each in self.invoices]

    def later(self, minutes: int) -> Gesture:
        at: datetime = self.gesture.at + timedelta(minutes=minutes)
        return replace(self.gesture, at=at)


def test_cheques_are_brought_once_on_a_numbered_slip(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        bank = Bank(session, gesture)
        bank.paid(900, 900, "card")
        cheques = cheques_to_bring(session, TODAY)

        made = deposit_cheques(session, gesture, bank.account, TODAY, bank.cheques())

        assert [(each.amount.cents, each.number) for each in cheques] == [
            (10_000, "0010000"),
            (4_550, "0004550"),
        ]
        assert (made.number, made.amount, made.items) == ("RB2026-0001", Money(14_550), 2)
        assert cheques_to_bring(session, TODAY) == ()
        with pytest.raises(RefusedError, match="n’est plus à remettre"):
            deposit_cheques(session, gesture, bank.account, TODAY, [cheques[0].payment_id])


def test_what_is_brought_is_awaited_until_the_bank_shows_it(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bank = Bank(session, gesture)
        deposit_id = bank.bring()

        (awaited,) = awaited_deposits(session)
        (fact,) = deposit_facts(session, TODAY, TODAY)
        (row,) = DepositList(DepositsShown.AWAITED).fetch(session, 0, 9)

        assert (awaited.deposit_id, awaited.amount) == (deposit_id, Money(14_550))
        assert awaited.items == (Money(10_000), Money(4_550))
        assert [each.amount for each in fact.items] == [Money(10_000), Money(4_550)]
        assert (row.items, row.seen, row.bounced, row.cancelled) == (2, ZERO, 0, False)
        assert DepositList(DepositsShown.SEEN).count(session) == 0


def test_a_cheque_that_was_handed_back_is_not_brought(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        bank = Bank(session, gesture)

        bank.pay(bank.invoices[0], -10_000)

        assert [each.amount.cents for each in cheques_to_bring(session, TODAY)] == [4_550]


def test_a_cheque_older_than_a_year_and_eight_days_is_worth_nothing(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        Bank(session, gesture)

        assert len(cheques_to_bring(session, date(2027, 11, 29))) == 2
        assert cheques_to_bring(session, date(2027, 11, 30)) == ()


def test_cheques_of_before_the_desk_are_counted_as_brought_until_that_is_taken_back(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bank = Bank(session, gesture)
        old = TODAY - timedelta(days=1)
        bank.today = old
        bank.paid(700, 700)

        begun = begin_cheques(session, gesture, TODAY)
        kept = bank.cheques()
        with pytest.raises(RefusedError, match="pas encore là"):
            begin_cheques(session, gesture, TODAY + timedelta(days=1))
        again = begin_cheques(session, gesture, begun.before)

        assert (begun.before, begun.count, begun.amount) == (None, 2, Money(14_550))
        assert (len(kept), again.before, again.count) == (2, TODAY, 3)


def test_a_cancelled_slip_gives_its_cheques_back_and_keeps_its_number(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bank = Bank(session, gesture)
        deposit_id = bank.bring()

        cancel_deposit(session, gesture, deposit_id)

        assert len(bank.cheques()) == 2
        assert awaited_deposits(session) == ()
        assert deposit_facts(session, TODAY, TODAY) == ()
        assert bank.card(bank.bring()).number == "RB2026-0002"
        with pytest.raises(RefusedError, match="a été annulé"):
            cancel_deposit(session, gesture, deposit_id)


def test_an_unpaid_cheque_makes_its_invoice_due_again_until_that_is_undone(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bank = Bank(session, gesture)
        first, _second = bank.card(bank.bring()).lines
        asked = BounceAsked(
            item_id=first.item_id, day=TODAY, fee=Money(1250), note="Sans provision"
        )

        turned = bounce_cheque(session, bank.later(1), asked)
        unpaid = bank.left(), bank.card(turned.deposit_id).lines[0].note, bank.cheques()
        undo_bounce(session, bank.later(2), first.item_id)

        assert turned.invoice_id == bank.invoices[0]
        assert unpaid == ([10_000, 0], "Sans provision · frais 12,50\u00a0€", [])
        assert (bank.left(), bank.cheques()) == ([0, 0], [])
        assert bank.card(turned.deposit_id).lines[0].bounced_on is None


def test_what_makes_no_sense_of_an_unpaid_cheque_is_refused(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        bank = Bank(session, gesture)
        deposit_id = bank.bring()
        item = bank.card(deposit_id).lines[0].item_id
        asked = BounceAsked(item_id=item, day=TODAY)

        with pytest.raises(RefusedError, match="n’est pas impayé"):
            undo_bounce(session, gesture, item)
        for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
            with pytest.raises(RefusedError, match="date n’est pas possible"):
                bounce_cheque(session, gesture, replace(asked, day=day))
        bounce_cheque(session, bank.later(1), asked)
        with pytest.raises(RefusedError, match="déjà impayé"):
            bounce_cheque(session, bank.later(2), asked)
        with pytest.raises(RefusedError, match="revenu impayé"):
            cancel_deposit(session, gesture, deposit_id)


def test_cash_that_left_the_drawer_is_brought_once(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        bank = Bank(session, gesture)
        move = move_drawer(session, gesture, DrawerKind.TO_BANK, Money(6_500), "Sacoche")
        asked = CashAsked(account_id=bank.account, day=TODAY, moves=(move,))
        wrong = replace(asked, pieces=((2000, 3),))

        with pytest.raises(RefusedError, match="60,00\u00a0€ comptés, 65,00\u00a0€ sortis"):
            deposit_cash(session, gesture, wrong)
        made = deposit_cash(session, gesture, replace(asked, pieces=((2000, 3), (500, 1))))

        (line,) = bank.card(made.deposit_id).lines
        assert (made.amount, line.label) == (Money(6_500), "3 × 20,00\u00a0€, 1 × 5,00\u00a0€")
        assert cash_to_bring(session) == ()


def test_counted_cash_leaves_the_drawer_with_its_slip(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        bank = Bank(session, gesture)

        made = deposit_cash(
            session,
            gesture,
            CashAsked(account_id=bank.account, day=TODAY, pieces=((5000, 1), (200, 4))),
        )
        cancel_deposit(session, gesture, made.deposit_id)

        assert [each.amount for each in cash_to_bring(session)] == [Money(5_800)]


@pytest.mark.parametrize(
    ("pieces", "day", "told"),
    [
        (((300, 1),), TODAY, "ne se compte pas"),
        (((500, -1),), TODAY, "ne se compte pas"),
        ((), TODAY, "montant n’est pas possible"),
        (((500, 1),), date(2026, 11, 22), "dans l’avenir"),
    ],
)
def test_cash_that_cannot_be_is_refused(
    sqlite_database: Database,
    gesture: Gesture,
    pieces: tuple[tuple[int, int], ...],
    day: date,
    told: str,
) -> None:
    with sqlite_database.write() as session:
        bank = Bank(session, gesture)

        with pytest.raises(RefusedError, match=told):
            deposit_cash(
                session, gesture, CashAsked(account_id=bank.account, day=day, pieces=pieces)
            )

        assert DepositList().count(session) == 0


def test_no_cheque_and_no_account_is_no_slip(sqlite_database: Database, gesture: Gesture) -> None:
    with sqlite_database.write() as session:
        bank = Bank(session, gesture)

        with pytest.raises(RefusedError, match="aucun chèque"):
            deposit_cheques(session, gesture, bank.account, TODAY, [])
        with pytest.raises(RefusedError, match="ce compte n’existe pas"):
            deposit_cheques(session, gesture, CashAccountId(new_id()), TODAY, bank.cheques())
