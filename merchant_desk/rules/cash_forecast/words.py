"""Why an amount is foreseen for a day, in one sentence."""

from datetime import date

from merchant_desk.rules.cash_forecast.habit import VERY_LATE, Habit, PayDay
from merchant_desk.values.french import number, short_date
from merchant_desk.values.texts import _, ngettext


def paying_words(habit: Habit, told: PayDay, late: int) -> str:
    """Return « paie d’habitude 12 jours après l’échéance (7 factures) » and what follows of it."""
    known = _usual(habit)
    if late > VERY_LATE:
        words = _("En retard de {n} jours\u00a0: incertaine, absente de la lecture prudente.")
        return words.format(n=number(late))
    if told.doubtful:
        words = _("En retard de {n} jours\u00a0: si tard, vos clients ne paient plus guère.")
        return words.format(n=number(late))
    if told.waited:
        words = ngettext(
            "{known}\u00a0; elle tarde déjà de {n} jour de plus.",
            "{known}\u00a0; elle tarde déjà de {n} jours de plus.",
            told.waited,
        )
        return words.format(known=known, n=number(told.waited))
    return _("{known}.").format(known=known)


def _usual(habit: Habit) -> str:
    when = _delay(habit.days)
    if habit.invoices:
        words = ngettext(
            "Paie d’habitude {when} ({n} facture)",
            "Paie d’habitude {when} ({n} factures)",
            habit.invoices,
        )
        return words.format(when=when, n=number(habit.invoices))
    if habit.others:
        return _("Vos clients paient d’habitude {when}\u00a0; de lui, rien n’est connu").format(
            when=when
        )
    return _("Attendue à son échéance\u00a0: aucun paiement n’est connu")


def _delay(days: int) -> str:
    if not days:
        return _("à l’échéance")
    if days < 0:
        words = ngettext("{n} jour avant l’échéance", "{n} jours avant l’échéance", -days)
        return words.format(n=number(-days))
    words = ngettext("{n} jour après l’échéance", "{n} jours après l’échéance", days)
    return words.format(n=number(days))


def awaited_words(habit: Habit, placed_on: date) -> str:
    """Return why an order without its money is counted on."""
    day = short_date(placed_on)
    if not habit.invoices:
        return _("Commandée le {day}, son règlement est attendu.").format(day=day)
    words = ngettext(
        "Commandée le {day}\u00a0; ce règlement arrive d’habitude en {n} jour.",
        "Commandée le {day}\u00a0; ce règlement arrive d’habitude en {n} jours.",
        habit.days,
    )
    return words.format(day=day, n=number(habit.days))
