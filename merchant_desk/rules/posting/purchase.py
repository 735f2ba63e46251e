"""An invoice received, or a credit note: its cost, the VAT to deduct, and what is owed for it.

What a foreign supplier, or one under reverse charge, did not charge is due and deducted here.
"""

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Account, Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import PurchaseFact, PurchaseRate
from merchant_desk.rules.posting.plan import AccountPlan, journal
from merchant_desk.rules.posting.sale_sides import closed
from merchant_desk.rules.vat_lines import WHOLE
from merchant_desk.values.money import ZERO, Money

SELF_ASSESSED = frozenset({"AE", "K"})


def post_purchase(plan: AccountPlan, bought: PurchaseFact) -> Entry | None:
    """Return the entry of an invoice received."""
    sides = [Side(plan.of("suppliers"), -bought.total, bought.party)]
    for row in bought.rates:
        sides.extend(_rate_sides(plan, bought, row))
    words = "supplier_credit" if bought.total < ZERO else "purchase"
    head = Head(
        journal("purchases"),
        bought.day,
        bought.number,
        bought.issued_on,
        wording(words).format(piece=bought.number, party=bought.party.name),
        f"purchase:{bought.id.hex()}",
    )
    return entry(head, closed(plan, sides))


def self_assessed_vat(bought: PurchaseFact, row: PurchaseRate) -> Money:
    """Return the VAT that the buyer owes in place of the supplier."""
    if row.category not in SELF_ASSESSED:
        return ZERO
    return row.base.part(row.rate_bp or bought.self_assessed_bp, WHOLE)


def _rate_sides(plan: AccountPlan, bought: PurchaseFact, row: PurchaseRate) -> list[Side]:
    usual = plan.of("purchases")
    cost = Account(bought.account, usual.label) if bought.account else usual
    if not bought.deducts:
        return [Side(cost, row.base + row.vat)]
    sides = [Side(cost, row.base), Side(plan.of("vat_deductible"), row.vat)]
    owed = self_assessed_vat(bought, row)
    if owed:
        sides.append(Side(plan.of("self_assessed_deductible"), owed))
        sides.append(Side(plan.of("self_assessed_due"), -owed))
    return sides
