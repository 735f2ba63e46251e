"""Refunds that come late cost more, by bands of days."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Value
from merchant_desk.rules.legal.distance_questions import LateRefundIncrement
from merchant_desk.rules.legal.figures import (
    cents_half_up,
    money,
    percent_down,
    said_euros,
    said_percent,
)
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import LateBand, late_bands, number_in_force

_SINCE = date(2016, 7, 1)


def _days_late(question: LateRefundIncrement) -> int:
    return max(0, (question.paid_on - question.due_on).days)


def _band(days: int) -> LateBand:
    return next(each for each in late_bands() if each.last_day is None or days <= each.last_day)


def _check(question: LateRefundIncrement) -> Iterator[Found]:
    days = _days_late(question)
    if not days or question.due_on < _SINCE:
        return
    band = _band(days)
    yield Found(
        Level.WARN if band.last_day is None else Level.INFORM,
        f"Remboursement en retard de {days} jour{'s' if days > 1 else ''}\u00a0: "
        f"{_owed(question, band)}.",
        figures={"days_late": days, "band": band.name},
        confidence="U" if band.last_day is None else None,
    )


def _owed(question: LateRefundIncrement, band: LateBand) -> str:
    if band.percent is not None:
        total = cents_half_up(question.amount * (100 + band.percent) / 100)
        return f"{said_euros(total)} dus (majoration {said_percent(band.percent)})"
    owed = f"{said_euros(question.amount)} dus, augmentés "
    if band.last_day is None:
        return f"{owed}de 50\u00a0%, puis de 5 points par mois jusqu’au prix du produit"
    rate = number_in_force("legal_interest_percent", shifted(question.due_on, 1))
    known = "" if rate is None else f" ({said_percent(rate)} l’an)"
    return f"{owed}des intérêts au taux légal{known}"


def value_of_late_refund(question: LateRefundIncrement) -> Value:
    """Return how late it is, the band, and what is owed where the band says it."""
    days = _days_late(question)
    band = _band(days)
    if band.percent is None:
        return {"days_late": days, "band": band.name, "percent": None, "total": None}
    total = cents_half_up(question.amount * (100 + band.percent) / 100)
    return {
        "days_late": days,
        "band": band.name,
        "percent": percent_down(band.percent),
        "total": money(total),
    }


FR_REMBOURS_MAJORATION = LegalRule(
    id="FR-REMBOURS-MAJORATION",
    title="Majoration d’un remboursement en retard",
    article="Code de la consommation, art. L242-4",
    explanation=(
        "Un remboursement en retard est majoré de plein droit\u00a0: taux d’intérêt légal "
        "jusqu’à 10\u00a0jours de retard, puis 5\u00a0% jusqu’à 20\u00a0jours, 10\u00a0% "
        "jusqu’à 30\u00a0jours, 20\u00a0% jusqu’à 60\u00a0jours, 50\u00a0% jusqu’à "
        "90\u00a0jours, et au-delà 5\u00a0points de plus par nouveau mois, jusqu’au prix du "
        "produit.\n\n"
        "Exemple\u00a0: 80,00\u00a0€ dus le 24/11/2026, payés le 20/02/2027, soit "
        "88\u00a0jours de retard\u00a0: 120,00\u00a0€."
    ),
    sanction="Majoration civile de la somme due",
    since=_SINCE,
    unsure=(
        "Les jours limites («\u00a0entre dix et vingt jours\u00a0») et le décompte d’un mois "
        "commencé après 90\u00a0jours\u00a0: au-delà, le logiciel ne calcule pas le montant."
    ),
    others=((LateRefundIncrement, _check),),
)
