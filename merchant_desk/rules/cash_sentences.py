"""What the forecast says in words: amounts of an axis, a day, the lowest point, the red day."""

from datetime import date

from merchant_desk.values.cash_flow import CashDay, Flow, FlowSource, Forecast, Reading
from merchant_desk.values.french import (
    NBSP,
    day_month,
    euros,
    full_stop,
    number,
    on_day,
    weekday_date,
)
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _, ngettext

_CAUSES = 3


def whole_euros(amount: Money) -> str:
    """Return an amount of an axis: « 1 200 € »."""
    return f"{number(round(amount.cents / 100))}{NBSP}€"


def signed(amount: Money) -> str:
    """Return « +20,00 € », « −6,50 € »."""
    return f"+{euros(amount)}" if amount > ZERO else euros(amount)


def reading_words(reading: Reading) -> str:
    """Return the name of a line."""
    return {
        Reading.CERTAIN: _("Certain"),
        Reading.LIKELY: _("Probable"),
        Reading.CAUTIOUS: _("Prudent"),
    }[reading]


def source_words(source: FlowSource) -> str:
    """Return what a foreseen amount comes from."""
    return {
        FlowSource.INVOICE: _("Facture"),
        FlowSource.ORDER: _("Commande"),
        FlowSource.PAYOUT: _("Versement"),
        FlowSource.DEPOSIT: _("Remise"),
        FlowSource.SUPPLIER_INVOICE: _("Facture reçue"),
        FlowSource.PURCHASE: _("Achat"),
        FlowSource.REFUND: _("Remboursement"),
        FlowSource.RECURRING: _("Récurrent"),
        FlowSource.TAX: _("Impôt ou cotisation"),
        FlowSource.SALES: _("Ventes attendues"),
        FlowSource.GOODS: _("Réassort attendu"),
        FlowSource.PLAN: _("Plan"),
        FlowSource.SCENARIO: _("Essai"),
    }[source]


def day_words(day: CashDay) -> str:
    """Return the figures of a day, as the screen reader says them."""
    told = [
        weekday_date(day.day),
        _("probable {amount}").format(amount=euros(day.likely)),
        _("prudent {amount}").format(amount=euros(day.cautious)),
        _("certain {amount}").format(amount=euros(day.certain)),
    ]
    if day.money_in:
        told.append(_("entrées {amount}").format(amount=euros(day.money_in)))
    if day.money_out:
        told.append(_("sorties {amount}").format(amount=euros(-day.money_out)))
    return ", ".join(told)


def flow_words(flow: Flow) -> str:
    """Return « loyer (−1 200,00 €) »."""
    return f"{flow.label} ({signed(flow.amount)})"


def low_words(forecast: Forecast, reading: Reading) -> str:
    """Return why the lowest evening is so low, in one sentence."""
    low = forecast.low(reading)
    if low.balance >= forecast.opening:
        return _("Le solde ne descend pas sous celui d’aujourd’hui.")
    flows = {each.key: each for each in forecast.flows}
    causes = [flow_words(flows[key]) for key in low.causes if key in flows]
    if not causes:
        return _("Les sorties y dépassent les entrées.")
    told = ", ".join(causes[:_CAUSES])
    rest = len(causes) - _CAUSES
    if rest > 0:
        more = ngettext("et {n} autre sortie", "et {n} autres sorties", rest)
        told = f"{told} {more.format(n=number(rest))}"
    return _("À cause de\u00a0: {causes}.").format(causes=told)


def first_red(forecast: Forecast) -> tuple[Reading, date] | None:
    """Return the red day that is the most sure: the likely one before the cautious one."""
    for reading in (Reading.LIKELY, Reading.CAUTIOUS):
        day = forecast.red_day(reading)
        if day is not None:
            return reading, day
    return None


def red_title(forecast: Forecast) -> str:
    """Return « Compte sous 500,00 € le 14 déc. (prudent). », or nothing."""
    red = first_red(forecast)
    if red is None:
        return ""
    reading, day = red
    when = on_day(day, forecast.made_on)
    name = reading_words(reading).lower()
    if forecast.floor == ZERO:
        return _("Compte à découvert {when} ({reading}).").format(when=when, reading=name)
    words = _("Compte sous {floor} {when} ({reading}).")
    return words.format(floor=euros(forecast.floor), when=when, reading=name)


def red_low(forecast: Forecast) -> str:
    """Return how low it gets on the line that is red."""
    red = first_red(forecast)
    if red is None:
        return ""
    low = forecast.low(red[0])
    words = _("Au plus bas\u00a0: {amount} le {day}")
    return full_stop(words.format(amount=euros(low.balance), day=day_month(low.day)))
