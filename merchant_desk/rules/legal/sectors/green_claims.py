"""Claims on the environment are precise and proved, or not made."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.text_case import TextCase
from merchant_desk.rules.legal.text_words import CARBON, GREEN, OFFSET

_CARBON_SINCE = date(2023, 1, 1)
_SINCE = date(2026, 9, 27)
_WORDS = "Allégation environnementale\u00a0: précisez et prouvez, ou retirez."


def _check(case: Case) -> Iterator[Found]:
    for text in case.texts:
        if text.day >= _CARBON_SINCE and text.says(CARBON):
            yield _carbon(text)
        if text.day >= _SINCE and text.says(GREEN) and not text.mentions("proof"):
            yield Found(
                Level.WARN,
                _WORDS,
                figures={"text": text.text.text, "missing": "proof"},
                remedy=Remedy("attach_proof", "proof"),
                confidence="U",
            )


def _carbon(text: TextCase) -> Found:
    offset = text.says(OFFSET)
    return Found(
        Level.BLOCK if offset else Level.WARN,
        f"{_WORDS} La neutralité carbone ne peut pas reposer sur la compensation."
        if offset
        else _WORDS,
        figures={"text": text.text.text},
        remedy=Remedy("other", "Retirer l’allégation"),
        legal_reference="Code de l’environnement, art. L229-68",
        sanction="20\u00a0000\u00a0€ (société\u00a0: 100\u00a0000\u00a0€)",
        confidence="K",
    )


FR_GREEN = LegalRule(
    id="FR-GREEN",
    title="Allégations environnementales",
    article="Directive (UE) 2024/825\u00a0; Code de l’environnement, art. L541-9-1",
    explanation=(
        "«\u00a0Éco-responsable\u00a0», «\u00a0écologique\u00a0», «\u00a0respectueux de "
        "l’environnement\u00a0», «\u00a0produit vert\u00a0»\u00a0: ces mots généraux ne "
        "s’emploient qu’avec une preuve. Préférez un fait vérifiable\u00a0: «\u00a0contient "
        "80\u00a0% de coton biologique certifié (certificat joint)\u00a0». Une robe verte "
        "reste une robe verte\u00a0: la couleur n’est pas une allégation.\n\n"
        "«\u00a0Neutre en carbone\u00a0» demande un bilan public\u00a0; l’appuyer sur la "
        "compensation est interdit."
    ),
    sanction=MISLEADING,
    since=_CARBON_SINCE,
    unsure=(
        "La directive s’applique depuis le 27/09/2026, mais la promulgation de la loi "
        "française qui la transpose reste à vérifier."
    ),
    check=_check,
)
