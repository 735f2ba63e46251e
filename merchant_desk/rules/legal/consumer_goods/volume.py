"""An agreement with a supplier promotes a quarter of its volume at most."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.advantages import has_lapsed
from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.figures import percent_down, said_percent
from merchant_desk.rules.legal.questions import SupplierAgreement
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import number_in_force
from merchant_desk.rules.legal.sanctions import PROMOTION_CAP
from merchant_desk.rules.legal.words_of_law import FOOD_AND_PET_FOOD

_EXEMPTION = "seasonal_volume_exemption"


def _check(question: SupplierAgreement) -> Iterator[Found]:
    if question.category in FOOD_AND_PET_FOOD:
        cap = number_in_force("food_volume_percent", question.on)
    elif question.category == "pgc_nonfood":
        cap = number_in_force("consumer_goods_volume_percent", question.on)
    else:
        return
    told = question.promoted_volume_percent
    if cap is None or told <= cap:
        return
    message = (
        f"Accords fournisseur\u00a0: pas plus de {said_percent(cap)} des volumes en promotion "
        f"(vous prévoyez {said_percent(told)})."
    )
    figures = {"promoted_volume_percent": percent_down(told), "cap_percent": percent_down(cap)}
    remedy = Remedy("set_percent", percent_down(cap))
    if question.seasonal_product is None:
        yield Found(Level.BLOCK, message, figures=figures, remedy=remedy)
    elif has_lapsed(_EXEMPTION, question.on):
        yield Found(
            Level.WARN,
            f"{message} La dérogation des produits saisonniers a pris fin le 01/03/2026\u00a0: "
            "vérifiez si elle a été renouvelée.",
            figures=figures,
            remedy=remedy,
            confidence="U",
        )


FR_EGALIM_VOLUME = LegalRule(
    id="FR-EGALIM-VOLUME",
    title="25\u00a0% des volumes en promotion",
    article="Loi n°\u00a02020-1525 du 7\u00a0décembre\u00a02020, art. 125, II",
    explanation=(
        "Quand un accord avec un fournisseur fixe un volume ou un chiffre d’affaires "
        "prévisionnel, la part vendue en promotion ne peut pas dépasser 25\u00a0%. Cela "
        "concerne l’alimentaire et les aliments pour animaux depuis le 01/03/2019, les autres "
        "produits de grande consommation depuis le 01/03/2024, et jusqu’au 15/04/2028.\n\n"
        "C’est surtout l’affaire des accords entre fournisseurs et distributeurs\u00a0: le "
        "logiciel ne vérifie que les accords que vous saisissez.\n\n"
        "Les produits saisonniers (chocolats de Noël et de Pâques, foie gras, champignons "
        "sauvages, escargots, volailles festives) en étaient dispensés jusqu’au 01/03/2026. "
        "La suite n’est pas connue\u00a0: le logiciel avertit."
    ),
    sanction=PROMOTION_CAP,
    since=date(2019, 3, 1),
    until=date(2028, 4, 15),
    unsure="Le renouvellement, après le 01/03/2026, de la dérogation des produits saisonniers.",
    others=((SupplierAgreement, _check),),
)
