from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.legal.events import event_in, events_between
from tests.law.asking import findings, levels, promotion, text_check, value

_PUBLISHED = {
    "epiphany": ("2026-01-06", "2027-01-06"),
    "candlemas": ("2026-02-02", "2027-02-02"),
    "valentine": ("2026-02-14", "2027-02-14"),
    "mardi_gras": ("2026-02-17", "2027-02-09"),
    "grandmothers_day": ("2026-03-01", "2027-03-07"),
    "womens_day": ("2026-03-08", "2027-03-08"),
    "easter": ("2026-04-05", "2027-03-28"),
    "labour_day": ("2026-05-01", "2027-05-01"),
    "mothers_day": ("2026-05-31", "2027-05-30"),
    "fathers_day": ("2026-06-21", "2027-06-20"),
    "music_day": ("2026-06-21", "2027-06-21"),
    "bastille_day": ("2026-07-14", "2027-07-14"),
    "halloween": ("2026-10-31", "2027-10-31"),
    "singles_day": ("2026-11-11", "2027-11-11"),
    "beaujolais_nouveau": ("2026-11-19", "2027-11-18"),
    "black_friday": ("2026-11-27", "2027-11-26"),
    "cyber_monday": ("2026-11-30", "2027-11-29"),
    "saint_nicholas": ("2026-12-06", "2027-12-06"),
    "christmas": ("2026-12-25", "2027-12-25"),
}


def _asked(event: str, year: int) -> Any:
    return value({"id": "q", "kind": "commercial_event", "event": event, "year": year})


@pytest.mark.parametrize("event", _PUBLISHED)
def test_an_event_falls_on_the_published_day(event: str) -> None:
    assert (_asked(event, 2026)["date"], _asked(event, 2027)["date"]) == _PUBLISHED[event]


@pytest.mark.parametrize(
    ("event", "year", "day"),
    [
        ("black_friday", 2024, "2024-11-29"),
        ("black_friday", 2030, "2030-11-29"),
        ("black_friday", 2029, "2029-11-23"),
        ("cyber_monday", 2024, "2024-12-02"),
        ("mothers_day", 2020, "2020-06-07"),
        ("mothers_day", 2023, "2023-06-04"),
        ("mothers_day", 2024, "2024-05-26"),
        ("beaujolais_nouveau", 2024, "2024-11-21"),
        ("grandmothers_day", 2020, "2020-03-01"),
        ("mardi_gras", 2024, "2024-02-13"),
    ],
)
def test_an_event_follows_its_rule_in_years_that_trap(event: str, year: int, day: str) -> None:
    assert _asked(event, year)["date"] == day


@given(year=st.integers(2009, 2100))
def test_mothers_day_is_never_whit_sunday(year: int) -> None:
    day, sunday = event_in("mothers_day", year), event_in("easter", year)

    assert day is not None
    assert sunday is not None
    assert day.day.weekday() == 6
    assert day.day != sunday.day + timedelta(days=49)
    assert date(year, 5, 25) <= day.day <= date(year, 6, 7)


@given(year=st.integers(2009, 2100))
def test_black_friday_follows_the_fourth_thursday_met_in_november(year: int) -> None:
    november = [date(year, 11, 1) + timedelta(days=number) for number in range(30)]
    thursdays = [day for day in november if day.weekday() == 3]

    event = event_in("black_friday", year)

    assert event is not None
    assert event.day == thursdays[3] + timedelta(days=1)


def test_the_days_whose_prices_count_are_the_thirty_before() -> None:
    assert _asked("black_friday", 2026) == {
        "date": "2026-11-27",
        "window_start": "2026-10-28",
        "window_end": "2026-11-26",
    }


@pytest.mark.parametrize("year", [-1, 0, 1, 1582, 10_000, 10**15])
def test_an_event_of_a_year_that_is_not_known_has_no_day(year: int) -> None:
    told = _asked("black_friday", year)

    assert told == {"date": None, "window_start": None, "window_end": None}


def test_the_calendar_lists_the_events_between_two_days_in_order() -> None:
    found = events_between(date(2026, 11, 27), date(2026, 12, 6))

    assert [(each.french, each.day.day) for each in found] == [
        ("Black Friday", 27), ("Cyber Monday", 30), ("Saint-Nicolas", 6),
    ]  # fmt: skip
    assert events_between(date(2026, 11, 28), date(2026, 11, 29)) == ()


def test_the_calendar_lists_the_start_of_the_school_year_where_it_is_known() -> None:
    found = events_between(date(2026, 9, 1), date(2026, 9, 30))

    assert [(each.name, each.french, each.day.day) for each in found] == [
        ("school_start", "Rentrée scolaire", 1)
    ]


def test_an_event_says_which_prices_to_watch() -> None:
    event = event_in("black_friday", 2026)

    assert event is not None
    assert event.advice == (
        "Black Friday\u00a0: 27/11/2026. Fenêtre de prix à surveiller\u00a0: du 28/10/2026 au"
        " 26/11/2026."
    )


@pytest.mark.parametrize("words", ["French Days : -30 %", "Les FRENCH DAYS", "french-days"])
def test_the_name_french_days_is_warned_about_without_a_partnership(words: str) -> None:
    asked = text_check(words, place="web", on="2026-09-25")

    assert levels(asked, "FR-EVENTS") == {"FR-EVENTS": ["warn"]}
    assert findings(asked, "FR-EVENTS")[0]["remedy"]["kind"] == "replace_word"
    assert levels(text_check(words, place="web", partner_of=["french_days"]), "FR-EVENTS") == {}


def test_an_operation_may_not_use_the_name_either() -> None:
    text = {"text": "French Days", "place": "email"}

    assert levels(promotion(texts=[text]), "FR-EVENTS") == {"FR-EVENTS": ["warn"]}
    assert levels(promotion(texts=[text], partner_of=["french_days"]), "FR-EVENTS") == {}
    other = {"text": "Jours français", "place": "email"}
    assert levels(promotion(texts=[other]), "FR-EVENTS") == {}
