"""Bring the buffers of a storefront up to date, some at a time so that no scan waits for all."""

from collections.abc import Callable

from merchant_desk.lanes import Lanes
from merchant_desk.operations.set_buffers import hold_back
from merchant_desk.queries.buffers import buffer_changes
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId

CHUNK = 200


def refresh_buffers(lanes: Lanes, shop_id: ShopId, act: Callable[[], Gesture]) -> int:
    """Hold back what is at risk by now; return how many buffers changed. On a network thread."""
    changes = lanes.read(buffer_changes, shop_id, act().at).result()
    for start in range(0, len(changes), CHUNK):
        lanes.write(hold_back, act(), shop_id, changes[start : start + CHUNK]).result()
    return len(changes)
