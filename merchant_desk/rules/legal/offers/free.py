"""What is called free costs nothing but unavoidable postage or collection."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import money, said_euros
from merchant_desk.rules.legal.parts import ZERO
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.text_words import FREE

_SINCE = date(2008, 1, 1)


def _check(case: Case) -> Iterator[Found]:
    for text in case.texts:
        charges = [each for each in text.text.extra_charges if each.kind == "other"]
        total = sum((each.amount for each in charges), ZERO)
        if total > 0 and text.day >= _SINCE and text.says(FREE):
            names = ", ".join(each.label for each in charges if each.label)
            said = f"{said_euros(total)} ({names})" if names else said_euros(total)
            yield Found(
                Level.BLOCK,
                f"«\u00a0Gratuit\u00a0» impossible\u00a0: le client doit payer {said}.",
                figures={"extra_charges": money(total), "text": text.text.text},
                remedy=Remedy("set_amount", "0.00"),
            )


FR_GRATUIT = LegalRule(
    id="FR-GRATUIT",
    title="Le mot «\u00a0gratuit\u00a0»",
    article="Code de la consommation, art. L121-4",
    explanation=(
        "Ne dites pas «\u00a0gratuit\u00a0» ce pour quoi le client doit encore payer autre "
        "chose que les frais inévitables de réponse, de livraison ou de retrait. «\u00a0Coque "
        "gratuite\u00a0» avec 4,90\u00a0€ de frais de dossier est trompeur\u00a0; avec les "
        "seuls frais de port réels, c’est permis.\n\n"
        "«\u00a0Livraison gratuite dès 50\u00a0€\u00a0» est clair, donc permis (pas pour les "
        "livres neufs, qui ont des frais minimum).\n\n"
        "Pour l’alimentaire, le mot lui-même est interdit\u00a0: dites «\u00a0offert\u00a0»."
    ),
    sanction=MISLEADING,
    since=_SINCE,
    confidence="K",
    check=_check,
)
