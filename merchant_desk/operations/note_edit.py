"""An order changed after its slip was asked for: the paper may tell something else."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import WaveOrder
from merchant_desk.operations.assign_bins import assign_bins
from merchant_desk.operations.note_decision import note_decision
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId
from merchant_desk.values.order_states import PREPARABLE
from merchant_desk.values.remote import RemoteOrder
from merchant_desk.values.snapshots import read_address
from merchant_desk.values.words import OrderEventKind

_WAVE_ORDERS = table(WaveOrder)
_ON_THE_SLIP = ("note", "gift_note", "delivery", "carrier", "relay_id", "pickup_slot")


def changes_slip(order: Order, remote: RemoteOrder) -> bool:
    """Tell whether what a slip says besides its articles is no longer so."""
    if read_address(order.shipping) != remote.shipping:
        return True
    return any(getattr(order, name) != getattr(remote, name) for name in _ON_THE_SLIP)


def note_edit(session: Session, gesture: Gesture, order: Order) -> None:
    """Keep that an order of a wave changed, and choose the bins of what it wants now."""
    in_wave = select(_WAVE_ORDERS.c.wave_id).where(_WAVE_ORDERS.c.order_id == order.id)
    if session.execute(in_wave.limit(1)).first() is None:
        return
    order_id = OrderId(order.id)
    note_decision(session, gesture, [order_id], OrderEventKind.EDITED)
    if order.state in PREPARABLE:
        assign_bins(session, [order_id], None, paris_date(gesture.at))
