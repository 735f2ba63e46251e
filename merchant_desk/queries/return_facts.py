"""What the legal clocks of a return need to know, from its row."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.returned import Return
from merchant_desk.models.station import Setting
from merchant_desk.rules.returns.clocks import ReturnFacts
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import OrderId
from merchant_desk.values.longer_withdrawal import longest_for, read_longer
from merchant_desk.values.settings import RETURNS_LONGER
from merchant_desk.values.words import ParcelState

_SETTING = table(Setting)


def facts_of(returned: Return, left_on: date | None = None, promised_days: int = 0) -> ReturnFacts:
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
        promised_days=promised_days,
    )


def promised_days(session: Session, placed_at: datetime | None) -> int:
    """Return the days that the shop promised to orders of this day, beyond the law; or 0."""
    if placed_at is None:
        return 0
    stored = session.scalar(
        select(_SETTING.c.value).where(
            _SETTING.c.station == "", _SETTING.c.key == RETURNS_LONGER.key
        )
    )
    promises = read_longer(RETURNS_LONGER.read(stored)) or ()
    return longest_for(promises, paris_date(placed_at))


def order_left_on(session: Session, order_id: OrderId) -> date | None:
    """Return the day the last parcel of an order left."""
    last = session.scalar(
        select(func.max(Parcel.closed_at)).where(
            Parcel.order_id == order_id, Parcel.state == ParcelState.CLOSED
        )
    )
    return None if last is None else paris_date(last)
