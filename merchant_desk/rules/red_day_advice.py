"""What may be done about a red day, out of what is foreseen: remind, put off, try."""

from merchant_desk.rules.cash_sentences import first_red
from merchant_desk.values.cash_flow import Flow, FlowSource, Forecast
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.french import euros
from merchant_desk.values.money import ZERO, total
from merchant_desk.values.texts import _, ngettext

_OWED = {FlowSource.INVOICE, FlowSource.ORDER}
_PUT_OFF = {FlowSource.PURCHASE, FlowSource.PLAN, FlowSource.GOODS}


def red_advice(forecast: Forecast) -> tuple[str, ...]:
    """Return what may keep the account above the floor, the surest first."""
    red = first_red(forecast)
    if red is None:
        return ()
    day = red[1]
    told = []
    late = [each for each in forecast.flows if _is_late(each, forecast)]
    if late:
        words = ngettext(
            "Relancer la facture échue\u00a0: {amount} à recevoir.",
            "Relancer les {n} factures échues\u00a0: {amount} à recevoir.",
            len(late),
        )
        told.append(words.format(n=len(late), amount=euros(total(each.amount for each in late))))
    purchases = [each for each in forecast.flows if _may_wait(each) and each.day <= day]
    if purchases:
        largest = min(purchases, key=lambda each: each.amount)
        words = _("Repousser «\u00a0{label}\u00a0»\u00a0: {amount} de moins d’ici là.")
        told.append(words.format(label=largest.label, amount=euros(-largest.amount)))
    told.append(_("Essayer un report ou un emprunt dans «\u00a0Scénarios\u00a0»."))
    return tuple(told)


def _is_late(flow: Flow, forecast: Forecast) -> bool:
    owed = flow.source in _OWED and flow.amount > ZERO
    return owed and flow.due_on is not None and flow.due_on < forecast.made_on


def _may_wait(flow: Flow) -> bool:
    """Tell whether she may put it off; a plan is hers to move, but for a loan that is taken."""
    hers = flow.source is FlowSource.PLAN and flow.category is not CashCategory.LOAN
    return (flow.movable or hers) and flow.source in _PUT_OFF and flow.amount < ZERO
