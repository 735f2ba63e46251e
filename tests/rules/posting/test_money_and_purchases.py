"""Payments, the counter, the drawer, purchases, payouts and the end of the year in the books."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists, sampled_from

import merchant_desk.rules.posting as package
from merchant_desk.rules.posting import POSTINGS
from merchant_desk.rules.posting.bad_debt import post_bad_debt
from merchant_desk.rules.posting.counter_day import post_counter_day
from merchant_desk.rules.posting.counter_ticket import post_ticket
from merchant_desk.rules.posting.drawer_move import post_drawer_move
from merchant_desk.rules.posting.entry import Party
from merchant_desk.rules.posting.facts import (
    BadDebtFact,
    CounterDay,
    DrawerFact,
    MoneyFact,
    PayoutFact,
    PurchaseFact,
    PurchaseRate,
    SaleFact,
    SmallDifferenceFact,
    StockFact,
    SupplierMoneyFact,
)
from merchant_desk.rules.posting.payment import post_payment
from merchant_desk.rules.posting.payout import post_payout
from merchant_desk.rules.posting.purchase import post_purchase
from merchant_desk.rules.posting.small_difference import post_small_difference
from merchant_desk.rules.posting.stock_change import post_stock_change
from merchant_desk.rules.posting.supplier_payment import post_supplier_payment
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total
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
    sides,
)

SUPPLIER = Party("F552100554", "Savonnerie du Midi")


def _purchase(*rates: PurchaseRate, cents: int, **changes: object) -> PurchaseFact:
    facts = {"deducts": True, "self_assessed_bp": 2000, "account": "", **changes}
    return PurchaseFact(
        b"bill", "2026-77", DAY, DAY, SUPPLIER, rates, Money(cents), **facts  # type: ignore[arg-type]  # the changes of one test
    )  # fmt: skip


@pytest.mark.parametrize(
    ("means", "account", "journal"),
    [
        ("card", "511500", "BQ"),
        ("Carte bancaire", "511500", "BQ"),
        ("cash", "530000", "CA"),
        ("Espèces", "530000", "CA"),
        ("cheque", "511200", "BQ"),
        ("Virement", "512000", "BQ"),
        ("voucher", "419700", "BQ"),
        ("PayPal", "511700", "BQ"),
        ("", "511700", "BQ"),
    ],
)
def test_a_payment_comes_into_the_account_of_its_means(
    means: str, account: str, journal: str
) -> None:
    posted = post_payment(PLAN, paid(1200, means=means))

    assert sides(posted) == {account: Money(1200), "411000": Money(-1200)}
    assert posted is not None
    assert posted.journal.code == journal


def test_a_refund_is_the_payment_turned_round() -> None:
    posted = post_payment(PLAN, paid(-1200, means="cash"))

    assert sides(posted) == {"530000": Money(-1200), "411000": Money(1200)}
    assert posted is not None
    assert posted.label == "Remboursement Camille Roux"


def _day(documents: tuple[SaleFact, ...], money: tuple[MoneyFact, ...]) -> CounterDay:
    return CounterDay("A", b"station", DAY, "Z-A-20261120", documents, money)


@given(several=lists(baskets(), min_size=1, max_size=4), means=sampled_from(["card", "cash"]))
def test_a_day_at_the_counter_is_one_balanced_entry_with_the_vat_of_its_tickets(
    several: list[tuple[Sale, ...]], means: str
) -> None:
    tickets = tuple(
        sale(lines, kind=InvoiceKind.TICKET, id=bytes([n]), number=f"T{n}")
        for n, lines in enumerate(several)
    )
    money = tuple(paid(each.total.cents, means=means, document=each.id) for each in tickets)

    posted = post_counter_day(PLAN, _day(tickets, money))

    assert is_balanced(posted)
    assert balance([posted], "411") == ZERO
    assert balance([posted], "4457") == -total(row.vat for each in tickets for row in each.rates)
    each_alone = [post_ticket(PLAN, each, [money[n]]) for n, each in enumerate(tickets)]
    for code, side in sides(posted).items():
        assert balance(each_alone, code) == side


def test_what_a_ticket_was_not_paid_stays_with_the_customers_of_the_counter() -> None:
    ticket = sale(kind=InvoiceKind.TICKET, number="T1")

    posted = post_counter_day(PLAN, _day((ticket,), (paid(1000, means="cash"),)))

    assert sides(posted)["411000"] == Money(200)


def test_an_exchange_at_the_counter_leaves_nothing_in_transit() -> None:
    ticket = sale(kind=InvoiceKind.TICKET, number="T1")
    money = (paid(1200, means="exchange"), paid(-1200, 1, means="exchange"), paid(1200, 2))

    posted = post_counter_day(PLAN, _day((ticket,), money))

    assert "580000" not in sides(posted)


@pytest.mark.parametrize(
    ("kind", "cents", "expected"),
    [
        (DrawerKind.FLOAT, 10000, {"530000": Money(10000), "580000": Money(-10000)}),
        (DrawerKind.TO_BANK, -50000, {"530000": Money(-50000), "580000": Money(50000)}),
        (DrawerKind.TO_SAFE, -2000, {"530000": Money(-2000), "531000": Money(2000)}),
        (DrawerKind.EXPENSE, -450, {"530000": Money(-450), "471000": Money(450)}),
        (DrawerKind.DIFFERENCE, -30, {"530000": Money(-30), "658000": Money(30)}),
        (DrawerKind.DIFFERENCE, 30, {"530000": Money(30), "758000": Money(-30)}),
    ],
)
def test_the_drawer_has_its_own_accounts(
    kind: DrawerKind, cents: int, expected: dict[str, Money]
) -> None:
    move = DrawerFact(b"move", kind, DAY, Money(cents), "", "A")

    assert sides(post_drawer_move(PLAN, move)) == expected


def test_a_purchase_costs_its_base_and_its_vat_is_deducted() -> None:
    bought = _purchase(
        PurchaseRate("S", 2000, Money(10000), Money(2000)),
        PurchaseRate("S", 550, Money(1000), Money(55)),
        cents=13055,
    )

    assert sides(post_purchase(PLAN, bought)) == {
        "607000": Money(11000),
        "445660": Money(2055),
        "401000": Money(-13055),
    }


def test_a_supplier_credit_note_is_turned_round() -> None:
    bought = _purchase(PurchaseRate("S", 2000, Money(-10000), Money(-2000)), cents=-12000)

    posted = post_purchase(PLAN, bought)

    assert sides(posted)["401000"] == Money(12000)
    assert posted is not None
    assert posted.label.startswith("Avoir fournisseur")


@pytest.mark.parametrize("category", ["K", "AE"])
def test_what_a_foreign_supplier_did_not_charge_is_due_and_deducted(category: str) -> None:
    bought = _purchase(PurchaseRate(category, 0, Money(10000), ZERO), cents=10000)

    assert sides(post_purchase(PLAN, bought)) == {
        "401000": Money(-10000),
        "607000": Money(10000),
        "445662": Money(2000),
        "445200": Money(-2000),
    }


def test_a_shop_without_vat_bears_the_whole_price() -> None:
    bought = _purchase(
        PurchaseRate("S", 2000, Money(10000), Money(2000)), cents=12000, deducts=False
    )

    assert sides(post_purchase(PLAN, bought)) == {
        "401000": Money(-12000),
        "607000": Money(12000),
    }


def test_a_supplier_may_have_an_account_of_its_own() -> None:
    bought = _purchase(
        PurchaseRate("S", 2000, Money(5000), Money(1000)), cents=6000, account="624100"
    )

    assert "624100" in sides(post_purchase(PLAN, bought))


@given(cents=integers(-(10**7), 10**7).filter(bool), off=integers(-3, 3))
def test_a_purchase_balances_even_when_its_total_is_off(cents: int, off: int) -> None:
    vat = Money(cents).part(2000, 10_000)
    bought = _purchase(PurchaseRate("S", 2000, Money(cents), vat), cents=cents + vat.cents + off)

    assert is_balanced(post_purchase(PLAN, bought))


def test_a_supplier_is_paid_from_the_bank_or_from_the_drawer() -> None:
    for means, account in (("transfer", "512000"), ("card", "512000"), ("cash", "530000")):
        money = SupplierMoneyFact(b"p", DAY, Money(12000), means, SUPPLIER, "2026-77", DAY)

        assert sides(post_supplier_payment(PLAN, money)) == {
            "401000": Money(12000),
            account: Money(-12000),
        }


def test_a_payout_settles_what_the_provider_held() -> None:
    payout = PayoutFact(b"p", DAY, Party("PSP", "Stripe"), "po_1", Money(10000), Money(150))

    assert sides(post_payout(PLAN, payout)) == {
        "512000": Money(9850),
        "627800": Money(150),
        "511700": Money(-10000),
    }


def test_a_bad_debt_is_a_loss_and_its_vat_comes_back_when_the_law_allows() -> None:
    for recovers, loss in ((True, 1000), (False, 1200)):
        lost = BadDebtFact(b"d", DAY, CAMILLE, "F1", DAY, sale().rates, recovers_vat=recovers)

        posted = sides(post_bad_debt(PLAN, lost))

        assert posted["654000"] == Money(loss)
        assert posted["411000"] == Money(-1200)


def test_more_in_stock_is_less_cost() -> None:
    stock = StockFact(date(2026, 12, 31), opening=Money(500_00), closing=Money(650_00))

    assert sides(post_stock_change(PLAN, stock)) == {
        "370000": Money(150_00),
        "603700": Money(-150_00),
    }


def test_cents_that_are_let_go_settle_the_customer() -> None:
    for cents, account in ((3, "758000"), (-3, "658000")):
        found = SmallDifferenceFact(b"s", DAY, CAMILLE, "F1", DAY, Money(cents))

        assert sides(post_small_difference(PLAN, found)) == {
            "411000": Money(cents),
            account: Money(-cents),
        }


def test_every_event_is_one_file_in_the_list() -> None:
    shared = {"__init__", "entry", "facts", "period", "plan", "sale_sides", "settlement"}
    files = {path.stem for path in Path(package.__file__).parent.glob("*.py")}

    assert set(POSTINGS) == files - shared
