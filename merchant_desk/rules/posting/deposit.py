"""A deposit: owed by the customer and held for her, its VAT due at once (CGI 269 2 a, since 2023).

The liability is kept with VAT included (PCG 4191); the VAT due on it waits in 44587 until the final
invoice, which turns both round.
"""

from merchant_desk.rules.posting.entry import Entry, Side, entry
from merchant_desk.rules.posting.facts import SaleFact
from merchant_desk.rules.posting.plan import AccountPlan
from merchant_desk.rules.posting.sale_sides import vat_sides
from merchant_desk.rules.posting.sales_invoice import sale_head


def post_deposit(plan: AccountPlan, document: SaleFact) -> Entry | None:
    """Return the entry of a deposit invoice."""
    return entry(sale_head(document, "deposit"), deposit_sides(plan, document))


def deposit_sides(plan: AccountPlan, document: SaleFact) -> list[Side]:
    """Return the customer and what is held for her, then the VAT that is due on it."""
    sides = [
        Side(plan.of("customers"), document.total, document.party),
        Side(plan.of("deposits"), -document.total),
    ]
    for side in vat_sides(plan, document.rates, document.country):
        sides.append(side)
        sides.append(Side(plan.of("deposit_vat"), -side.amount))
    return sides
