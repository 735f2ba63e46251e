"""Alcohol: nothing without limit, within the cap on food, soft drinks too, and a warning."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.consumer_goods.over_cap import way_back
from merchant_desk.rules.legal.figures import percent_down, said_percent
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.text_words import UNLIMITED

_SINCE = date(2009, 7, 23)


def _check(case: Case) -> Iterator[Found]:
    yield from _texts(case)
    if case.day < _SINCE:
        return
    for each in case.judged_items:
        if each.item.category != "alcohol":
            continue
        offer = each.capped_offer
        if offer is not None and offer.level is Level.BLOCK:
            yield Found(
                Level.BLOCK,
                f"Promotion d’alcool\u00a0: {said_percent(offer.cap)} maximum (vous proposez "
                f"{said_percent(offer.percent)}), mention sanitaire obligatoire, pas d’offre à "
                "volonté.",
                skus=(each.sku,),
                figures={
                    "advantage_percent": percent_down(offer.percent),
                    "cap_percent": percent_down(offer.cap),
                },
                remedy=way_back(each, offer),
                legal_reference="Loi n°\u00a02020-1525 du 7\u00a0décembre\u00a02020, art. 125, II",
            )
    operation = case.operation
    if case.shop.kind == "bar" and operation and operation.soft_drinks_discounted is False:
        yield Found(
            Level.BLOCK,
            "Heure joyeuse\u00a0: proposez aussi des boissons sans alcool à prix réduit, dans la "
            "même mesure.",
            figures={"missing": "soft_drinks_discounted"},
            remedy=Remedy("complete_data", "soft_drinks_discounted"),
            legal_reference="Code de la santé publique, art. L3323-1 et R3351-2",
            sanction="750\u00a0€ (société\u00a0: 3\u00a0750\u00a0€)",
        )


def _texts(case: Case) -> Iterator[Found]:
    for text in case.texts:
        if "alcohol" not in text.categories or text.day < _SINCE:
            continue
        if text.says(UNLIMITED):
            yield Found(
                Level.BLOCK,
                "Alcool\u00a0: l’offre à volonté, gratuite ou au forfait, est interdite.",
                figures={"text": text.text.text},
                remedy=Remedy("replace_word", "à l’unité"),
            )
        elif text.advertises and not text.mentions("health_warning"):
            yield Found(
                Level.WARN,
                "Publicité pour l’alcool\u00a0: ajoutez «\u00a0L’abus d’alcool est dangereux pour "
                "la santé, à consommer avec modération.\u00a0»",
                figures={"missing": "health_warning"},
                remedy=Remedy("add_mention", "health_warning"),
                legal_reference="Code de la santé publique, art. L3323-4",
                sanction="75\u00a0000\u00a0€ (CSP, art. L3351-7)",
            )


FR_ALCOOL = LegalRule(
    id="FR-ALCOOL",
    title="Promotions et publicité de l’alcool",
    article="Code de la santé publique, art. L3322-9 et L3323-1 et suivants",
    explanation=(
        "L’alcool est un produit alimentaire\u00a0: sa promotion est limitée à 34\u00a0%, et "
        "son prix ne descend pas sous le seuil de revente à perte majoré de 10\u00a0%.\n\n"
        "Vendre ou offrir de l’alcool à volonté ou au forfait («\u00a0open bar\u00a0») est "
        "interdit. Un bar qui baisse ses prix pendant une heure joyeuse doit baisser aussi, "
        "dans la même mesure, des boissons sans alcool.\n\n"
        "Toute publicité vue hors du magasin porte le message sanitaire\u00a0; son contenu et "
        "ses supports sont limités par la loi Évin. Pas de cadeau d’alcool à un mineur."
    ),
    sanction="7\u00a0500\u00a0€ (société\u00a0: 37\u00a0500\u00a0€)",
    since=_SINCE,
    check=_check,
)
