"""A ticket by itself, for who wants each sale at the counter in the books."""

from collections.abc import Sequence

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.counter_day import counter_party, money_sides
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import MoneyFact, SaleFact
from merchant_desk.rules.posting.plan import AccountPlan, journal
from merchant_desk.rules.posting.sale_sides import closed, sold_sides
from merchant_desk.values.money import total


def post_ticket(
    plan: AccountPlan, document: SaleFact, money: Sequence[MoneyFact] = ()
) -> Entry | None:
    """Return the entry of one ticket and of what was paid for it at the counter."""
    if not document.posts:
        return None
    left = document.total - total(each.amount for each in money)
    sides = [
        *money_sides(plan, money),
        Side(plan.of("customers"), left, counter_party()),
        *sold_sides(plan, document),
    ]
    head = Head(
        journal("counter"),
        document.day,
        document.number,
        document.issued_on,
        wording("ticket").format(piece=document.number),
        f"ticket:{document.number}",
    )
    return entry(head, closed(plan, sides))
