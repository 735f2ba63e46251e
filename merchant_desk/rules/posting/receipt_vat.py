"""VAT on receipts: the VAT of services becomes due with the part of them that is paid."""

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import Settled, waiting_vat
from merchant_desk.rules.posting.plan import AccountPlan, journal
from merchant_desk.values.money import Money


def post_receipt_vat(plan: AccountPlan, settled: Settled) -> Entry | None:
    """Return the entry that moves VAT from waiting to due."""
    document = settled.document
    sides = []
    for rate_bp, vat in due_by_rate(settled).items():
        sides.append(Side(plan.waiting(rate_bp), vat))
        sides.append(Side(plan.vat(rate_bp), -vat))
    label = wording("receipt_vat").format(piece=document.number, party=document.party.name)
    head = Head(
        journal("various"),
        settled.day,
        document.number,
        document.issued_on,
        label,
        f"receipt_vat:{document.number}:{settled.rank:04}",
    )
    return entry(head, sides)


def due_by_rate(settled: Settled) -> dict[int, Money]:
    """Return the VAT of each rate that this part of the document makes due, to the last cent."""
    whole = settled.document.total
    if not whole or not settled.document.vat_waits:
        return {}
    return {
        rate_bp: part_of(vat, settled)
        for rate_bp, vat in waiting_vat(settled.document.sold).items()
    }


def part_of(amount: Money, settled: Settled) -> Money:
    """Return what of an amount of the document this part of it comes to; all parts add up."""
    whole = settled.document.total.cents
    return amount.slice(settled.before.cents, settled.after.cents, whole)
