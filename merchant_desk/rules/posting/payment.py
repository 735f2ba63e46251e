"""Money from a customer, or back to her: what she overpaid stays hers until it is given back."""

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import MoneyFact
from merchant_desk.rules.posting.plan import AccountPlan
from merchant_desk.values.money import ZERO


def post_payment(plan: AccountPlan, money: MoneyFact) -> Entry | None:
    """Return the entry of a payment or of a refund, in the journal of its means."""
    label = wording("payment" if money.amount >= ZERO else "refund").format(party=money.party.name)
    head = Head(
        plan.money_journal(money.means),
        money.day,
        money.piece,
        money.piece_day,
        label,
        f"payment:{money.at}:{money.id.hex()}",
    )
    return entry(
        head,
        (
            Side(plan.money(money.means), money.amount),
            Side(plan.of("customers"), -money.amount, money.party),
        ),
    )
