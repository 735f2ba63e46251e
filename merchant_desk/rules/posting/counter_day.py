"""A day at the counter (Z): one entry for its tickets and returns, a debit a means of payment."""

from collections.abc import Iterable

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Party, Side, entry
from merchant_desk.rules.posting.facts import CounterDay, MoneyFact, SaleFact
from merchant_desk.rules.posting.plan import AccountPlan, journal
from merchant_desk.rules.posting.sale_sides import closed, sold_sides
from merchant_desk.values.money import ZERO, Money, total

COUNTER = "COMPTOIR"


def post_counter_day(plan: AccountPlan, counted: CounterDay) -> Entry | None:
    """Return the entry of the day; what was not paid at the counter stays with its customers."""
    documents = [each for each in counted.documents if each.posts]
    sides = [*money_sides(plan, counted.money), *_owed(plan, documents, counted.money)]
    for each in documents:
        sides.extend(sold_sides(plan, each))
    head = Head(
        journal("counter"),
        counted.day,
        counted.piece,
        counted.day,
        wording("counter_day").format(station=counted.station),
        f"counter:{counted.piece}",
    )
    return entry(head, closed(plan, sides))


def counter_party() -> Party:
    """Return who buys at the counter without a name."""
    return Party(COUNTER, wording("counter_party"))


def money_sides(plan: AccountPlan, money: Iterable[MoneyFact]) -> list[Side]:
    """Return each payment on the account of its means."""
    return [Side(plan.money(each.means), each.amount) for each in money]


def _owed(
    plan: AccountPlan, documents: Iterable[SaleFact], money: Iterable[MoneyFact]
) -> list[Side]:
    sold: Money = total(each.total for each in documents)
    left = sold - total(each.amount for each in money)
    return [Side(plan.of("customers"), left, counter_party())] if left != ZERO else []
