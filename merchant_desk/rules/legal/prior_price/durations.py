"""FR-PRIX-DUREE: a promotion has an end, and a countdown counts once."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import count_told
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french

_SHORT = frozenset({"promotion", "destocking", "private_sale", "promo_code"})


def _check(case: Case) -> Iterator[Found]:
    operation = case.operation
    if operation is None or not case.to_consumers or not FR_PRIX_DUREE.holds(case.day):
        return
    if operation.countdown_resets:
        yield Found(
            Level.BLOCK,
            set_in_french(
                "Le compte à rebours recommence : c’est une fausse urgence. Retirez-le, ou "
                "arrêtez l’offre quand il arrive à zéro."
            ),
            remedy=Remedy("other", "countdown"),
        )
    if operation.kind in _SHORT:
        yield from _length(case)


def _length(case: Case) -> Iterator[Found]:
    limit = count_told("longest_promotion_days", case.day)
    latest = shifted(case.day, limit - 1).isoformat()
    if case.last_day is None:
        yield Found(
            Level.WARN,
            set_in_french(
                "Cette promotion n’a pas de date de fin : sans fin, le prix barré ne reflète plus "
                "un vrai ancien prix. Indiquez une date de fin."
            ),
            figures={"missing": "ends"},
            remedy=Remedy("set_end", latest),
        )
        return
    days = (case.last_day - case.day).days + 1
    if days > limit:
        yield Found(
            Level.WARN,
            set_in_french(
                f"Cette promotion dure {days} jours : le prix barré ne reflète plus un vrai "
                f"ancien prix. Restez à {limit} jours au plus."
            ),
            figures={"days": days},
            remedy=Remedy("set_end", latest),
        )


FR_PRIX_DUREE = LegalRule(
    id="FR-PRIX-DUREE",
    title="Une promotion est courte et a une fin",
    article="Code de la consommation, art. L121-2 et L121-4, 7°",
    explanation=set_in_french(
        "Une promotion reste occasionnelle et de courte durée. Quand elle dure, le prix réduit "
        "devient le prix ordinaire et le prix barré trompe le client. Le programme avertit quand "
        "il n’y a pas de date de fin, ou au-delà de soixante jours.\n\n"
        "Un compte à rebours qui recommence (« plus que 2 heures » tous les jours) est une "
        "pratique trompeuse citée par la loi : il est refusé."
    ),
    sanction=MISLEADING,
    since=date(2008, 1, 1),
    unsure="Le seuil de soixante jours est une lecture du programme : aucun texte n’en fixe.",
    check=_check,
)
