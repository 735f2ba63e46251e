"""First-age infant formula is never promoted."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.general_claims import claim_on
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.words_of_law import Category

_SINCE = date(1994, 1, 1)
_CATEGORY: Category = "infant_formula_first_age"
_WORDS = "Lait 1er âge\u00a0: aucune promotion, remise ou points fidélité."


def _check(case: Case) -> Iterator[Found]:
    if case.day < _SINCE:
        return
    if case.kind != "price_change":
        for each in case.judged_items:
            if each.item.category == _CATEGORY:
                yield Found(
                    Level.BLOCK, _WORDS, (each.sku,), remedy=Remedy("remove_item", each.sku)
                )
    if claim_on(case, _CATEGORY) is not None:
        yield Found(
            Level.BLOCK,
            f"{_WORDS} Excluez-le de votre offre générale.",
            figures={"category": _CATEGORY},
            remedy=Remedy("exclude_category", _CATEGORY),
        )


FR_LAIT1 = LegalRule(
    id="FR-LAIT1",
    title="Lait infantile 1er âge",
    article="Code de la consommation, art. L122-12 à L122-16",
    explanation=(
        "Les préparations pour nourrissons de 0 à 6\u00a0mois (et les aliments à des fins "
        "médicales de 0 à 12\u00a0mois) ne font l’objet d’aucune promotion\u00a0: ni remise, "
        "ni lot, ni coupon, ni cadeau, ni échantillon, ni points de fidélité, ni mise en "
        "avant.\n\n"
        "Une offre sur un rayon ou sur tout le magasin («\u00a0-10\u00a0% sur tout le rayon "
        "bébé\u00a0») doit les exclure expressément. Le lait 2e âge n’est pas concerné."
    ),
    sanction="Jusqu’à 1\u00a0500\u00a0€ par unité de vente promue",
    since=_SINCE,
    check=_check,
)
