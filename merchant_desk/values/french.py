"""Amounts, dates and counts as a French reader expects them; no Qt here."""

from datetime import date, datetime, timedelta

from merchant_desk.values.clock import PARIS
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, ngettext

NARROW = "\u202f"
NBSP = "\u00a0"
_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
_LONG_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def number(value: int) -> str:
    """Return an integer with narrow groups: ``1 024``."""
    return f"{value:,}".replace(",", NARROW).replace("-", "\u2212")


def euros(amount: Money) -> str:
    """Return an amount: ``1 024,50 €``."""
    sign = "\u2212" if amount.cents < 0 else ""
    whole, cents = divmod(abs(amount.cents), 100)
    return f"{sign}{number(whole)},{cents:02d}{NBSP}€"


def rate(basis_points: int) -> str:
    """Return a rate given in hundredths of a percent: ``5,5 %``."""
    whole, rest = divmod(basis_points, 100)
    decimals = f",{rest:02d}".rstrip("0").rstrip(",")
    return f"{whole}{decimals}{NBSP}%"


def short_date(day: date) -> str:
    """Return ``21/11/2026``."""
    return day.strftime("%d/%m/%Y")


def long_date(day: date) -> str:
    """Return ``21 novembre 2026``."""
    ordinal = "1er" if day.day == 1 else str(day.day)
    return f"{ordinal} {_LONG_MONTHS[day.month - 1]} {day.year}"


def month_year(day: date) -> str:
    """Return ``novembre 2026``."""
    return f"{_LONG_MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """Return ``samedi 21 novembre``."""
    ordinal = "1er" if day.day == 1 else str(day.day)
    return f"{_DAYS[day.weekday()]} {ordinal} {_LONG_MONTHS[day.month - 1]}"


def day_month(day: date) -> str:
    """Return ``21 nov.``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def clock_time(instant: datetime) -> str:
    """Return ``14:02`` in Paris."""
    return instant.astimezone(PARIS).strftime("%H:%M")


def moment(instant: datetime) -> str:
    """Return ``21 nov., 14:02`` in Paris."""
    local = instant.astimezone(PARIS)
    return f"{day_month(local.date())}, {local:%H:%M}"


def full_stop(sentence: str) -> str:
    """Return a sentence with its full stop: « 21 nov. » brings its own."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def spoken_day(day: date, today: date) -> str:
    """Return a day as people say it: « hier », « demain », « lundi », « 3 déc. »."""
    near = {-1: _("hier"), 0: _("aujourd’hui"), 1: _("demain")}
    distance = (day - today).days
    if distance in near:
        return near[distance]
    if timedelta(days=1) < day - today < timedelta(days=7):
        return _DAYS[day.weekday()]
    return day_month(day)


def on_day(day: date, today: date) -> str:
    """Return when, inside a sentence: « hier », « lundi », « le 3 déc. »."""
    said = spoken_day(day, today)
    return _("le {day}").format(day=said) if said == day_month(day) else said


def ago(instant: datetime, now: datetime) -> str:
    """Return how long ago, as people say it: « il y a 2 min »."""
    minutes = int((now - instant).total_seconds() // 60)
    if minutes < 1:
        return _("à l’instant")
    if minutes < 60:  # noqa: PLR2004 - minutes in an hour
        return _("il y a {n} min").format(n=minutes)
    if minutes < 24 * 60:
        return _("il y a {n} h").format(n=minutes // 60)
    return _("le {day}").format(day=moment(instant))


def items(count: int) -> str:
    """Return ``1 article``, ``3 articles``."""
    return ngettext("{n} article", "{n} articles", count).format(n=number(count))
