"""What the review of the week says is to be done, the most pressing first."""

from collections.abc import Sequence

from merchant_desk.rules.red_day_advice import red_advice
from merchant_desk.values.cash_flow import Forecast
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.weekly_review import LatePayer

_SILENCE = 7
_MOST = 4


def review_tasks(
    forecast: Forecast, late: Sequence[LatePayer], waiting: int = 0
) -> tuple[str, ...]:
    """Return a few sentences; one that says so when nothing asks for anything.

    ``waiting``: how many lines of the bank are not matched yet.
    """
    told = [*_bank(forecast), *red_advice(forecast)[:1]]
    if waiting:
        words = ngettext(
            "Rapprocher {n} ligne de la banque.", "Rapprocher {n} lignes de la banque.", waiting
        )
        told.append(words.format(n=number(waiting)))
    if late and not any(_("Relancer") in each for each in told):
        words = _("Relancer {name}\u00a0: {amount} échus depuis le {day}.")
        first = late[0]
        told.append(
            words.format(name=first.name, amount=euros(first.left), day=short_date(first.since))
        )
    return tuple(told[:_MOST]) or (_("Rien de pressant cette semaine."),)


def _bank(forecast: Forecast) -> list[str]:
    if forecast.opening_on is None:
        return [_("Importer un relevé de la banque\u00a0: le solde n’est pas connu.")]
    if (forecast.made_on - forecast.opening_on).days > _SILENCE:
        words = _("Importer le relevé de la banque\u00a0: elle n’est connue que jusqu’au {day}.")
        return [words.format(day=short_date(forecast.opening_on))]
    return []
