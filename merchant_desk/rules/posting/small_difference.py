"""Cents that are not worth asking for, or giving back."""

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import SmallDifferenceFact
from merchant_desk.rules.posting.plan import AccountPlan, journal
from merchant_desk.rules.posting.sale_sides import difference


def post_small_difference(plan: AccountPlan, found: SmallDifferenceFact) -> Entry | None:
    """Return the entry that settles the customer: paid too much is a gain, too little a loss."""
    head = Head(
        journal("various"),
        found.day,
        found.piece,
        found.piece_day,
        wording("small_difference").format(piece=found.piece, party=found.party.name),
        f"difference:{found.id.hex()}",
    )
    return entry(
        head,
        [
            Side(plan.of("customers"), found.amount, found.party),
            *difference(plan, -found.amount),
        ],
    )
