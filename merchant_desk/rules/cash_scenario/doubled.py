"""A purchase of the plan that was ordered since: both would be counted, and that is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.cash_scenario.added import purchase_day
from merchant_desk.values.cash_plan import Scenario, TryPurchase
from merchant_desk.values.folding import folded
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_NEAR = 50
"""An amount that is off by a fiftieth at most is the same: carriage, a rebate."""
_LEAST_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What was ordered from a supplier, or invoiced by one, and is still to be paid."""

    label: str
    party: str
    amount: Money
    """Above zero."""


def doubled(plan: Scenario, since: Iterable[Bought], today: date) -> tuple[str, ...]:
    """Return in sentences which purchases of a plan seem to be ordered since it was accepted."""
    left = list(since)
    told = []
    for change in plan.changes:
        if not isinstance(change, TryPurchase) or purchase_day(change) < today:
            continue
        found = next((each for each in left if _is_same(change, each)), None)
        if found is None:
            continue
        left.remove(found)
        words = _(
            "{order} ({amount}) semble être son achat «\u00a0{label}\u00a0»\u00a0: les deux sont "
            "comptés, retirez-le du plan."
        )
        told.append(words.format(order=found.label, amount=euros(found.amount), label=change.label))
    return tuple(told)


def _is_same(change: TryPurchase, bought: Bought) -> bool:
    name = folded(bought.party)
    planned, asked = change.amount.cents, bought.amount.cents
    if len(name) >= _LEAST_NAME and name in folded(change.label):
        return planned <= 2 * asked <= 4 * planned
    return abs(planned - asked) * _NEAR <= planned
