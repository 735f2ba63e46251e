"""Adverts for a liquidation say when the receipt was given, and which goods are sold."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import FIFTH_CLASS, SALES
from merchant_desk.rules.legal.text_case import TextCase
from merchant_desk.rules.legal.text_words import LIQUIDATION

_SINCE = date(2014, 7, 1)


def advertises_undeclared(case: Case) -> bool:
    """Tell whether the word is advertised without a declaration that has its receipt."""
    declared = case.declaration is not None and case.declaration.receipt_on is not None
    return not declared and any(_speaks(text) for text in case.texts)


def _speaks(text: TextCase) -> bool:
    return text.advertises and text.day >= _SINCE and text.says(LIQUIDATION)


def _check(case: Case) -> Iterator[Found]:
    if case.kind != "liquidation" and advertises_undeclared(case):
        yield Found(
            Level.BLOCK,
            "Le mot «\u00a0liquidation\u00a0» ne s’emploie que pour une vente déclarée en mairie, "
            "avec son récépissé.",
            remedy=Remedy("replace_word", "déstockage"),
            legal_reference=(
                "Code de commerce, art. L310-1\u00a0; Code de la consommation, art. L121-22"
            ),
            sanction=SALES,
        )
    for text in case.texts:
        if _speaks(text):
            yield from _mentions(case, text)


def _mentions(case: Case, text: TextCase) -> Iterator[Found]:
    missing = [] if text.mentions("receipt_date") else ["receipt_date"]
    if case.covers == "selection" and not text.mentions("goods_nature"):
        missing.append("goods_nature")
    if missing:
        words = " et ".join(
            {"receipt_date": "la date du récépissé", "goods_nature": "la nature des produits"}[key]
            for key in missing
        )
        yield Found(
            Level.BLOCK,
            f"Ajoutez {words}.",
            figures={"missing": ", ".join(missing)},
            remedy=Remedy("add_mention", ", ".join(missing)),
        )


FR_LIQUID_PUB = LegalRule(
    id="FR-LIQUID-PUB",
    title="Publicité d’une liquidation",
    article="Code de commerce, art. R310-4 et R310-19",
    explanation=(
        "Toute publicité d’une liquidation porte la date du récépissé de déclaration et, si "
        "elle ne vise qu’une partie des produits, leur nature. Une copie du récépissé est "
        "lisible depuis la rue.\n\n"
        "Le mot «\u00a0liquidation\u00a0» employé comme slogan, sans déclaration, est "
        "interdit\u00a0: c’est aussi une fausse annonce de cessation. Dites "
        "«\u00a0déstockage\u00a0»."
    ),
    sanction=FIFTH_CLASS,
    since=_SINCE,
    check=_check,
)
