"""The nights the clocks change: nothing is counted twice, lost, or put in another order."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from merchant_desk.database.backup import backups, last_good_copy, make_backup
from merchant_desk.database.database import Database
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.queries.days_to_close import days_to_close
from merchant_desk.queries.order_filters import since
from merchant_desk.rules.promise import ship_by
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.fiscal_periods import day_period
from merchant_desk.values.french import ago, clock_time
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.order_views import Period
from tests.operations.counter_room import SOAP, CounterRoom, counter_room

AUTUMN = date(2026, 10, 25)
"""25 hours: 02:30 comes twice."""
SPRING = date(2027, 3, 28)
"""23 hours: 02:30 never comes."""


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def sold_at(room: CounterRoom, at: datetime) -> str:
    """Sell a soap: scanned, paid and validated in the three minutes that end here."""
    room.gesture = replace(room.gesture, at=at - timedelta(minutes=3))
    sold = room.sold(SOAP)
    assert room.gesture.at == at
    return sold.tickets[0].number


@pytest.mark.parametrize(
    ("day", "instants", "clocks"),
    [
        (
            AUTUMN,
            ["2026-10-24 21:58", "2026-10-24 22:10", "2026-10-25 00:15", "2026-10-25 00:45",
             "2026-10-25 01:05", "2026-10-25 01:30", "2026-10-25 22:55", "2026-10-25 23:10"],
            ["23:58", "00:10", "02:15", "02:45", "02:05", "02:30", "23:55", "00:10"],
        ),
        (
            SPRING,
            ["2027-03-27 22:58", "2027-03-27 23:10", "2027-03-28 00:55", "2027-03-28 01:05",
             "2027-03-28 21:55", "2027-03-28 22:10"],
            ["23:58", "00:10", "01:55", "03:05", "23:55", "00:10"],
        ),
    ],
)  # fmt: skip
def test_tickets_are_numbered_sealed_and_closed_in_the_order_they_were_sold(
    sqlite_database: Database, gesture: Gesture, day: date, instants: list[str], clocks: list[str]
) -> None:
    times = [instant(text) for text in instants]
    room = counter_room(sqlite_database, replace(gesture, at=times[0] - timedelta(hours=1)))

    numbers = [sold_at(room, at) for at in times]

    assert [clock_time(at) for at in times] == clocks
    assert numbers == sorted(numbers)
    evening = replace(room.gesture, at=times[-1] + timedelta(hours=1))
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    with room.database.write() as session:
        told = days_to_close(session, evening.station_id, evening.at)
        closed = [
            close_period(session, evening, CloseAsked(ClosingLevel.DAY, each)).totals.sales.cents
            for each in (before, day)
        ]
        problems = verify_chains(session).problems
    assert told.days == (day_period(before), day_period(day))
    assert told.today == day_period(after)
    assert closed == [590, 590 * (len(times) - 2)]
    assert problems == ()


@pytest.mark.parametrize(("day", "hours"), [(AUTUMN, 25), (SPRING, 23)])
def test_a_day_is_as_long_as_it_is(day: date, hours: int) -> None:
    def begins(on: date) -> datetime | None:
        noon = datetime(on.year, on.month, on.day, 12, tzinfo=PARIS).astimezone(UTC)
        return since(Period.TODAY, noon)

    first, last = begins(day), begins(day + timedelta(days=1))

    assert first is not None
    assert last is not None
    assert last - first == timedelta(hours=hours)
    assert paris_date(last - timedelta(seconds=1)) == day


def test_a_delay_over_the_change_is_told_by_the_hours_that_passed() -> None:
    placed, seen = instant("2026-10-25 00:30"), instant("2026-10-25 01:30")

    assert clock_time(placed) == clock_time(seen) == "02:30"
    assert ago(seen, seen) == "à l’instant"
    assert ago(placed, seen) == "il y a 1 h"


@pytest.mark.parametrize("day", [AUTUMN, SPRING])
def test_an_order_of_that_night_leaves_at_four_by_the_clock_on_the_wall(day: date) -> None:
    ready = datetime(day.year, day.month, day.day, 1, 30, tzinfo=PARIS).astimezone(UTC)

    assert clock_time(ship_by(ready)) == "16:00"


def test_copies_of_the_hour_that_comes_twice_keep_their_order(
    sqlite_database: Database,
) -> None:
    times = [
        instant(f"2026-10-25 {text}") for text in ("00:30", "00:50", "01:10", "01:30", "02:00")
    ]

    made = [make_backup(sqlite_database, at, "essai") for at in times]

    assert len({each.path for each in made}) == 5
    assert [each.path for each in backups(sqlite_database)] == [
        each.path for each in reversed(made)
    ]
    assert [each.made_at.astimezone(UTC) for each in made] == times
    assert sqlite_database.path is not None
    assert last_good_copy(sqlite_database.path) == made[-1].path


def test_paris_is_known_where_the_system_has_no_time_zones() -> None:
    code = (
        "from datetime import datetime, UTC\nfrom zoneinfo import TZPATH\n"
        "from merchant_desk.values.clock import PARIS\nassert TZPATH == ()\n"
        "print(datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(PARIS).isoformat())"
    )

    done = subprocess.run(  # noqa: S603 - our own few lines
        [sys.executable, "-c", code],
        cwd=Path(__file__).resolve().parents[2],
        env={"PYTHONTZPATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert done.stdout.strip() == "2026-10-25T02:30:00+01:00"
