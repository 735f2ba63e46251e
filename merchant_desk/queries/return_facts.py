"""What the legal clocks of a return need to know, from its row."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.parcel import Parcel
from merchant_desk.models.returned import Return
from merchant_desk.rules.returns.clocks import ReturnFacts
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import OrderId
from merchant_desk.values.words import ParcelState


def facts_of(returned: Return, left_on: date | None = None) -> ReturnFacts:
    """Return what is known of a return."""
    received, proof = returned.received_at, returned.sent_proof_at
    return ReturnFacts(
        kind=returned.kind,
        declared_on=paris_date(returned.declared_at),
        delivered_on=returned.delivered_on,
        left_on=left_on,
        received_on=None if received is None else paris_date(received),
        proof_on=None if proof is None else paris_date(proof),
        informed=returned.informed,
        informed_on=returned.informed_on,
        extended_to=returned.extended_to,
    )


def order_left_on(session: Session, order_id: OrderId) -> date | None:
    """Return the day the last parcel of an order left."""
    last = session.scalar(
        select(func.max(Parcel.closed_at)).where(
            Parcel.order_id == order_id, Parcel.state == ParcelState.CLOSED
        )
    )
    return None if last is None else paris_date(last)
