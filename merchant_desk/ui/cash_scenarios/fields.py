"""What the forms of changes are made of: fields that read one kind of answer each."""

from datetime import date

from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.cash_plan_json import FIRST_YEAR, LAST_YEAR, LONGEST, can_be_shown
from merchant_desk.values.entries import read_amount, read_day, read_decimal, read_whole
from merchant_desk.values.money import ZERO, Money, round_half_up
from merchant_desk.values.texts import _

_MOST_DAYS, _MOST_MONTHS, _MOST_PERCENT = 365, 360, 300
_TOO_MUCH = Money(100_000_000_000)


def text_field(theme: Theme, label: str) -> Field:
    """Return a field that must say something."""
    return Field(theme, label, check=_check_text)


def amount_field(theme: Theme, label: str) -> Field:
    """Return a field for an amount above zero."""
    return Field(theme, label, check=_check_amount)


def day_field(theme: Theme, label: str) -> Field:
    """Return a field for a day."""
    return Field(theme, label, check=_check_day)


def days_field(theme: Theme, label: str) -> Field:
    """Return a field for a number of days."""
    return Field(theme, label, check=_check_days)


def late_field(theme: Theme, label: str) -> Field:
    """Return a field for a delay: one day at least."""
    return Field(theme, label, check=_check_late)


def months_field(theme: Theme, label: str) -> Field:
    """Return a field for a number of months."""
    return Field(theme, label, check=_check_months)


def percent_field(theme: Theme, label: str) -> Field:
    """Return a field for a change in percent, signed."""
    return Field(theme, label, check=_check_percent)


def discount_field(theme: Theme, label: str) -> Field:
    """Return a field for what is taken off a price, in percent; its sign says nothing."""
    return Field(theme, label, check=_check_discount)


def rate_field(theme: Theme, label: str) -> Field:
    """Return a field for a yearly rate."""
    return Field(theme, label, check=_check_rate)


def amount_of(field: Field) -> Money:
    """Return the amount of a field that was found right."""
    return read_amount(field.value) or ZERO


def day_of(field: Field) -> date:
    """Return the day of a field that was found right."""
    return read_day(field.value) or date.max


def whole_of(field: Field) -> int:
    """Return the number of a field that was found right."""
    return read_whole(field.value.replace("%", "")) or 0


def rate_of(field: Field) -> int:
    """Return the rate of a field that was found right, in hundredths of a percent."""
    found = read_decimal(field.value.replace("%", ""))
    return 0 if found is None else round_half_up(found * 100)


def _check_text(text: str) -> str:
    if not text:
        return _("Donnez-lui un nom.")
    if not can_be_shown(text):
        return _("Un caractère de ce nom ne s’affiche pas\u00a0: effacez-le.")
    return "" if len(text) <= LONGEST else _("Raccourcissez-le.")


def _check_amount(text: str) -> str:
    amount = read_amount(text)
    fine = amount is not None and ZERO < amount < _TOO_MUCH
    return "" if fine else _("Saisissez un montant, comme 1 500,00.")


def _check_day(text: str) -> str:
    day = read_day(text)
    fine = day is not None and FIRST_YEAR <= day.year < LAST_YEAR
    return "" if fine else _("Saisissez une date, comme 05/12/2026.")


def _check_days(text: str) -> str:
    days = read_whole(text)
    fine = days is not None and 0 <= days <= _MOST_DAYS
    return "" if fine else _("Saisissez de 0 à 365 jours.")


def _check_months(text: str) -> str:
    months = read_whole(text)
    fine = months is not None and 1 <= months <= _MOST_MONTHS
    return "" if fine else _("Saisissez de 1 à 360 mois.")


def _check_percent(text: str) -> str:
    percent = read_whole(text.replace("%", ""))
    fine = percent is not None and -100 <= percent <= _MOST_PERCENT  # noqa: PLR2004 - all of it
    return "" if fine else _("Saisissez un pourcentage, comme -20 ou +40.")


def _check_discount(text: str) -> str:
    percent = read_whole(text.replace("%", ""))
    fine = percent is not None and abs(percent) <= 100  # noqa: PLR2004 - all of it
    return "" if fine else _("Saisissez de 0 à 100\u00a0%, comme 20.")


def _check_late(text: str) -> str:
    days = read_whole(text)
    fine = days is not None and 1 <= days <= _MOST_DAYS
    return "" if fine else _("Saisissez de 1 à 365 jours.")


def _check_rate(text: str) -> str:
    rate = read_decimal(text.replace("%", ""))
    fine = rate is not None and rate <= 100  # noqa: PLR2004 - percent
    return "" if fine else _("Saisissez un taux, comme 4,20.")
