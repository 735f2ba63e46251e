"""FR-PRIX-ARRONDI: a percentage is rounded down, so that it stays true."""

from collections.abc import Iterator
from fractions import Fraction

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import said_percent
from merchant_desk.rules.legal.lawful_discounts import whole_percent_down
from merchant_desk.rules.legal.prior_price.percentages import (
    TOLERANCE,
    percent_figures,
)
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import number_told
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    tolerance = number_told(TOLERANCE, case.day)
    for each in case.announced_items:
        told = each.announcement
        if told.is_new or (each.item.shown_percent is None and not each.item.steps):
            continue
        for label in told.labels:
            excess = label.excess
            if excess is None or excess >= tolerance:
                continue
            true = max(label.true_percent or Fraction(0), Fraction(0))
            whole = whole_percent_down(true)
            yield Found(
                Level.WARN,
                set_in_french(f"Remise réelle {said_percent(true)} : affichez -{whole} %."),
                (each.sku,),
                percent_figures(label),
                Remedy("set_percent", str(whole)),
            )


FR_PRIX_ARRONDI = LegalRule(
    id="FR-PRIX-ARRONDI",
    title="Un pourcentage s’arrondit vers le bas",
    article="Code de la consommation, art. L121-2",
    explanation=set_in_french(
        "Le pourcentage affiché ne doit pas dépasser la remise réelle. Arrondissez toujours vers "
        "le bas, ou baissez le prix de quelques centimes.\n\n"
        "Exemple : de 45,00 € à 30,00 €, la remise est de 33,33 %. « -33 % » convient, « -34 % » "
        "donne un avertissement, « -35 % » est refusé : à partir d’un point de trop, l’annonce est "
        "fausse."
    ),
    sanction=MISLEADING,
    confidence="K",
    unsure="Aucun texte ne fixe de tolérance : le point entier est une lecture du programme.",
    check=_check,
)
