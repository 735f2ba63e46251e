"""A credit note: the entry of its invoice with every sign turned, under its own number."""

from merchant_desk.rules.posting.deposit import deposit_sides
from merchant_desk.rules.posting.entry import Entry, entry
from merchant_desk.rules.posting.facts import SaleFact
from merchant_desk.rules.posting.plan import AccountPlan
from merchant_desk.rules.posting.sales_invoice import invoice_sides, sale_head


def post_credit_note(plan: AccountPlan, document: SaleFact) -> Entry | None:
    """Return the entry of a credit note; of a deposit it gives the deposit back."""
    if not document.posts:
        return None
    sides = deposit_sides if document.is_deposit else invoice_sides
    return entry(sale_head(document, "credit_note"), sides(plan, document))
