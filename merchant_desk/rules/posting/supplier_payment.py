"""Money to a supplier, or back from one."""

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import SupplierMoneyFact
from merchant_desk.rules.posting.plan import AccountPlan, journal
from merchant_desk.values.money import ZERO


def post_supplier_payment(plan: AccountPlan, money: SupplierMoneyFact) -> Entry | None:
    """Return the entry of a payment: from the drawer in cash, from the bank by any other means."""
    cash = plan.means_role(money.means) == "cash"
    words = "supplier_payment" if money.amount >= ZERO else "supplier_refund"
    head = Head(
        journal("counter" if cash else "bank"),
        money.day,
        money.piece,
        money.piece_day,
        wording(words).format(party=money.party.name),
        f"supplier_payment:{money.id.hex()}",
    )
    return entry(
        head,
        (
            Side(plan.of("suppliers"), money.amount, money.party),
            Side(plan.of("cash" if cash else "bank"), -money.amount),
        ),
    )
