"""Tobacco and vaping: no advertising, and no other price than the approved one."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import money, said_euros
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.words_of_law import Category

_SINCE = date(2016, 5, 20)
_WORDS = "Tabac et vapotage\u00a0: toute publicité ou promotion est interdite."
_ADVERTISED: frozenset[Category] = frozenset({"tobacco", "vape"})


def _check(case: Case) -> Iterator[Found]:
    for text in case.texts:
        if text.advertises and text.categories & _ADVERTISED and text.day >= _SINCE:
            yield Found(
                Level.BLOCK,
                _WORDS,
                figures={"text": text.text.text, "place": text.text.place},
                remedy=Remedy("other", "Retirer le texte"),
            )
    if case.day < _SINCE:
        return
    for each in case.judged_items:
        if each.item.category == "tobacco":
            yield from _tobacco(each)


def _tobacco(each: ItemCase) -> Iterator[Found]:
    item = each.item
    if each.case.kind != "price_change":
        yield Found(Level.BLOCK, _WORDS, (each.sku,), remedy=Remedy("remove_item", each.sku))
    approved = item.approved_price
    asked = {step.new_price for step in item.steps} or {item.new_price} - {None}
    if approved is not None and asked - {approved}:
        yield Found(
            Level.BLOCK,
            f"Le tabac se vend au prix homologué, {said_euros(approved)}, ni plus ni moins.",
            skus=(each.sku,),
            figures={"approved_price": money(approved)},
            remedy=Remedy("set_price", money(approved)),
            legal_reference="Code général des impôts, art. 572",
        )


FR_TABAC_VAPE = LegalRule(
    id="FR-TABAC-VAPE",
    title="Tabac et vapotage",
    article="Code de la santé publique, art. L3512-4 et L3513-4",
    explanation=(
        "Toute publicité ou promotion du tabac est interdite, et il se vend au prix "
        "homologué, ni plus ni moins.\n\n"
        "Pour le vapotage, la publicité est interdite dès qu’elle est vue de l’extérieur ou "
        "envoyée\u00a0: vitrine, tract, site, message, réseaux sociaux. Une affichette dans "
        "le magasin, qu’on ne voit pas de la rue, est tolérée.\n\n"
        "Les cigarettes électroniques jetables sont interdites à la vente."
    ),
    sanction="100\u00a0000\u00a0€ (CSP, art. L3515-3)",
    since=_SINCE,
    confidence="K",
    check=_check,
)
