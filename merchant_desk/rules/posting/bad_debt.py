"""A sale that will never be paid: a loss, and its VAT back when the law allows (CGI 272)."""

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import BadDebtFact
from merchant_desk.rules.posting.plan import AccountPlan, journal
from merchant_desk.rules.posting.sale_sides import vat_sides
from merchant_desk.values.money import total


def post_bad_debt(plan: AccountPlan, lost: BadDebtFact) -> Entry | None:
    """Return the entry; a VAT that cannot be recovered is part of the loss."""
    owed = total(row.ttc for row in lost.rates)
    back = [Side(side.account, -side.amount) for side in vat_sides(plan, lost.rates)]
    recovered = back if lost.recovers_vat else []
    loss = owed - total(side.amount for side in recovered)
    head = Head(
        journal("various"),
        lost.day,
        lost.piece,
        lost.piece_day,
        wording("bad_debt").format(piece=lost.piece, party=lost.party.name),
        f"bad_debt:{lost.id.hex()}",
    )
    return entry(
        head,
        [
            Side(plan.of("bad_debts"), loss),
            *recovered,
            Side(plan.of("customers"), -owed, lost.party),
        ],
    )
