"""Lines of the bank matched: the payment it records, once, and taken back whole."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.cash import CashMatch
from merchant_desk.models.order import Payment
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.accept_sure import accept_sure, sure_of
from merchant_desk.operations.pay_invoice import PaymentAsked, pay_invoice
from merchant_desk.operations.refuse_match import refuse_match
from merchant_desk.operations.undo_match import undo_line, undo_matches
from merchant_desk.queries.match_lines import matches_of
from merchant_desk.values.cash_words import CashCategory, Sureness
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, MatchId, PaymentId, new_id
from merchant_desk.values.money import Money
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
    invoice_part,
    left_of,
    part,
    proposed,
    rules,
)

MONTH_AGO = date(2026, 10, 20)


@pytest.fixture
def invoice(database: Database, gesture: Gesture) -> InvoiceId:
    """One invoice of 100 € to the Hôtel du Pont, INA2026-000001."""
    with database.write() as session:
        make_station(session, gesture)
        return issued(session, gesture, 10_000, day=MONTH_AGO)


def test_an_accepted_transfer_pays_the_invoice_on_the_day_of_the_line(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    bank_tells(database, gesture, (10_000, "VIR HOTEL DU PONT INA2026-000001"))
    (line,) = proposed(database, gesture)

    done = accept(database, gesture, line)

    assert line.best is not None
    assert line.best.sureness is Sureness.SURE
    assert (done.amount, done.left, done.payments) == (Money(10_000), Money(0), 1)
    assert left_of(database, invoice) == 0
    assert proposed(database, gesture) == ()
    with database.read() as session:
        paid = session.scalars(select(Payment)).one()
        assert (paid.means, paris_date(paid.paid_at)) == ("transfer", SOON)


def test_accepting_twice_pays_once(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    bank_tells(database, gesture, (10_000, "VIR HOTEL DU PONT"))
    (line,) = proposed(database, gesture)
    same = asked(line.best)

    first = database.gesture(accept_match, gesture, same).answer
    again = database.gesture(accept_match, gesture, same).answer

    assert again.match_ids == first.match_ids
    assert counted(database) == (1, 1, 0)
    with pytest.raises(RefusedError, match="l’est déjà"):
        database.gesture(accept_match, gesture, asked(line.best))
    assert left_of(database, invoice) == 0


def test_undone_it_is_owed_again_and_waits_again(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    bank_tells(database, gesture, (10_000, "VIR HOTEL DU PONT"))
    (line,) = proposed(database, gesture)
    done = accept(database, gesture, line)

    undone = database.gesture(undo_matches, gesture, done.match_ids).answer
    twice = database.gesture(undo_matches, gesture, done.match_ids).answer

    assert (undone.amount, undone.payments) == (Money(10_000), 1)
    assert twice.match_ids == ()
    assert left_of(database, invoice) == 10_000
    assert proposed(database, gesture) == (line,)
    assert rules(database) == [("hotel pont", 0, 0)]
    with database.read() as session:
        assert matches_of(session, line.fact.line_id) == ()
    accept(database, gesture, line)
    assert left_of(database, invoice) == 0


@pytest.mark.usefixtures("invoice")
def test_a_line_that_is_not_matched_has_nothing_to_undo(
    database: Database, gesture: Gesture
) -> None:
    bank_tells(database, gesture, (10_000, "VIR"))
    (line,) = proposed(database, gesture)

    with pytest.raises(RefusedError, match="n’est pas rapprochée"):
        database.gesture(undo_line, gesture, line.fact.line_id)
    with pytest.raises(RefusedError, match="il n’existe pas"):
        database.gesture(undo_matches, gesture, [MatchId(new_id())])


def test_an_invoice_paid_meanwhile_is_refused_and_nothing_is_written(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    bank_tells(database, gesture, (10_000, "VIR HOTEL DU PONT"))
    (line,) = proposed(database, gesture)
    with database.write() as session:
        paid = PaymentAsked(PaymentId(new_id()), invoice, Money(6_000), "cheque", TODAY)
        pay_invoice(session, gesture, paid)

    with pytest.raises(RefusedError, match=r"a changé, il en reste 40,00"):
        accept(database, gesture, line)
    assert counted(database) == (0, 1, 0)


def test_a_line_is_split_and_its_rest_stays(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    bank_tells(database, gesture, (12_500, "VIR DIVERS"))
    (line,) = proposed(database, gesture)

    too_much = by_hand(line, invoice_part(invoice, 10_000), part(3_000))
    with pytest.raises(RefusedError, match="dépassent ce qui reste"):
        database.gesture(accept_match, gesture, too_much)
    done = database.gesture(
        accept_match, gesture, by_hand(line, invoice_part(invoice, 10_000), part(2_000))
    ).answer

    assert done.left == Money(500)
    (rest,) = proposed(database, gesture)
    assert (rest.fact.amount, rest.whole) == (Money(500), Money(12_500))
    database.gesture(undo_line, gesture, line.fact.line_id)
    assert left_of(database, invoice) == 10_000
    assert proposed(database, gesture)[0].fact.amount == Money(12_500)


def test_what_a_bank_kept_is_paid_to_the_document(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    bank_tells(database, gesture, (9_880, "VIR DIVERS"))
    (line,) = proposed(database, gesture)

    kept = by_hand(line, invoice_part(invoice, 9_880, fee=-120))
    done = database.gesture(accept_match, gesture, kept).answer

    assert left_of(database, invoice) == 0
    assert done.left == Money(0)
    database.gesture(undo_line, gesture, line.fact.line_id)
    assert left_of(database, invoice) == 10_000
    gained = by_hand(line, invoice_part(invoice, 9_880, fee=120))
    with pytest.raises(RefusedError, match="frais"):
        database.gesture(accept_match, gesture, gained)


def test_two_lines_pay_one_invoice(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    bank_tells(database, gesture, (3_000, "VIR UN"), (7_000, "VIR DEUX"))
    lines = proposed(database, gesture)
    both = by_hand(lines[0], invoice_part(invoice, 10_000))
    ids = tuple(each.fact.line_id for each in lines)
    both = replace(both, proposal=replace(both.proposal, line_ids=ids))

    done = database.gesture(accept_match, gesture, both).answer

    assert (len(done.match_ids), done.payments, done.left) == (2, 2, Money(0))
    assert left_of(database, invoice) == 0
    assert proposed(database, gesture) == ()


def test_a_payment_that_was_recorded_is_not_recorded_again(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    with database.write() as session:
        paid = PaymentAsked(PaymentId(new_id()), invoice, Money(10_000), "transfer", SOON)
        pay_invoice(session, gesture, paid)
    bank_tells(database, gesture, (10_000, "VIR HOTEL DU PONT INA2026-000001"))
    (line,) = proposed(database, gesture)

    done = accept(database, gesture, line)

    assert line.best is not None
    assert line.best.parts[0].recorded
    assert done.payments == 0
    assert counted(database) == (1, 1, 0)
    bank_tells(database, gesture, (10_000, "VIR HOTEL DU PONT INA2026-000001 BIS"), on=TODAY)
    (more,) = proposed(database, gesture)
    assert not any(each.target_id == invoice for best in more.proposals for each in best.parts)
    database.gesture(undo_line, gesture, line.fact.line_id)
    assert left_of(database, invoice) == 0


@pytest.mark.usefixtures("invoice")
def test_what_was_accepted_twice_is_sure_and_one_refusal_takes_it_back(
    database: Database, gesture: Gesture
) -> None:
    def fourth_of(month: int) -> None:
        label = f"PRLV SEPA VERISURE ECH/{month:02d}26"
        bank_tells(database, gesture, (-4_200, label), on=date(2026, month, 4))

    for month in (1, 2):
        fourth_of(month)
        (line,) = proposed(database, gesture)
        chosen = by_hand(line, part(-4_200, CashCategory.SUBSCRIPTION))
        database.gesture(accept_match, gesture, chosen)
    fourth_of(3)
    (line,) = proposed(database, gesture)
    assert line.best is not None
    assert (line.best.sureness, line.best.parts[0].category) == (
        Sureness.SURE,
        CashCategory.SUBSCRIPTION,
    )

    database.gesture(refuse_match, gesture, line.best)

    (line,) = proposed(database, gesture)
    assert line.best is not None
    assert line.best.sureness is Sureness.LIKELY
    assert rules(database) == [("verisure", 2, 1)]


def test_all_that_is_sure_is_accepted_and_what_changed_is_left(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    with database.write() as session:
        other = issued(session, gesture, 7_700, day=MONTH_AGO)
    bank_tells(
        database,
        gesture,
        (10_000, "VIR HOTEL DU PONT INA2026-000001"),
        (7_700, "VIR HOTEL DU PONT INA2026-000002"),
        (1_234, "VIR INCONNU"),
    )
    sure = sure_of(proposed(database, gesture))
    with database.write() as session:
        paid = PaymentAsked(PaymentId(new_id()), other, Money(1), "cheque", TODAY)
        pay_invoice(session, gesture, paid)

    done = database.gesture(accept_sure, gesture, sure).answer

    assert len(sure) == 2
    assert (len(done.accepted), len(done.refused)) == (1, 1)
    assert (left_of(database, invoice), left_of(database, other)) == (0, 7_699)
    with database.read() as session:
        assert session.scalars(select(CashMatch.sureness)).all() == [Sureness.SURE]


def test_a_line_that_pays_two_documents_is_one_line(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    with database.write() as session:
        other = issued(session, gesture, 7_700, day=MONTH_AGO)
    bank_tells(database, gesture, (17_700, "VIR INA2026-000001 INA2026-000002"))

    done = database.gesture(accept_sure, gesture, sure_of(proposed(database, gesture))).answer

    assert (len(done.accepted), done.lines) == (2, 1)
    assert (left_of(database, invoice), left_of(database, other)) == (0, 0)
