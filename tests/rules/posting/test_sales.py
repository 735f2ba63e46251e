"""Sales in the books: every entry balances, VAT is that of the document, customers end at zero."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis.strategies import booleans, integers

from merchant_desk.rules.posting.credit_note import post_credit_note
from merchant_desk.rules.posting.deposit import post_deposit
from merchant_desk.rules.posting.entry import Account, Head, Side, entry
from merchant_desk.rules.posting.facts import DepositTaken, SaleFact, rates_part
from merchant_desk.rules.posting.payment import post_payment
from merchant_desk.rules.posting.plan import account_plan, journal
from merchant_desk.rules.posting.receipt_vat import post_receipt_vat
from merchant_desk.rules.posting.sales_invoice import post_invoice
from merchant_desk.rules.posting.settlement import settlements
from merchant_desk.values.invoice_page import InvoiceKind, InvoiceVatRow
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind
from merchant_desk.values.vat import SaleCategory, VatTreatment
from tests.rules.posting.story import (
    CAMILLE,
    DAY,
    PLAN,
    Sale,
    balance,
    baskets,
    is_balanced,
    paid,
    sale,
    service,
    sides,
)

GOODS, SERVICES = SaleCategory.GOODS, SaleCategory.SERVICES


def _turned(document: SaleFact, number: str) -> SaleFact:
    """Return the credit note that gives the whole document back."""
    rates = tuple(
        InvoiceVatRow(row.rate_bp, -row.base, -row.vat, -row.ttc, row.treatment)
        for row in document.rates
    )
    sold = tuple(replace(each, net=-each.net, ttc=-each.ttc) for each in document.sold)
    return replace(
        document, id=number.encode(), kind=InvoiceKind.CREDIT_NOTE, number=number, rates=rates,
        sold=sold, total=-document.total, corrects=document.kind,
    )  # fmt: skip


def test_an_invoice_owes_goods_services_carriage_and_vat_by_rate() -> None:
    document = sale(
        (
            (1200, 2000, LineKind.PRODUCT, GOODS),
            (1055, 550, LineKind.PRODUCT, GOODS),
            (2400, 2000, LineKind.PRODUCT, SERVICES),
            (600, 2000, LineKind.SHIPPING, GOODS),
        ),
        on_debits=True,
    )

    posted = sides(post_invoice(PLAN, document))

    assert posted == {
        "411000": Money(5255),
        "707000": Money(-2000),
        "706000": Money(-2000),
        "708500": Money(-500),
        "445711": Money(-700),
        "445713": Money(-55),
    }


@given(lines=baskets(), on_debits=booleans())
def test_an_invoice_balances_and_holds_the_vat_of_its_document(
    lines: tuple[Sale, ...], on_debits: bool
) -> None:
    document = sale(lines, on_debits=on_debits)

    posted = post_invoice(PLAN, document)

    vat = total(row.vat for row in document.rates)
    assert is_balanced(posted)
    assert balance([posted], "4457") == -vat
    assert balance([posted], "411") == document.total
    assert balance([posted], "70") == -(document.total - vat)


@given(lines=baskets(), on_debits=booleans())
def test_a_credit_note_gives_back_every_account_of_its_invoice(
    lines: tuple[Sale, ...], on_debits: bool
) -> None:
    document = sale(lines, on_debits=on_debits)
    posted = post_invoice(PLAN, document)

    back = post_credit_note(PLAN, _turned(document, "AV2026-000001"))

    assert is_balanced(back)
    assert {code: -side for code, side in sides(posted).items()} == sides(back)


@given(lines=baskets(), first=integers(0, 100))
def test_what_is_paid_in_full_leaves_the_customer_and_the_waiting_vat_at_zero(
    lines: tuple[Sale, ...], first: int
) -> None:
    document = sale(lines)
    part = document.total.part(first, 100)
    money = [paid(part.cents), paid((document.total - part).cents, days=40)]

    parts = settlements([document], [each for each in money if each.amount])
    entries = [
        post_invoice(PLAN, document),
        *(post_payment(PLAN, each) for each in money),
        *(post_receipt_vat(PLAN, each) for each in parts),
    ]

    assert balance(entries, "411", CAMILLE) == ZERO
    assert balance(entries, "44574") == ZERO
    assert balance(entries, "44571") == -total(row.vat for row in document.rates)


def test_the_vat_of_a_service_waits_and_becomes_due_with_each_payment() -> None:
    document = service(12000)
    money = [paid(3000, days=10), paid(9000, days=40)]

    entries = [post_receipt_vat(PLAN, each) for each in settlements([document], money)]

    assert sides(post_invoice(PLAN, document))["445741"] == Money(-2000)
    assert [sides(each) for each in entries] == [
        {"445741": Money(500), "445711": Money(-500)},
        {"445741": Money(1500), "445711": Money(-1500)},
    ]
    assert [each.day for each in entries if each] == [each.day for each in money]


def test_with_the_option_for_debits_nothing_waits() -> None:
    document = service(12000, on_debits=True)

    assert sides(post_invoice(PLAN, document))["445711"] == Money(-2000)
    assert not document.vat_waits


@given(lines=baskets(smallest=100), taken=integers(1, 99))
def test_a_deposit_and_its_final_invoice_come_to_the_sale_alone(
    lines: tuple[Sale, ...], taken: int
) -> None:
    whole = sale(lines, on_debits=True)
    amount = whole.total.part(taken, 100)
    deposit = sale(
        ((amount.cents, 2000, LineKind.PRODUCT, GOODS),), kind=InvoiceKind.DEPOSIT, number="AC1"
    )
    final = replace(whole, deposits=(DepositTaken("AC1", amount, deposit.rates),))
    rest = paid((whole.total - amount).cents, days=5)
    entries = [
        post_deposit(PLAN, deposit),
        post_payment(PLAN, paid(amount.cents)),
        post_invoice(PLAN, final),
        post_payment(PLAN, rest),
    ]

    assert is_balanced(entries[0])
    assert is_balanced(entries[2])
    for nothing_left in ("411", "4191", "44587"):
        assert balance(entries, nothing_left) == ZERO
    assert balance(entries, "44571") == -total(row.vat for row in whole.rates)


def test_a_deposit_is_held_with_vat_and_its_vat_is_due_at_once() -> None:
    document = sale(kind=InvoiceKind.DEPOSIT, number="AC2026-000001")

    assert sides(post_deposit(PLAN, document)) == {
        "411000": Money(1200),
        "419100": Money(-1200),
        "445711": Money(-200),
        "445870": Money(200),
    }


def test_a_credit_note_of_a_deposit_gives_the_deposit_back() -> None:
    deposit = sale(kind=InvoiceKind.DEPOSIT, number="AC1")

    back = post_credit_note(PLAN, _turned(deposit, "AV1"))

    assert sides(back) == {code: -side for code, side in sides(post_deposit(PLAN, deposit)).items()}


@given(lines=baskets(), cuts=integers(1, 99))
def test_parts_of_a_deposit_add_up_to_it(lines: tuple[Sale, ...], cuts: int) -> None:
    whole = sale(lines)
    middle = whole.total.part(cuts, 100)

    first = rates_part(whole.rates, ZERO, middle, whole.total)
    second = rates_part(whole.rates, middle, whole.total, whole.total)

    for row, one, other in zip(whole.rates, first, second, strict=True):
        assert (one.base + other.base, one.vat + other.vat) == (row.base, row.vat)


@pytest.mark.parametrize(
    ("treatment", "account"),
    [
        (VatTreatment.FRANCHISE, "707000"),
        (VatTreatment.REVERSE_CHARGE, "707000"),
        (VatTreatment.EXPORT, "707200"),
        (VatTreatment.INTRA_EU, "707300"),
        (VatTreatment.SECOND_HAND, "707800"),
        (VatTreatment.OUT_OF_SCOPE, "419700"),
    ],
)
def test_a_sale_without_vat_goes_to_its_own_account(treatment: VatTreatment, account: str) -> None:
    document = sale(((5000, 0, LineKind.PRODUCT, GOODS),), treatment=treatment)

    assert sides(post_invoice(PLAN, document)) == {"411000": Money(5000), account: Money(-5000)}


def test_the_vat_of_another_member_state_has_an_account_a_country() -> None:
    document = sale(
        ((11900, 1900, LineKind.PRODUCT, GOODS),), treatment=VatTreatment.OSS, country="DE"
    )

    assert sides(post_invoice(PLAN, document)) == {
        "411000": Money(11900),
        "707400": Money(-10000),
        "44577DE": Money(-1900),
    }


def test_cents_between_lines_and_total_are_a_rounding_difference() -> None:
    document = replace(sale(), total=Money(1201))

    posted = post_invoice(PLAN, document)

    assert sides(posted)["758000"] == Money(-1)
    assert is_balanced(posted)


def test_an_invoice_that_tells_a_ticket_again_posts_nothing() -> None:
    document = sale(details=True)

    assert post_invoice(PLAN, document) is None
    assert post_credit_note(PLAN, document) is None


def test_a_free_order_posts_nothing() -> None:
    assert post_invoice(PLAN, sale(((0, 2000, LineKind.PRODUCT, GOODS),))) is None


def test_the_numbers_of_the_merchant_take_the_place_of_the_usual_ones() -> None:
    plan = account_plan(DAY, {"goods": "707110", "vat_2000": "445710200"}, {"Stripe": "bank"})

    assert set(sides(post_invoice(plan, sale()))) == {"411000", "707110", "445710200"}
    assert plan.money("STRIPE").code == "512000"


def test_an_entry_that_does_not_balance_is_never_made() -> None:
    head = Head(journal("sales"), DAY, "F1", DAY, "Facture", "sale:F1")

    with pytest.raises(ValueError, match="unbalanced"):
        entry(head, [Side(Account("411000", "Clients"), Money(1))])
