"""Gifts with a purchase: worth what is said, of a kind that may be given, within the caps."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.advantages import cap_on, premium_share
from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import (
    HUNDRED,
    money,
    percent_down,
    said_euros,
    said_percent,
)
from merchant_desk.rules.legal.parts import Premium
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING, PROMOTION_CAP
from merchant_desk.rules.legal.words_of_law import Category

_SINCE = date(2011, 1, 1)
_REGULATED: dict[Category, str] = {
    "tobacco": "tabac",
    "medicine": "médicament",
    "infant_formula_first_age": "lait 1er âge",
    "book_new": "livre neuf",
    "alcohol": "alcool",
}
_CAP_LAW = "Loi n°\u00a02020-1525 du 7\u00a0décembre\u00a02020, art. 125, II"


def _check(case: Case) -> Iterator[Found]:
    premium = case.operation.premium if case.operation else None
    if premium is None or case.day < _SINCE:
        return
    yield from _value(premium)
    if premium.category in _REGULATED:
        yield Found(
            Level.WARN,
            f"Cadeau de la catégorie «\u00a0{_REGULATED[premium.category]}\u00a0»\u00a0: des "
            "textes spéciaux interdisent ou limitent de l’offrir. Choisissez un autre cadeau.",
            figures={"category": premium.category},
            remedy=Remedy("other", "Choisir un autre cadeau"),
        )
    if premium.same_kind:
        yield from _same_kind(case)
    else:
        yield from _another_kind(case)


def _value(premium: Premium) -> Iterator[Found]:
    claimed, real = premium.claimed_value, premium.real_value
    if claimed is not None and real is not None and claimed > real:
        yield Found(
            Level.BLOCK,
            f"Cadeau annoncé à {said_euros(claimed)}\u00a0: il en vaut {said_euros(real)}. "
            "Annoncez sa vraie valeur.",
            figures={"claimed_value": money(claimed), "real_value": money(real)},
            remedy=Remedy("set_amount", money(real)),
        )


def _same_kind(case: Case) -> Iterator[Found]:
    """Judge a gift that counts as a cut of the price."""
    for each in case.judged_items:
        offer = each.capped_offer
        if offer is None or offer.percent <= offer.cap or not premium_share(each, same_kind=True):
            continue
        yield Found(
            offer.level,
            "Cadeau\u00a0: vérifiez qu’il n’est pas de même nature que le produit (plafond "
            f"promotions). Ici il porte l’avantage à {said_percent(offer.percent)}, pour un "
            f"maximum de {said_percent(offer.cap)}.",
            skus=(each.sku,),
            figures={
                "advantage_percent": percent_down(offer.percent),
                "cap_percent": percent_down(offer.cap),
            },
            remedy=Remedy("other", "Choisir un cadeau d’une autre nature"),
            legal_reference=_CAP_LAW,
            sanction=PROMOTION_CAP,
        )


def _another_kind(case: Case) -> Iterator[Found]:
    """Judge a gift whose value alone is above the cap."""
    for each in case.judged_items:
        told = cap_on(each)
        if told is None:
            continue
        share = premium_share(each, same_kind=False) * HUNDRED
        if share > told[0]:
            yield Found(
                Level.WARN,
                f"Le cadeau vaut {said_percent(share)} de l’ensemble produit et cadeau, plus que "
                f"le plafond de {said_percent(told[0])}\u00a0: la DGCCRF le compte alors comme une "
                "réduction.",
                skus=(each.sku,),
                figures={
                    "premium_percent": percent_down(share),
                    "cap_percent": percent_down(told[0]),
                },
                remedy=Remedy("other", "Choisir un cadeau de moindre valeur"),
                legal_reference=f"{_CAP_LAW} (lignes directrices de la DGCCRF du 23/10/2024)",
                sanction=PROMOTION_CAP,
            )


FR_PRIMES = LegalRule(
    id="FR-PRIMES",
    title="Cadeaux et ventes avec primes",
    article="Code de la consommation, art. L121-19",
    explanation=(
        "Offrir un cadeau pour un achat est permis, si le cadeau est vraiment gratuit et si "
        "sa valeur n’est pas gonflée\u00a0: une pochette de 5,00\u00a0€ annoncée "
        "«\u00a0valeur 50\u00a0€\u00a0» est une pratique trompeuse.\n\n"
        "Pour les produits de grande consommation, un cadeau de même nature que le produit "
        "compte comme une réduction\u00a0: un paquet de café offert pour un acheté donne "
        "50\u00a0%, au-dessus du plafond. Un cadeau d’une autre nature (une tasse pour un "
        "paquet de café) n’y entre pas, sauf si sa valeur dépasse à elle seule le "
        "plafond\u00a0: le logiciel avertit.\n\n"
        "Alcool, tabac, médicaments, lait 1er âge, livres neufs et animaux vivants ont des "
        "interdictions particulières."
    ),
    sanction=MISLEADING,
    since=_SINCE,
    unsure="Le décompte, au titre du plafond, d’un cadeau d’une autre nature que le produit.",
    check=_check,
)
