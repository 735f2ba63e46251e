"""A supplier's credit means what was claimed of it: a price, or units that went back."""

from merchant_desk.operations.claim_goods import claim_goods
from merchant_desk.values.deliveries import ClaimAsked
from merchant_desk.values.goods_words import ClaimKind, CostReason
from merchant_desk.values.money import Money
from tests.operations.delivery_desk import SOAP, DeliveryDesk
from tests.operations.test_cost_of_deliveries import approve, changes, desk, soap_bill

__all__ = ["desk"]


def test_a_credit_for_a_price_that_was_claimed_lowers_the_cost_however_large(
    desk: DeliveryDesk,
) -> None:
    desk.scan(SOAP, 12)
    asked = ClaimAsked(product_id=desk.soap, kind=ClaimKind.DAMAGED, quantity=2)
    claim_goods(desk.session, desk.later(), desk.delivery, asked)
    approve(desk, soap_bill("12", "5.00", "60.00"))
    wrong_price = ClaimAsked(
        product_id=desk.soap, kind=ClaimKind.PRICE, quantity=2, amount=Money(580)
    )
    claim_goods(desk.session, desk.later(), desk.delivery, wrong_price)
    before = desk.worth(desk.soap)

    approve(desk, soap_bill("2", "2.90", "5.80", kind="381", due="", number="AV-3"))

    assert sum(kept + spent for kept, spent in changes(desk, CostReason.CREDIT)) == -58_000
    assert desk.worth(desk.soap)[1] < before[1]


def test_a_small_credit_for_units_that_went_back_leaves_the_others_their_cost(
    desk: DeliveryDesk,
) -> None:
    desk.scan(SOAP, 12)
    asked = ClaimAsked(product_id=desk.soap, kind=ClaimKind.DAMAGED, quantity=3)
    claim_goods(desk.session, desk.later(), desk.delivery, asked)
    before = desk.worth(desk.soap)

    approve(desk, soap_bill("3", "0.50", "1.50", kind="381", due="", number="AV-4"))

    assert changes(desk, CostReason.CREDIT) == []
    assert desk.worth(desk.soap) == before
