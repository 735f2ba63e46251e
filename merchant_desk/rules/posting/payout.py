"""A payment provider pays out what it holds, less its fees."""

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import PayoutFact
from merchant_desk.rules.posting.plan import AccountPlan, journal


def post_payout(plan: AccountPlan, payout: PayoutFact) -> Entry | None:
    """Return the entry: the bank and the fees against what the provider held."""
    net = payout.gross - payout.fees - payout.fees_vat
    head = Head(
        journal("bank"),
        payout.day,
        payout.piece,
        payout.day,
        wording("payout").format(party=payout.party.name),
        f"payout:{payout.id.hex()}",
    )
    return entry(
        head,
        (
            Side(plan.of("bank"), net),
            Side(plan.of("bank_fees"), payout.fees),
            Side(plan.of("vat_deductible"), payout.fees_vat),
            Side(plan.of("psp"), -payout.gross),
        ),
    )
