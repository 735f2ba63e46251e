"""What was ordered from suppliers since a plan was accepted, and is still to be paid."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.purchasing import Purchase
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.rules.cash_scenario.doubled import Bought
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.money import ZERO, total

_PURCHASES, _BILLS = table(Purchase), table(SupplierInvoice)
_BOUGHT = frozenset({FlowSource.PURCHASE, FlowSource.SUPPLIER_INVOICE})


def bought_since(session: Session, flows: Sequence[Flow], since: datetime) -> tuple[Bought, ...]:
    """Return orders sent and invoices received after an instant, as the forecast counts them."""
    counted: dict[bytes, list[Flow]] = {}
    for each in flows:
        if each.source in _BOUGHT and each.amount < ZERO and each.document_id is not None:
            counted.setdefault(bytes(each.document_id), []).append(each)
    if not counted:
        return ()
    sent = select(_PURCHASES.c.id).where(_PURCHASES.c.sent_at > since)
    came = select(_BILLS.c.id).where(_BILLS.c.received_at > since)
    fresh = [bytes(each) for asked in (sent, came) for each in session.scalars(asked)]
    return tuple(
        Bought(
            label=counted[each][0].label,
            party=counted[each][0].party,
            amount=-total(flow.amount for flow in counted[each]),
        )
        for each in fresh
        if each in counted
    )
