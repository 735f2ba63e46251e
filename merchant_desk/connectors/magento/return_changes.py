"""Which returns of Adobe Commerce are new, or stand elsewhere: nothing touches their orders then.

A return bears no date of its last change, so those that are open are asked about each time, beside
those with a greater id than the last one seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from merchant_desk.connectors.magento.calls import Calls
from merchant_desk.connectors.magento.criteria import Where, criteria, one_of
from merchant_desk.connectors.magento.returns import is_open, tells_returns
from merchant_desk.sync.record_fields import Body, optional_id, text

_FIELDS = "entity_id,order_id,status"
_MOST, _MOST_OPEN = 500, 300
_AT_FIRST = timedelta(days=60)
_FORMAT = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True)
class ReturnsSeen:
    """The last return that was seen, and where the open ones stood."""

    last: int
    open: Mapping[str, str]

    def kept(self) -> list[Any]:
        """Return it as it is kept with a position."""
        return [self.last, dict(self.open)]


def read_seen(kept: object) -> ReturnsSeen | None:
    """Return what was kept; what cannot be read begins anew."""
    if not isinstance(kept, list) or [type(each) for each in kept] != [int, dict]:
        return None
    return ReturnsSeen(kept[0], {str(key): str(word) for key, word in kept[1].items()})


def changed_returns(
    calls: Calls, seen: ReturnsSeen | None, now: datetime
) -> tuple[list[str], ReturnsSeen | None]:
    """Return the orders whose returns changed since, and what was seen this time.

    A shop that never told a return is asked nothing: most have no returns at all.
    """
    if (seen is None and not calls.tells_returns) or not tells_returns(calls):
        return [], seen
    query = criteria([_wanted(seen, now)], size=_MOST, sort=["entity_id"], fields=_FIELDS)
    told = calls.read("returns", query).items()
    before = {} if seen is None else seen.open
    orders = dict.fromkeys(
        optional_id(each.get("order_id"))
        for each in told
        if before.get(optional_id(each.get("entity_id"))) != text(each.get("status"))
    )
    return [each for each in orders if each], _seen(told, 0 if seen is None else seen.last)


def _wanted(seen: ReturnsSeen | None, now: datetime) -> Sequence[Where]:
    if seen is None:
        begin = (now - _AT_FIRST).astimezone(UTC).strftime(_FORMAT)
        return [Where("date_requested", begin, "gteq")]
    later = [Where("entity_id", str(seen.last), "gt")]
    return [*later, *one_of("entity_id", list(seen.open))] if seen.open else later


def _seen(told: Sequence[Body], last: int) -> ReturnsSeen:
    numbers = [each["entity_id"] for each in told if type(each.get("entity_id")) is int]
    standing = {
        optional_id(each.get("entity_id")): text(each.get("status"))
        for each in told
        if is_open(text(each.get("status")))
    }
    newest = sorted(standing, key=lambda each: (len(each), each))[-_MOST_OPEN:]
    return ReturnsSeen(max([last, *numbers]), {each: standing[each] for each in newest if each})
