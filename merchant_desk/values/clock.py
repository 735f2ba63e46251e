"""Instants are aware UTC; legal dates are those of Paris."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def utc_now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def paris_date(instant: datetime) -> date:
    """Return the legal date of an instant, in Paris."""
    return instant.astimezone(PARIS).date()
