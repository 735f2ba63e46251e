"""The word « gratuit » may not be used to promote food."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.text_words import FREE
from merchant_desk.rules.legal.words_of_law import FOOD_AND_PET_FOOD

_SINCE = date(2018, 11, 2)


def _check(case: Case) -> Iterator[Found]:
    if not case.to_consumers:
        return
    for text in case.texts:
        if text.day >= _SINCE and text.categories <= FOOD_AND_PET_FOOD and text.says(FREE):
            yield Found(
                Level.BLOCK,
                "Pour l’alimentaire, remplacez «\u00a0gratuit\u00a0» par «\u00a0offert\u00a0».",
                figures={"text": text.text.text},
                remedy=Remedy("replace_word", "offert"),
            )


FR_EGALIM_GRATUIT = LegalRule(
    id="FR-EGALIM-GRATUIT",
    title="Le mot «\u00a0gratuit\u00a0» dans l’alimentaire",
    article="Code de commerce, art. L443-1, I, al.\u00a02",
    explanation=(
        "Le mot «\u00a0gratuit\u00a0», sous toutes ses formes (gratuite, gratuits, "
        "gratuitement), est interdit pour promouvoir un produit alimentaire ou un aliment "
        "pour animaux, sur tous les supports.\n\n"
        "«\u00a0Offert\u00a0» est accepté\u00a0: écrivez «\u00a02 achetés, le 3e "
        "offert\u00a0» plutôt que «\u00a0le 3e gratuit\u00a0».\n\n"
        "Un objet qui n’est pas alimentaire peut être dit gratuit\u00a0: «\u00a0sac cabas "
        "gratuit\u00a0», s’il n’y a rien d’autre à payer."
    ),
    sanction=SALES,
    since=_SINCE,
    check=_check,
)
