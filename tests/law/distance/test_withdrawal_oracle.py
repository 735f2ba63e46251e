"""Withdrawal deadlines, against days counted one by one on a wall calendar."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.asking import value

_DAY = timedelta(days=1)
_EASTER = {
    2020: (4, 12), 2021: (4, 4), 2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20),
    2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21), 2031: (4, 13),
    2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25),
}  # fmt: skip
_EVERYWHERE = {"01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"}
_ONLY_THERE = {
    "57": {"12-26"}, "67": {"12-26"}, "68": {"12-26"}, "971": {"05-27"}, "972": {"05-22"},
    "973": {"06-10"}, "974": {"12-20"}, "976": {"04-27"}, "977": {"10-09"}, "978": {"05-28"},
    "75": set(), "975": set(), "2A": set(),
}  # fmt: skip
_ZONES = st.none() | st.sampled_from(sorted(_ONLY_THERE))
_DATES = st.dates(date(2020, 1, 1), date(2033, 12, 31))


def _is_off(day: date, zone: str | None) -> bool:
    easter = date(day.year, *_EASTER[day.year])
    after = (day - easter).days
    moving = {1, 39, 50} | ({-2} if zone in {"57", "67", "68"} else set())
    fixed = _EVERYWHERE | _ONLY_THERE.get(zone or "", set())
    return day.isoweekday() > 5 or f"{day:%m-%d}" in fixed or after in moving


def _first_working_day(day: date, zone: str | None) -> date:
    while _is_off(day, zone):
        day += _DAY
    return day


def _fourteenth(day: date, zone: str | None) -> date:
    for _count in range(14):
        day += _DAY
    return _first_working_day(day, zone)


def _year_later(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + 1, 2, 28) if leap_day else date(day.year + 1, day.month, day.day)


def _expected(received: date, zone: str | None, told: date | None, *, never: bool) -> date:
    usual = _fourteenth(received, zone)
    latest = _first_working_day(_year_later(usual), zone)
    if never:
        return latest
    if told is None or told <= received:
        return usual
    return min(_fourteenth(told, zone), latest)


@settings(max_examples=800, deadline=None)
@given(
    received=_DATES,
    zone=_ZONES,
    late=st.none() | st.integers(-10, 420),
    never=st.booleans(),
    earlier=st.lists(st.integers(0, 40), max_size=3),
)
def test_a_deadline_is_where_a_calendar_puts_it(
    *, received: date, zone: str | None, late: int | None, never: bool, earlier: list[int]
) -> None:
    told = None if late is None else received + late * _DAY
    parcels = [*(received - days * _DAY for days in earlier), received]
    question: dict[str, object] = {
        "id": "q", "kind": "withdrawal_deadline", "contract": "distance",
        "received_on": [each.isoformat() for each in parcels],
    }  # fmt: skip
    if zone:
        question["customer_zone"] = zone
    if never:
        question["information_given_on"] = None
    elif told is not None:
        question["information_given_on"] = told.isoformat()

    answer = value(question)

    assert answer["right"] is True
    assert answer["deadline"] == _expected(received, zone, told, never=never).isoformat()


@settings(max_examples=300, deadline=None)
@given(received=_DATES, zone=_ZONES, minutes=st.integers(-3000, 3000))
def test_a_withdrawal_is_in_time_until_midnight_of_the_deadline(
    received: date, zone: str | None, minutes: int
) -> None:
    deadline = _fourteenth(received, zone)
    days, minute = divmod(minutes, 24 * 60)
    sent = deadline + (days + 1) * _DAY
    question = {
        "id": "q", "kind": "withdrawal_deadline", "contract": "distance",
        "received_on": [received.isoformat()],
        "sent_at": f"{sent}T{minute // 60:02d}:{minute % 60:02d}",
    } | ({"customer_zone": zone} if zone else {})  # fmt: skip

    assert value(question)["in_time"] is (minutes < 0)
