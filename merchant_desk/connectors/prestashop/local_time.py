"""The clock of a shop: PrestaShop writes local time without saying so, to the second.

In the night when clocks go back an hour comes twice: what was written in it may be either. The
later one is meant when it is not ahead of the shop's own clock.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from merchant_desk.sync.record_fields import missing
from merchant_desk.values.clock import PARIS

FORMAT = "%Y-%m-%d %H:%M:%S"
OPEN = "0000-00-00 00:00:00"
"""How PrestaShop writes that there is no date."""


def zone_named(name: str) -> ZoneInfo:
    """Return a time zone by its name, Paris where nobody knows it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return PARIS


def local_text(instant: datetime, zone: ZoneInfo) -> str:
    """Return an instant as the shop writes it."""
    return instant.astimezone(zone).strftime(FORMAT)


def instant(
    value: object, name: str, zone: ZoneInfo, *, not_after: datetime | None = None
) -> datetime:
    """Return the instant that the shop wrote."""
    found = optional_instant(value, zone, not_after=not_after)
    if found is None:
        raise missing(name)
    return found


def optional_instant(
    value: object, zone: ZoneInfo, *, not_after: datetime | None = None
) -> datetime | None:
    """Return the instant that the shop wrote, None for none."""
    if type(value) is not str or not value or value.startswith("0000"):
        return None
    try:
        wall = datetime.strptime(value, FORMAT).replace(tzinfo=zone)
        first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return second if not_after is not None and first < second <= not_after else first
