"""What waiting lines are proposed, from every part of the shop that knows of money."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.cash_aside import BankDeposit, Payout
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.add_recurring import add_recurring
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.operations.undo_match import undo_line
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.queries.match_choices import match_choices
from merchant_desk.queries.match_lines import (
    LinesAsked,
    matched_lines,
    waiting_count,
    waiting_lines,
)
from merchant_desk.queries.supplier_invoice_card import supplier_invoice_card
from merchant_desk.values.cash_proposal import ProposedLine
from merchant_desk.values.cash_words import Cadence, CashCategory, DepositKind, Sureness
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DepositId, PaymentId, PayoutId, SupplierInvoiceId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.recurring import RecurringTerms
from merchant_desk.values.supplier_invoices import SupplierPaid
from merchant_desk.values.supplier_words import SupplierState
from tests.issued import issued
from tests.makers import make_station
from tests.operations.match_desk import (
    SOON,
    TODAY,
    accept,
    asked,
    bank_tells,
    by_hand,
    counted,
    part,
    proposed,
)
from tests.operations.supplier_desk import take_in

_PAID_ON = date(2026, 11, 19)


@pytest.fixture(autouse=True)
def station(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)


def _sure(database: Database, gesture: Gesture) -> ProposedLine:
    (line,) = proposed(database, gesture)
    assert line.best is not None
    assert line.best.sureness is Sureness.SURE, line.best.reason
    return line


def _payout(gesture: Gesture, cents: int) -> Payout:
    return Payout(
        id=PayoutId(new_id()), provider="stripe", reference="po_1", paid_on=_PAID_ON,
        gross=Money(cents), fees=Money(0), fees_vat=Money(0), net=Money(cents), line_count=1,
        file_name="stripe.csv", digest="d", at=gesture.at, by="Camille",
        station_id=gesture.station_id,
    )  # fmt: skip


def test_a_payout_is_found_by_its_net_and_its_provider_once(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        session.add(_payout(gesture, 48_213))
    bank_tells(database, gesture, (48_213, "VIR STRIPE PAYMENTS EUROPE"))
    line = _sure(database, gesture)

    accept(database, gesture, line)
    bank_tells(database, gesture, (48_213, "VIR STRIPE PAYMENTS EUROPE"), on=TODAY)

    (again,) = proposed(database, gesture)
    assert again.proposals == ()
    assert counted(database) == (1, 0, 0)


def test_a_slip_of_cheques_is_found_by_the_words_of_its_kind(
    database: Database, gesture: Gesture
) -> None:
    bank_tells(database, gesture, (12_300, "REMISE CHQ 4412 AG AVIGNON"))
    with database.write() as session:
        account_id = bank_accounts(session)[0].account_id
        for number, kind in (("R1", DepositKind.CHEQUES), ("R2", DepositKind.CASH)):
            session.add(
                BankDeposit(
                    id=DepositId(new_id()),
                    number=number,
                    kind=kind,
                    account_id=account_id,
                    day=_PAID_ON,
                    amount=Money(12_300),
                    at=gesture.at,
                    by="Camille",
                    station_id=gesture.station_id,
                )
            )

    line = _sure(database, gesture)

    assert line.best is not None
    assert line.best.parts[0].label == "Remise de chèques R1"


def test_a_supplier_is_paid_by_the_line_and_owed_again_when_it_is_undone(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        done = take_in(session, gesture)
        card = supplier_invoice_card(session, done.invoice_id)
        assert card is not None
    due = card.left.cents
    bank_tells(database, gesture, (-due, f"PRLV SEPA {card.supplier} {card.number}"))
    line = _sure(database, gesture)

    accept(database, gesture, line)
    with database.read() as session:
        paid = supplier_invoice_card(session, done.invoice_id)
    database.gesture(undo_line, gesture, line.fact.line_id)

    with database.read() as session:
        again = supplier_invoice_card(session, done.invoice_id)
    assert paid is not None
    assert again is not None
    assert (paid.state, paid.left) == (SupplierState.PAID, Money(0))
    assert (again.state, again.left) == (SupplierState.APPROVED, Money(due))
    assert counted(database) == (2, 0, 2)
    accept(database, gesture, line)


def test_a_supplier_paid_by_hand_is_recognised_and_not_paid_twice(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        done = take_in(session, gesture)
        card = supplier_invoice_card(session, done.invoice_id)
        assert card is not None
        sent = SupplierPaid(PaymentId(new_id()), card.left, "transfer", _PAID_ON)
        pay_supplier_invoice(session, gesture, SupplierInvoiceId(done.invoice_id), sent)
    bank_tells(database, gesture, (-card.left.cents, f"VIR {card.supplier}"))
    line = _sure(database, gesture)

    accept(database, gesture, line)

    assert counted(database) == (1, 0, 1)


def test_a_time_of_what_comes_back_is_settled_once(database: Database, gesture: Gesture) -> None:
    terms = RecurringTerms(
        label="Loyer", category=CashCategory.RENT, cadence=Cadence.MONTHLY, day=20,
        first_on=date(2026, 10, 20), amount=Money(-125_000), pattern="sci erables loyer",
    )  # fmt: skip
    with database.write() as session:
        add_recurring(session, gesture, terms)
    bank_tells(database, gesture, (-125_000, "PRLV SCI DES ERABLES LOYER 11/26"))
    line = _sure(database, gesture)

    accept(database, gesture, line)
    bank_tells(database, gesture, (-125_000, "PRLV SCI DES ERABLES LOYER 12/26"), on=TODAY)

    assert line.best is not None
    assert line.best.parts[0].due_day == SOON
    (again,) = proposed(database, gesture)
    assert all(each.parts[0].due_day != SOON for each in again.proposals)


def test_two_wages_of_one_day_settle_it_together_and_no_third_line_does(
    database: Database, gesture: Gesture
) -> None:
    terms = RecurringTerms(
        label="Salaires", category=CashCategory.SALARY, cadence=Cadence.MONTHLY, day=20,
        first_on=date(2026, 10, 20), amount=Money(-300_000), pattern="salaires",
    )  # fmt: skip
    with database.write() as session:
        add_recurring(session, gesture, terms)
    wages = ((-160_000, "VIR SALAIRES 1"), (-140_000, "VIR SALAIRES 2"))
    bank_tells(database, gesture, *wages, (-90_000, "VIR SALAIRES 3"))
    first, second, third = proposed(database, gesture)
    assert first.best is not None
    assert second.best is not None
    late = replace(second.best, line_ids=(third.fact.line_id,))
    late = replace(late, parts=(replace(late.parts[0], amount=third.fact.amount),))

    accept(database, gesture, first)
    accept(database, gesture, second)

    assert [each.best.parts[0].due_day for each in (first, second) if each.best] == [SOON, SOON]
    with pytest.raises(RefusedError) as refused:
        database.gesture(accept_match, gesture, asked(late))
    assert "cette échéance est déjà rapprochée" in refused.value.title
    (again,) = proposed(database, gesture)
    assert all(each.parts[0].due_day != SOON for each in again.proposals)


def test_lines_are_asked_by_month_and_by_account(database: Database, gesture: Gesture) -> None:
    bank_tells(database, gesture, (100, "A"), on=date(2026, 10, 5))
    bank_tells(database, gesture, (200, "B"))
    with database.read() as session:
        account_id = bank_accounts(session)[0].account_id
        found = [
            [each.fact.label for each in waiting_lines(session, asked)]
            for asked in (
                LinesAsked(),
                LinesAsked(account_id=account_id, last=date(2026, 10, 31)),
                LinesAsked(first=date(2026, 11, 1)),
                LinesAsked(account_id=type(account_id)(bytes(16))),
            )
        ]
        assert waiting_count(session) == 2

    assert found == [["A", "B"], ["A"], ["B"], []]


def test_what_is_done_is_listed_and_what_is_open_may_be_chosen(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        for cents in (5_000, 7_000):
            issued(session, gesture, cents, day=date(2026, 10, 20))
    bank_tells(database, gesture, (5_000, "VIR INA2026-000001"), (6_999, "VIR X"))
    first, second = proposed(database, gesture)
    accept(database, gesture, first)
    database.gesture(accept_match, gesture, by_hand(second, part(99)))

    with database.read() as session:
        done = matched_lines(session, LinesAsked())
        open_ones = match_choices(session, gesture.station_id, TODAY, second.fact, "hotel")
        none = match_choices(session, gesture.station_id, TODAY, second.fact, "zzz")

    assert [[each.label for each in line.matches] for line in done] == [
        [""],
        ["Facture INA2026-000001, Hôtel du Pont"],
    ]
    assert done[0].line.fact.amount == Money(6_900)
    assert [each.amount for each in open_ones] == [Money(7_000)]
    assert none == ()
