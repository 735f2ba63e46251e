"""Why money of a payment provider is foreseen for a day, in one sentence."""

from datetime import date

from merchant_desk.rules.cash_forecast.providers import Delay
from merchant_desk.values.french import number, rate, short_date
from merchant_desk.values.payout_file import provider_name
from merchant_desk.values.texts import _, ngettext


def told_words(paid_on: date, *, late: bool) -> str:
    """Return why a payout that was told of is awaited."""
    day = short_date(paid_on)
    if late:
        return _("Annoncé pour le {day} et pas encore vu à la banque.").format(day=day)
    return _("Annoncé pour le {day} par le prestataire.").format(day=day)


def given_back_words(back_on: date) -> str:
    """Return why what was given back on an order goes out."""
    words = _("Remboursée le {day}\u00a0: le prestataire le retient sur son prochain versement.")
    return words.format(day=short_date(back_on))


def held_words(paid_on: date, provider: str, delay: Delay, *, measured: bool) -> str:
    """Return why a paid order is still to reach the bank."""
    days, _late, fee_bp = delay
    who = provider_name(provider) if provider else _("le prestataire de paiement")
    if not measured:
        words = ngettext(
            "Payée le {day}\u00a0; {who} verse en général {n} jour après.",
            "Payée le {day}\u00a0; {who} verse en général {n} jours après.",
            days,
        )
        return words.format(day=short_date(paid_on), who=who, n=number(days))
    words = ngettext(
        "Payée le {day}\u00a0; {who} verse d’habitude {n} jour après, moins {fee} de frais.",
        "Payée le {day}\u00a0; {who} verse d’habitude {n} jours après, moins {fee} de frais.",
        days,
    )
    return words.format(day=short_date(paid_on), who=who, n=number(days), fee=rate(fee_bp))
