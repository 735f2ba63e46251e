"""Promotions of food and pet food give a third of the price at most."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.advantages import FOOD_CAP
from merchant_desk.rules.legal.answer import Found
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.consumer_goods.over_cap import FOOD_WORDS, over_cap
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import PROMOTION_CAP


def _check(case: Case) -> Iterator[Found]:
    return over_cap(case, FOOD_CAP, FOOD_WORDS)


FR_EGALIM_VALEUR_ALIM = LegalRule(
    id="FR-EGALIM-VALEUR-ALIM",
    title="Plafond de 34\u00a0% pour l’alimentaire",
    article="Loi n°\u00a02020-1525 du 7\u00a0décembre\u00a02020, art. 125, II",
    explanation=(
        "Une promotion sur un produit alimentaire, ou sur un aliment pour animaux, ne peut "
        "pas donner plus de 34\u00a0% du prix au consommateur. Tout ce qui est accordé sur un "
        "même produit s’additionne\u00a0: la baisse de prix, le crédit de fidélité, le "
        "coupon, le produit offert de même nature.\n\n"
        "Exemples permis\u00a0: 10,00\u00a0€ ramené à 6,60\u00a0€ (34\u00a0%), 2 achetés + 1 "
        "offert (33,33\u00a0%), le 2e à -68\u00a0%. Exemples interdits\u00a0: 10,00\u00a0€ "
        "ramené à 6,50\u00a0€ (35\u00a0%), 1 acheté + 1 offert (50\u00a0%). Le prix de départ "
        "est celui de la veille de l’opération.\n\n"
        "Ne comptent pas\u00a0: un bon d’achat sur tout le panier, qui ne vise aucun produit, "
        "ni un changement de prix sans annonce de réduction. Les collectivités d’outre-mer et "
        "les produits menacés d’altération rapide vendus sans publicité extérieure sont en "
        "dehors du dispositif.\n\n"
        "Le plafond est fixé jusqu’au 15/04/2028. Au-delà, le logiciel avertit seulement."
    ),
    sanction=PROMOTION_CAP,
    since=date(2019, 1, 1),
    unsure=(
        "La façon de compter une quantité offerte («\u00a0+50\u00a0%\u00a0») n’est fixée par "
        "aucun texte, et la loi ne dit pas si le plafond vaut pendant des soldes ou une "
        "liquidation\u00a0: dans ces cas, le logiciel avertit sans bloquer."
    ),
    check=_check,
)
