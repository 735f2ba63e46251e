"""An invoice: the customer owes what was sold and its VAT, less the deposits she had paid."""

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import DepositTaken, SaleFact
from merchant_desk.rules.posting.plan import AccountPlan, journal
from merchant_desk.rules.posting.sale_sides import closed, sold_sides, vat_sides


def post_invoice(plan: AccountPlan, document: SaleFact) -> Entry | None:
    """Return the entry of an invoice, of a corrected one, or of a ticket told by itself."""
    if not document.posts:
        return None
    return entry(sale_head(document, "invoice"), invoice_sides(plan, document))


def invoice_sides(plan: AccountPlan, document: SaleFact) -> list[Side]:
    """Return the customer, the sales and their VAT, then what deposits had already brought."""
    owed = [Side(plan.of("customers"), document.total, document.party)]
    sides = closed(plan, [*owed, *sold_sides(plan, document)])
    for deposit in document.deposits:
        sides.extend(_deducted(plan, document, deposit))
    return sides


def sale_head(document: SaleFact, wording_key: str) -> Head:
    """Return the head of an entry of the sales journal."""
    label = wording(wording_key).format(piece=document.number, party=document.party.name)
    return Head(
        journal("sales"),
        document.day,
        document.number,
        document.issued_on,
        label,
        f"sale:{document.number}:{document.kind}",
    )


def _deducted(plan: AccountPlan, document: SaleFact, deposit: DepositTaken) -> list[Side]:
    sides = [
        Side(plan.of("deposits"), deposit.amount),
        Side(plan.of("customers"), -deposit.amount, document.party),
    ]
    for side in vat_sides(plan, deposit.rates, document.country):
        sides.append(Side(side.account, -side.amount))
        sides.append(Side(plan.of("deposit_vat"), side.amount))
    return sides
