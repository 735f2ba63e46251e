"""What falls due by the clock: operations that begin or end, lots whose last day is over."""

from collections.abc import Callable

from merchant_desk.lanes import Lanes
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture


def turn_what_is_due(lanes: Lanes, act: Callable[[], Gesture]) -> None:
    """Carry it out, before the shops are told of prices and stock."""
    from merchant_desk.operations.expire_lots import (  # noqa: PLC0415 - no start waits
        expire_lots,
        expiry_is_due,
    )
    from merchant_desk.operations.turn_promotions import (  # noqa: PLC0415 - no start waits
        turn_is_due,
        turn_promotions,
    )

    at = act().at
    if lanes.read(turn_is_due, at).result():
        lanes.write(turn_promotions, act()).result()
    if lanes.read(expiry_is_due, paris_date(at)).result():
        lanes.write(expire_lots, act()).result()
