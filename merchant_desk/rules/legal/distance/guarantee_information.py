"""Receipts and shops tell of the legal guarantee."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.distance_questions import GuaranteeInformation
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.words_of_law import Category

_SINCE = date(2021, 7, 1)
_NOTICE_SINCE = date(2026, 9, 27)
_LISTED: frozenset[Category] = frozenset({"appliance", "electronics", "toy", "furniture"})


def _check(question: GuaranteeInformation) -> Iterator[Found]:
    if question.mention_present:
        return
    if question.document == "shop_notice":
        if question.on >= _NOTICE_SINCE:
            yield Found(
                Level.WARN,
                "Affichez l’avis harmonisé sur la garantie légale de conformité\u00a0: il est "
                "demandé depuis le 27/09/2026, mais la mesure française reste à vérifier.",
                figures={"missing": "shop_notice"},
                remedy=Remedy("add_mention", "shop_notice"),
                legal_reference="Directive (UE) 2024/825",
                confidence="U",
            )
    elif question.on >= _SINCE and question.channel == "shop" and question.category in _LISTED:
        yield Found(
            Level.BLOCK,
            "Ajoutez la mention de garantie légale de 2 ans sur le ticket.",
            figures={"missing": "receipt"},
            remedy=Remedy("add_mention", "Garantie légale de conformité\u00a0: 2 ans"),
        )


FR_GLC_INFO = LegalRule(
    id="FR-GLC-INFO",
    title="Mention de la garantie légale",
    article="Code de la consommation, art. L211-2 et D211-6",
    explanation=(
        "Depuis le 01/07/2021, le ticket ou la facture d’un appareil électroménager, d’un "
        "équipement informatique ou électronique, d’un jouet ou d’un meuble vendu en magasin "
        "mentionne la garantie légale de conformité de deux ans. La vente à distance en est "
        "dispensée\u00a0: l’information y est donnée avant la commande.\n\n"
        "Depuis le 27/09/2026, un avis harmonisé sur la garantie est à afficher\u00a0: le "
        "logiciel avertit s’il manque."
    ),
    sanction="3\u00a0000\u00a0€ (société\u00a0: 15\u00a0000\u00a0€)",
    since=_SINCE,
    unsure="La mesure française qui applique la directive 2024/825 (avis harmonisé).",
    others=((GuaranteeInformation, _check),),
)
