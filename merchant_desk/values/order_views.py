"""The views and filters of the list of orders, by name."""

from enum import StrEnum


class OrderTab(StrEnum):
    """The saved views of the list."""

    ALL = "all"
    TO_PREPARE = "to_prepare"
    IN_PROGRESS = "in_progress"
    LATE = "late"
    WAITING = "waiting"
    BLOCKED = "blocked"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class Period(StrEnum):
    """How far back the list goes, in whole days of Paris."""

    ANY = "any"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class OrderMark(StrEnum):
    """What an order has that the others have not."""

    NOTE = "note"
    GIFT = "gift"
    SHORT = "short"  # an article of it is promised more often than it lies in stock
    CONFLICT = "conflict"
    NO_TRACKING = "no_tracking"
    DUE_TODAY = "due_today"  # still to leave before midnight in Paris, and not late
    DUE_LATER = "due_later"
