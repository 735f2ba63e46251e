"""When she last looked at the day, on this computer: « nouvelles » begin there."""

from datetime import UTC, datetime, time, timedelta

from merchant_desk.ui.remembered import remembered
from merchant_desk.values.clock import PARIS

_KEY = "today/visited"
_LONGEST = timedelta(days=7)


def last_visit(now: datetime) -> datetime:
    """Return the last visit, at most a week ago; without one, yesterday at midnight in Paris."""
    yesterday = now.astimezone(PARIS).date() - timedelta(days=1)
    usual = datetime.combine(yesterday, time(), PARIS).astimezone(UTC)
    try:
        kept = datetime.fromisoformat(str(remembered().value(_KEY, "")))
    except ValueError:
        return usual
    if kept.tzinfo is None or not now - _LONGEST <= kept <= now:
        return usual
    return kept


def keep_visit(now: datetime) -> None:
    """Remember that she has seen the day."""
    remembered().setValue(_KEY, now.isoformat())
