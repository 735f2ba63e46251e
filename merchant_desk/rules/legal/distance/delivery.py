"""Orders are delivered on the day agreed, or within thirty days."""

from collections.abc import Iterator
from datetime import date

from msgspec import UNSET

from merchant_desk.rules.legal.answer import Found, Level, Remedy, Value
from merchant_desk.rules.legal.distance.asked import asked_day
from merchant_desk.rules.legal.distance_questions import DeliveryDeadline
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import count_told

_SINCE = date(2014, 6, 13)


def _latest(question: DeliveryDeadline) -> date:
    if question.agreed_on is not None:
        return question.agreed_on
    return shifted(question.ordered_on, count_told("delivery_days", question.ordered_on))


def _check(question: DeliveryDeadline) -> Iterator[Found]:
    latest, delivered = _latest(question), question.delivered_on
    message = f"Livraison au plus tard le {said_day(latest)}."
    if delivered is UNSET or question.ordered_on < _SINCE:
        yield Found(Level.PASS, message)
        return
    day = asked_day(question) if delivered is None else delivered
    if day <= latest:
        yield Found(Level.PASS, message)
        return
    late = (
        "La commande n’est pas livrée\u00a0: le client peut vous mettre en demeure, puis annuler."
        if delivered is None
        else f"La commande a été livrée le {said_day(delivered)}."
    )
    yield Found(
        Level.WARN,
        f"{message} {late}",
        figures={"latest": latest.isoformat(), "days_late": (day - latest).days},
        remedy=Remedy("other", "Prévenir le client"),
    )


def value_of_delivery(question: DeliveryDeadline) -> Value:
    """Return the last day to deliver."""
    return {"latest": _latest(question).isoformat()}


FR_LIVRAISON = LegalRule(
    id="FR-LIVRAISON",
    title="Délai de livraison",
    article="Code de la consommation, art. L216-1 et suivants",
    explanation=(
        "Une commande est livrée à la date convenue avec le client\u00a0; sans date, sans "
        "retard injustifié et au plus tard 30\u00a0jours après la commande\u00a0: commande du "
        "10/04/2027, livraison le 10/05/2027 au plus tard. Les deux parties peuvent convenir "
        "d’un délai plus long.\n\n"
        "Passé ce jour, le client peut vous mettre en demeure de livrer dans un délai "
        "raisonnable, puis annuler le contrat et se faire rembourser."
    ),
    sanction="Annulation du contrat et dommages",
    since=_SINCE,
    confidence="K",
    others=((DeliveryDeadline, _check),),
)
