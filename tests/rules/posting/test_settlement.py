"""What settles which document: the oldest first, credit notes against what is left of invoices."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis.strategies import booleans, integers, lists, tuples

from merchant_desk.rules.posting.credit_note import post_credit_note
from merchant_desk.rules.posting.facts import DepositTaken, SaleFact, Settled
from merchant_desk.rules.posting.payment import post_payment
from merchant_desk.rules.posting.receipt_vat import post_receipt_vat
from merchant_desk.rules.posting.sales_invoice import post_invoice
from merchant_desk.rules.posting.settlement import settlements
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money
from tests.rules.posting.story import DAY, PLAN, balance, paid, service


def _invoice(cents: int, number: str = "F1", days: int = 0) -> SaleFact:
    return service(cents, number=number, id=number.encode(), day=DAY + timedelta(days=days))


def _credit(cents: int, number: str = "AV1", days: int = 0) -> SaleFact:
    return replace(_invoice(-cents, number, days), kind=InvoiceKind.CREDIT_NOTE)


def _told(parts: tuple[Settled, ...]) -> list[tuple[str, int, int, int]]:
    return [
        (each.document.number, (each.day - DAY).days, each.before.cents, each.after.cents)
        for each in parts
    ]


def test_payments_settle_the_oldest_document_first() -> None:
    parts = settlements(
        [_invoice(1000, "F1"), _invoice(500, "F2", days=1)], [paid(1200, 2), paid(300, 9)]
    )

    assert _told(parts) == [
        ("F1", 2, 0, 1000),
        ("F2", 2, 0, 200),
        ("F2", 9, 200, 500),
    ]


def test_money_paid_before_settles_on_the_day_of_the_invoice() -> None:
    parts = settlements([_invoice(1000, days=3), _invoice(500, "F2", days=8)], [paid(1500)])

    assert _told(parts) == [("F1", 3, 0, 1000), ("F2", 8, 0, 500)]


def test_a_credit_note_settles_what_is_left_of_its_invoice() -> None:
    parts = settlements([_invoice(1000), _credit(400, days=2)], [paid(600, 1)])

    assert _told(parts) == [("F1", 1, 0, 600), ("F1", 2, 600, 1000), ("AV1", 2, 0, -400)]


def test_a_credit_note_of_a_paid_invoice_waits_for_its_refund() -> None:
    parts = settlements([_invoice(1000), _credit(400, days=2)], [paid(1000, 1), paid(-400, 7)])

    assert _told(parts) == [("F1", 1, 0, 1000), ("AV1", 7, 0, -400)]


def test_a_refund_told_before_its_credit_note_waits_for_it() -> None:
    parts = settlements([_invoice(1000), _credit(400, days=5)], [paid(1000), paid(-400, 2)])

    assert _told(parts)[-1] == ("AV1", 5, 0, -400)


def test_money_paid_too_much_settles_nothing_more() -> None:
    parts = settlements([_invoice(1000)], [paid(1300, 1), paid(-300, 4)])

    assert _told(parts) == [("F1", 1, 0, 1000)]


def test_a_deposit_settles_its_part_on_the_day_of_the_final_invoice() -> None:
    final = replace(_invoice(1000, days=4), deposits=(DepositTaken("AC1", Money(300), ()),))

    assert _told(settlements([final], [paid(700, 9)])) == [("F1", 4, 0, 300), ("F1", 9, 300, 1000)]


def test_stories_never_pay_for_one_another() -> None:
    other = paid(1000, 1, group=b"order-2")

    assert settlements([_invoice(1000)], [other]) == ()


@given(
    totals=lists(tuples(integers(-5000, 5000).filter(bool), integers(0, 30)), max_size=6),
    sums=lists(tuples(integers(-5000, 5000).filter(bool), integers(0, 30)), max_size=6),
)
def test_no_document_is_settled_beyond_its_total_and_no_part_is_left_out(
    totals: list[tuple[int, int]], sums: list[tuple[int, int]]
) -> None:
    documents = [_invoice(cents, f"F{n}", days) for n, (cents, days) in enumerate(totals)]
    money = [paid(cents, days, id=bytes([n])) for n, (cents, days) in enumerate(sums)]

    parts = settlements(documents, money)

    for document in documents:
        mine = [each for each in parts if each.document.number == document.number]
        reached = Money(0)
        for rank, each in enumerate(mine, 1):
            assert (each.before, each.rank) == (reached, rank)
            reached = each.after
        assert abs(reached.cents) <= abs(document.total.cents)
        assert reached.cents * document.total.cents >= 0
        assert all(document.day <= each.day for each in mine)


@given(
    cents=integers(100, 100_000),
    back=integers(1, 100),
    days=lists(integers(0, 40), min_size=4, max_size=4),
    kept=booleans(),
)
def test_vat_never_waits_for_what_is_settled_by_money_and_credit_notes(
    cents: int, back: int, days: list[int], kept: bool
) -> None:
    # given a service, part of it credited, paid whole and refunded, or paid for the rest only
    credited = max(1, cents * back // 100)
    document, credit = _invoice(cents, days=days[0]), _credit(credited, days=days[1])
    money = [paid(cents - credited if kept else cents, days[2])]
    if not kept:
        money.append(paid(-credited, days[3]))
    money = [each for each in money if each.amount]

    # when all of it is in the books
    parts = settlements([document, credit], money)
    entries = [
        post_invoice(PLAN, document),
        post_credit_note(PLAN, credit),
        *(post_payment(PLAN, each) for each in money),
        *(post_receipt_vat(PLAN, each) for each in parts),
    ]

    # then the customer owes nothing, and the VAT of what she kept is due
    assert balance(entries, "411") == ZERO
    assert balance(entries, "44574") == ZERO
    vat = sum(row.vat.cents for each in (document, credit) for row in each.rates)
    assert balance(entries, "44571") == Money(-vat)
