"""The weekly comparison with each storefront: made by itself, repairs nothing."""

from datetime import datetime, timedelta

from merchant_desk.app.storefronts import Storefronts
from merchant_desk.errors import RefusedError, RemoteDataError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.queries.sync_overview import comparable_shops

EVERY = timedelta(days=7)
_TRIED_EVERY = timedelta(days=1)


def compare_weekly(lanes: Lanes, storefronts: Storefronts, now: datetime) -> int:
    """Compare the shops that were not for a week; return how many.

    One that could not be compared is on the log, and left alone until the next day.
    """
    made = 0
    for shop_id in lanes.read(comparable_shops, now - EVERY, now - _TRIED_EVERY).result():
        try:
            storefronts.compare(shop_id)
        except (UnavailableError, RefusedError, RemoteDataError):
            continue
        made += 1
    return made
