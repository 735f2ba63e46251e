"""The guarantee of conformity: two years, that no text may take away."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy, Value
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.distance_questions import ConformityGuarantee
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.moment import months_after
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import count_told
from merchant_desk.rules.legal.text_words import NO_GUARANTEE

_SINCE = date(2022, 1, 1)


def _check(case: Case) -> Iterator[Found]:
    for text in case.texts:
        if text.day >= _SINCE and text.says(NO_GUARANTEE):
            yield Found(
                Level.BLOCK,
                "La garantie légale de conformité ne peut pas être exclue\u00a0: en cas de "
                "défaut, le client a droit à la réparation ou au remplacement. Retirez cette "
                "mention.",
                figures={"text": text.text.text},
                remedy=Remedy("other", "Retirer la mention"),
            )


def _until(question: ConformityGuarantee) -> date:
    delivered = question.delivered_on
    more = question.repairs * count_told("guarantee_months_a_repair", delivered)
    return months_after(delivered, count_told("guarantee_months", delivered) + more)


def _presumed_until(question: ConformityGuarantee) -> date:
    """Return the last day on which a defect is presumed to have been there at delivery."""
    if question.condition == "new":
        return _until(question)
    delivered = question.delivered_on
    return months_after(delivered, count_told("second_hand_presumption_months", delivered))


def _check_question(question: ConformityGuarantee) -> Iterator[Found]:
    yield Found(
        Level.PASS,
        f"Produit garanti jusqu’au {said_day(_until(question))}\u00a0: réparation ou remplacement "
        "sous 30 jours.",
    )


def value_of_guarantee(question: ConformityGuarantee) -> Value:
    """Return the last day of the guarantee and, for a defect, whether and how it is covered."""
    until = _until(question)
    value: Value = {"until": until.isoformat()}
    if question.defect_on is None:
        return value
    return {
        **value,
        "status": "applies" if question.defect_on <= until else "expired",
        "presumption": question.defect_on <= _presumed_until(question),
    }


FR_GLC = LegalRule(
    id="FR-GLC",
    title="Garantie légale de conformité",
    article="Code de la consommation, art. L217-3, L217-7 et L217-13",
    explanation=(
        "Tout bien vendu à un consommateur, neuf ou d’occasion, soldé ou non, est garanti "
        "deux ans à compter de la livraison, dernier jour compris\u00a0: livré le 21/11/2026, "
        "garanti jusqu’au 21/11/2028. Chaque réparation faite au titre de la garantie ajoute "
        "six mois. Le client choisit la réparation ou le remplacement, sous 30\u00a0jours.\n\n"
        "Le défaut est présumé exister à la livraison pendant toute la garantie pour un bien "
        "neuf, pendant 12\u00a0mois pour un bien d’occasion.\n\n"
        "Aucun texte ne peut exclure cette garantie\u00a0: «\u00a0aucune reprise, même en cas "
        "de défaut\u00a0» est interdit. «\u00a0Ni repris ni échangé\u00a0» ne vaut, en "
        "magasin, que pour un simple changement d’avis. Les vices cachés se garantissent en "
        "plus, deux ans après leur découverte."
    ),
    sanction=(
        "Amende civile jusqu’à 300\u00a0000\u00a0€ ou 10\u00a0% du chiffre d’affaires (art. L241-5)"
    ),
    since=_SINCE,
    check=_check,
    others=((ConformityGuarantee, _check_question),),
)
