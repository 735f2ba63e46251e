"""The time of a simulated world: one true clock, and the desk's, which may be wrong."""

from datetime import UTC, datetime, timedelta

BEGUN = datetime(2026, 9, 14, 7, 30, tzinfo=UTC)
"""When every history begins: a Monday morning, before two nights on which clocks change."""
CLOCK_NIGHTS = (
    datetime(2026, 10, 25, 0, 58, 30, tzinfo=UTC),
    datetime(2027, 3, 28, 0, 58, 30, tzinfo=UTC),
    datetime(2027, 10, 31, 0, 58, 30, tzinfo=UTC),
)


class WorldClock:
    """Shops and network live by ``at``; the desk sees it with an error."""

    def __init__(self) -> None:
        self.at = BEGUN
        self.desk_error = timedelta(0)

    def __call__(self) -> datetime:
        """Return the true time."""
        return self.at

    def desk(self) -> datetime:
        """Return what the computer of the desk believes."""
        return self.at + self.desk_error

    def forward(self, seconds: float) -> None:
        """Let time pass; it never goes back."""
        self.at += timedelta(seconds=max(0.0, seconds))

    def to_clock_night(self) -> None:
        """Sleep until just before the next night on which clocks change."""
        self.at = next((night for night in CLOCK_NIGHTS if night > self.at), self.at)
