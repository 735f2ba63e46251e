"""Medicines are never promoted; what else a pharmacy sells, soberly."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.general_claims import claim_on, sells
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.text_words import LOUD

_SINCE = date(2004, 1, 1)
_WORDS = "Médicaments exclus de toute promotion\u00a0; parapharmacie avec retenue."


def _check(case: Case) -> Iterator[Found]:
    blocked = list(_blocked(case)) if case.day >= _SINCE else []
    yield from blocked
    if blocked or case.shop.kind != "pharmacy":
        return
    for text in case.texts:
        if text.day >= _SINCE and text.says(LOUD):
            yield Found(
                Level.WARN,
                "Pharmacie\u00a0: restez sobre. Une annonce tapageuse («\u00a0prix cassés\u00a0», "
                "«\u00a0imbattable\u00a0») manque au tact et à la mesure.",
                figures={"text": text.text.text},
                remedy=Remedy("replace_word", "prix réduit"),
                legal_reference="Code de la santé publique, art. R4235-30 et R4235-58",
            )


def _blocked(case: Case) -> Iterator[Found]:
    medicines = tuple(each for each in case.judged_items if each.item.category == "medicine")
    if case.kind != "price_change":
        for each in medicines:
            yield Found(Level.BLOCK, _WORDS, (each.sku,), remedy=Remedy("remove_item", each.sku))
    if claim_on(case, "medicine") is not None:
        yield Found(
            Level.BLOCK,
            f"{_WORDS} Excluez les médicaments de votre offre générale.",
            figures={"category": "medicine"},
            remedy=Remedy("exclude_category", "medicine"),
        )
    if case.shop.kind != "pharmacy" or case.operation is None or case.operation.premium is None:
        return
    whole_shop = not case.items and case.covers != "selection" and sells(case, "medicine")
    if medicines or whole_shop:
        yield Found(
            Level.BLOCK,
            "Pharmacie\u00a0: aucun cadeau ni avantage de fidélité sur les médicaments.",
            skus=tuple(each.sku for each in medicines),
            remedy=Remedy("exclude_category", "medicine"),
        )


FR_MEDICAMENT = LegalRule(
    id="FR-MEDICAMENT",
    title="Médicaments et pharmacies",
    article="Code de la santé publique, art. R5125-28",
    explanation=(
        "Un médicament ne se promeut pas\u00a0: ni remise annoncée, ni prime, ni avantage "
        "matériel direct ou indirect, ni carte de fidélité. Une offre sur toute la pharmacie "
        "doit les exclure.\n\n"
        "La parapharmacie peut être en promotion, avec tact et mesure\u00a0: étiquettes "
        "sobres, ancien prix affiché, plafond de 40\u00a0% pour l’hygiène et la beauté. "
        "Évitez «\u00a0prix cassés\u00a0» ou «\u00a0imbattable\u00a0».\n\n"
        "Un simple changement de prix, sans annonce, reste permis."
    ),
    sanction="Sanctions disciplinaires",
    since=_SINCE,
    unsure="Le montant des sanctions.",
    check=_check,
)
