"""A planned purchase that was ordered since is recognised by its supplier or by its amount."""

import pytest

from merchant_desk.rules.cash_scenario.doubled import Bought, doubled
from merchant_desk.values.cash_plan import Scenario, TryPurchase
from merchant_desk.values.money import Money
from tests.rules.cash_scenario.flows import TODAY

PLANNED = TryPurchase(label="CF2026-0012, Semailles du Sud", amount=Money(240_000), on=TODAY)


def _told(*bought: Bought, plan: TryPurchase = PLANNED) -> tuple[str, ...]:
    return doubled(Scenario(name="Stock", changes=(plan,)), bought, TODAY)


@pytest.mark.parametrize(
    ("party", "cents", "same"),
    [
        ("Semailles du Sud", 240_000, True),
        ("SEMAILLES DU SUD", 300_000, True),
        ("Semailles du Sud", 10_000, False),
        ("Autre maison", 241_000, True),
        ("Autre maison", 260_000, False),
    ],
)
def test_the_supplier_or_the_amount_tells_it(party: str, cents: int, same: bool) -> None:
    ordered = Bought(label="Commande CF2026-0012", party=party, amount=Money(cents))

    assert bool(_told(ordered)) is same


def test_one_order_stands_for_one_purchase_and_a_past_one_for_none() -> None:
    ordered = Bought(label="Commande", party="Semailles du Sud", amount=Money(240_000))
    twice = Scenario(name="Stock", changes=(PLANNED, PLANNED))
    past = TryPurchase(label="Graines", amount=Money(240_000), on=TODAY.replace(month=9), days=0)

    assert len(doubled(twice, (ordered,), TODAY)) == 1
    assert _told(ordered, plan=past) == ()
