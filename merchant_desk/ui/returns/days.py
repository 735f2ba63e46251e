"""Days and amounts as they are typed in the sheets of returns."""

from datetime import UTC, date, datetime, time

from merchant_desk.values.clock import PARIS
from merchant_desk.values.entries import read_amount, read_day
from merchant_desk.values.texts import _


def check_day(text: str) -> str:
    """Say what is wrong with a day that must be there."""
    return "" if read_day(text) else _("Une date, comme 06/01/2027.")


def check_day_or_none(text: str) -> str:
    """Say what is wrong with a day that may be left out."""
    return check_day(text) if text else ""


def check_amount(text: str) -> str:
    """Say what is wrong with an amount that must be there."""
    return "" if read_amount(text) else _("Un montant, comme 6,90.")


def check_amount_or_none(text: str) -> str:
    """Say what is wrong with an amount that may be left out."""
    return "" if not text or read_amount(text) is not None else _("Un montant, comme 6,90.")


def noon(day: date) -> datetime:
    """Return an instant that lies in a day of Paris, whatever the season."""
    return datetime.combine(day, time(12), PARIS).astimezone(UTC)
