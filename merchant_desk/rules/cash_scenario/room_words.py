"""What is said of the room that is left: the figure, the day that decides, what weighs on it."""

from merchant_desk.rules.cash_scenario.room import Room
from merchant_desk.values.cash_flow import Forecast
from merchant_desk.values.french import euros, long_date
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _

_CAUSES = 3


def room_sentence(forecast: Forecast, found: Room) -> str:
    """Return how much may be bought and why."""
    said = _template(forecast, found).format(
        short=euros(found.short),
        amount=euros(found.amount),
        paid=long_date(found.paid_on),
        day=long_date(found.decides_on),
        floor=euros(found.floor),
        balance=euros(found.balance),
    )
    causes = _causes(forecast, found)
    return said if not causes else said + " " + causes


def _template(forecast: Forecast, found: Room) -> str:
    if found.short > ZERO:
        return _(
            "Rien à acheter\u00a0: sans aucun achat, il manque déjà {short} le {day} pour garder "
            "{floor}."
        )
    if not found.amount:
        return _("Rien à acheter\u00a0: le {day}, il reste tout juste les {floor} à garder.")
    if forecast.days and found.paid_on > forecast.days[-1].day:
        return _(
            "Vous pouvez acheter pour {amount} TTC, payés le {paid}, après la fin de la "
            "prévision\u00a0: son dernier soir, le {day}, tient {balance}, dont {floor} à garder."
        )
    return _(
        "Vous pouvez acheter pour {amount} TTC, payés le {paid}\u00a0: le {day}, il restera "
        "{floor} sur les {balance} prévus."
    )


def _causes(forecast: Forecast, found: Room) -> str:
    low = forecast.low(found.reading)
    if low.day != found.decides_on:
        return ""
    labels = {each.key: each.label for each in forecast.flows}
    names = [labels[key] for key in low.causes[:_CAUSES] if key in labels]
    if not names:
        return ""
    return _("Ce qui pèse ce jour-là\u00a0: {names}.").format(names=", ".join(names))
