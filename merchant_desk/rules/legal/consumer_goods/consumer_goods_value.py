"""Promotions of hygiene, beauty, cleaning and paper goods are capped too."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.advantages import CONSUMER_GOODS_CAP
from merchant_desk.rules.legal.answer import Found
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.consumer_goods.over_cap import CONSUMER_GOODS_WORDS, over_cap
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import PROMOTION_CAP


def _check(case: Case) -> Iterator[Found]:
    return over_cap(case, CONSUMER_GOODS_CAP, CONSUMER_GOODS_WORDS)


FR_EGALIM_VALEUR_PGC = LegalRule(
    id="FR-EGALIM-VALEUR-PGC",
    title="Plafond de 40\u00a0% pour l’hygiène, la beauté et l’entretien",
    article=(
        "Loi n°\u00a02020-1525 du 7\u00a0décembre\u00a02020, art. 125, II\u00a0; loi "
        "n°\u00a02025-337\u00a0; C. com., art. D441-1"
    ),
    explanation=(
        "Les produits de grande consommation non alimentaires (hygiène, beauté, entretien, "
        "couches, papier…) ne peuvent pas être vendus avec un avantage de plus de 40\u00a0%. "
        "Les vêtements, jouets, livres et appareils ne sont pas concernés.\n\n"
        "Comme pour l’alimentaire, tout ce qui est accordé sur un même produit "
        "s’additionne\u00a0: baisse de prix, crédit de fidélité, coupon, produit offert de "
        "même nature. Un shampoing à 5,00\u00a0€ peut descendre à 3,00\u00a0€, pas à "
        "2,99\u00a0€.\n\n"
        "Le plafond était de 34\u00a0% du 01/03/2024 au 15/04/2025, il n’existait pas avant, "
        "et il est fixé jusqu’au 15/04/2028."
    ),
    sanction=PROMOTION_CAP,
    since=date(2024, 3, 1),
    unsure=(
        "Le jour exact du passage de 34 à 40\u00a0% (15 ou 16\u00a0avril\u00a02025), le "
        "décompte des quantités offertes, et les soldes ou liquidations de ces produits."
    ),
    check=_check,
)
