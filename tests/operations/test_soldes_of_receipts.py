"""What came with a lorry may be soldé once its invoice was paid in time, and only then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from merchant_desk.database.database import Database
from merchant_desk.models.law_facts import Batch
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.operations.save_product import note_price
from merchant_desk.queries.promotion_verdict import promotion_verdict
from merchant_desk.rules.legal.answer import Level
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PaymentId, id_text, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.supplier_invoices import SupplierPaid
from tests.makers import make_shop
from tests.operations.delivery_desk import SOAP, DeliveryDesk, delivery_desk
from tests.operations.test_cost_of_deliveries import approve, soap_bill

_MONTH = "FR-SOLDES-MOIS"
_OPENED = datetime(2026, 1, 1, 8, tzinfo=UTC)
# Soldes of winter in Avignon, from 6 January at midnight in Paris on.
_STARTS, _ENDS = datetime(2027, 1, 5, 23, tzinfo=UTC), datetime(2027, 2, 1, 23, tzinfo=UTC)


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[DeliveryDesk]:
    with database.write() as session:
        made = delivery_desk(session, gesture)
        make_shop(session)
        note_price(session, replace(gesture, at=_OPENED), made.soap, Money(590), "desk")
        yield made


def blocked(desk: DeliveryDesk) -> bool:
    """Tell whether the law refuses the soap for want of a month on sale and paid."""
    draft = PromotionDraft(
        title="Soldes d’hiver",
        kind="soldes",
        starts_at=_STARTS,
        ends_at=_ENDS,
        products=(id_text(desk.soap),),
        pricing=Pricing(by="percent", value=2000),
    )
    verdict = promotion_verdict(desk.session, draft, datetime(2026, 12, 28, 9, tzinfo=UTC))
    return any(each.rule == _MONTH for each in verdict.of_level(Level.BLOCK))


def received(desk: DeliveryDesk) -> None:
    """Twelve soaps come on 20 November and go on sale."""
    desk.scan(SOAP, 12)
    close_delivery(desk.session, desk.later(), desk.delivery)


@pytest.mark.parametrize(
    ("paid_on", "refused"), [(date(2026, 12, 6), False), (date(2026, 12, 7), True)]
)
def test_the_day_the_supplier_was_paid_decides_what_may_be_solde(
    desk: DeliveryDesk, paid_on: date, refused: bool
) -> None:
    received(desk)
    invoice_id = approve(desk, soap_bill("12", "2.10", "25.20"))
    paid = SupplierPaid(PaymentId(new_id()), Money(2520), "transfer", paid_on)
    later = replace(desk.later(), at=datetime(2026, 12, 20, 9, tzinfo=UTC))

    left = pay_supplier_invoice(desk.session, later, invoice_id, paid)

    assert left == Money(0)
    (batch,) = desk.batches()
    assert (batch.paid_on, batch.paid_known) == (paid_on, True)
    assert blocked(desk) is refused


def test_goods_whose_invoice_is_not_paid_are_not_solde(desk: DeliveryDesk) -> None:
    received(desk)
    (batch,) = desk.batches()
    desk.session.get_one(Batch, batch.id).paid_known = True

    assert blocked(desk)
