"""Public holidays: those of the whole country, of Alsace and Moselle, and of overseas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

from merchant_desk.rules.legal.answer import Value
from merchant_desk.rules.legal.questions import PublicHoliday
from merchant_desk.rules.legal.zones import ALSACE_MOSELLE, clock_of

MAINLAND = "75"
"""A département that has the holidays of the whole country and no other."""
FRENCH_NAMES: Mapping[str, str] = {
    "new_year": "Jour de l’An",
    "good_friday": "Vendredi saint",
    "easter_monday": "Lundi de Pâques",
    "labour_day": "Fête du Travail",
    "victory_day": "Victoire de 1945",
    "ascension": "Ascension",
    "whit_monday": "Lundi de Pentecôte",
    "bastille_day": "Fête nationale",
    "assumption": "Assomption",
    "all_saints": "Toussaint",
    "armistice": "Armistice de 1918",
    "christmas": "Noël",
    "saint_stephen": "Saint-Étienne",
    "abolition_day": "Abolition de l’esclavage",
}
_FIXED = {
    "new_year": (1, 1),
    "labour_day": (5, 1),
    "victory_day": (5, 8),
    "bastille_day": (7, 14),
    "assumption": (8, 15),
    "all_saints": (11, 1),
    "armistice": (11, 11),
    "christmas": (12, 25),
}
_AFTER_EASTER = {"easter_monday": 1, "ascension": 39, "whit_monday": 50}
_ABOLITION = {
    "971": (5, 27), "972": (5, 22), "973": (6, 10), "974": (12, 20), "976": (4, 27),
    "977": (10, 9), "978": (5, 28),
}  # fmt: skip
FIRST_GREGORIAN_YEAR = 1583


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday, by the name of the format and in French."""

    name: str
    day: date

    @property
    def french(self) -> str:
        """Return how a calendar names it."""
        return FRENCH_NAMES[self.name]


def is_known_year(year: int) -> bool:
    """Tell whether Easter, and so the year, can be worked out."""
    return FIRST_GREGORIAN_YEAR <= year <= MAXYEAR


@lru_cache(maxsize=512)
def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year, by the method of Meeus."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    years, left = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * years - epact - left) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=1024)
def holidays(zone: str, year: int) -> tuple[Holiday, ...]:
    """Return the holidays of a zone, in the order of the year; none for a year not known."""
    if not is_known_year(year):
        return ()
    sunday = easter(year)
    days = {name: date(year, *day) for name, day in _FIXED.items()}
    days |= {name: sunday + timedelta(days=after) for name, after in _AFTER_EASTER.items()}
    if zone in ALSACE_MOSELLE:
        days |= {"good_friday": sunday - timedelta(days=2), "saint_stephen": date(year, 12, 26)}
    if zone in _ABOLITION:
        days["abolition_day"] = date(year, *_ABOLITION[zone])
    order = list(FRENCH_NAMES)
    named = sorted(days.items(), key=lambda each: (each[1], order.index(each[0])))
    return tuple(Holiday(name, day) for name, day in named)


@lru_cache(maxsize=1024)
def _days(zone: str, year: int) -> Mapping[date, Holiday]:
    return {each.day: each for each in reversed(holidays(zone, year))}


def holiday_on(zone: str, day: date) -> Holiday | None:
    """Return the holiday of a zone on a day; the first by name when two fall together."""
    return _days(zone, day.year).get(day)


def is_holiday(zone: str, day: date) -> bool:
    """Tell whether a day is a public holiday in a zone."""
    return day in _days(zone, day.year)


def holidays_between(zone: str, first: date, last: date) -> tuple[Holiday, ...]:
    """Return the holidays from one day to another, both included, the earliest first."""
    return tuple(
        each
        for year in range(first.year, last.year + 1)
        for each in holidays(zone, year)
        if first <= each.day <= last
    )


def value_of_holiday(question: PublicHoliday) -> Value:
    """Return whether a day is a holiday, or the holidays of a year."""
    day = question.day
    if day is None and question.year is not None:
        told = holidays(question.zone, question.year)
        return {"holidays": {each.name: each.day.isoformat() for each in told}}
    if day is None:
        if question.asked_on is None:
            return {"holiday": None, "name": None}
        day = question.asked_on.opening(clock_of(question.zone)).date()
    found = holiday_on(question.zone, day)
    return {"holiday": found is not None, "name": found.name if found else None}
