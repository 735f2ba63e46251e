"""Why something is thought to come back, in one sentence she can check in her statements."""

from collections.abc import Mapping
from datetime import date

from merchant_desk.rules.recurring.amounts import Amounts
from merchant_desk.rules.recurring.cadence import Beat
from merchant_desk.values.cash_words import Cadence
from merchant_desk.values.french import euros, month_year, number
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, later, ngettext

_LAST_DAY = 31
_WEEKDAYS = (
    later("le lundi"), later("le mardi"), later("le mercredi"), later("le jeudi"),
    later("le vendredi"), later("le samedi"), later("le dimanche"),
)  # fmt: skip
CADENCE_WORDS: Mapping[Cadence, str] = {
    Cadence.WEEKLY: later("chaque semaine"),
    Cadence.MONTHLY: later("chaque mois"),
    Cadence.BIMONTHLY: later("tous les deux mois"),
    Cadence.QUARTERLY: later("chaque trimestre"),
    Cadence.HALF_YEARLY: later("chaque semestre"),
    Cadence.YEARLY: later("chaque année"),
}


def cadence_words(cadence: Cadence) -> str:
    """Return « chaque mois »."""
    return _(CADENCE_WORDS[cadence])


def day_words(cadence: Cadence, day: int) -> str:
    """Return « vers le 5 », « en fin de mois », « le lundi »."""
    if cadence is Cadence.WEEKLY:
        return _(_WEEKDAYS[day - 1])
    if day == _LAST_DAY:
        return _("en fin de mois")
    if day == 1:
        return _("vers le 1er")
    return _("vers le {day}").format(day=day)


def amount_words(amounts: Amounts) -> str:
    """Return « 890,00 € », or « entre 80,00 € et 140,00 € »."""
    if amounts.steady:
        return euros(_plain(amounts.amount))
    least, most = sorted((_plain(amounts.low), _plain(amounts.high)))
    return _("entre {low} et {high}").format(low=euros(least), high=euros(most))


def reason_of(times: int, together: int, since: date, beat: Beat, amounts: Amounts) -> str:
    """Return « 11 fois depuis janvier 2026, vers le 5, 890,00 € »."""
    told = ngettext("{n} fois depuis {month}", "{n} fois depuis {month}", times)
    parts = [
        told.format(n=number(times), month=month_year(since)),
        cadence_words(beat.cadence),
        day_words(beat.cadence, beat.day),
        amount_words(amounts),
    ]
    if together > 1:
        parts.append(_("{n} virements à la fois").format(n=number(together)))
    if beat.missing:
        parts.append(_("une fois n’est pas venue"))
    return _("{told}.").format(told=", ".join(parts))


def _plain(amount: Money) -> Money:
    return Money(abs(amount.cents))
