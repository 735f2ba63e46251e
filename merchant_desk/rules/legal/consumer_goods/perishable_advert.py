"""Adverts for reduced perishable food say its nature, its origin and the days of the offer."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.text_case import TextCase
from merchant_desk.rules.legal.words_of_law import FOOD, Category, Flag, Mention

_SINCE = date(2010, 1, 1)
_RENUMBERED = date(2019, 4, 26)
_PERISHING: frozenset[Flag] = frozenset({"perishable", "rapid_deterioration"})
_MENTIONS: tuple[tuple[Mention, str], ...] = (
    ("goods_nature", "la nature du produit"),
    ("origin_same_size", "l’origine (même taille que le prix)"),
    ("offer_period", "la période de l’offre"),
)


def _check(case: Case) -> Iterator[Found]:
    for text in case.texts:
        if not text.advertises or text.day < _SINCE or not _is_perishable_food(case, text):
            continue
        if case.kind in {"", "price_change"} and not text.says_trigger:
            continue
        missing = [each for each in _MENTIONS if not text.mentions(each[0])]
        if missing:
            keys = ", ".join(key for key, _words in missing)
            yield Found(
                Level.BLOCK,
                f"Indiquez {_listed([words for _key, words in missing])}.",
                skus=tuple(
                    each.sku
                    for each in case.items
                    if _perishes(each.item.category, each.item.flags)
                ),
                figures={"missing": keys},
                remedy=Remedy("add_mention", keys),
                legal_reference="" if text.day >= _RENUMBERED else "Code de commerce, art. L441-2",
            )


def _is_perishable_food(case: Case, text: TextCase) -> bool:
    """Tell whether a text speaks of perishable food: what it says, or else the items."""
    about = text.text.about
    if about is not None:
        return _perishes(about.category, about.flags)
    return any(_perishes(each.item.category, each.item.flags) for each in case.items)


def _perishes(category: Category, flags: tuple[Flag, ...]) -> bool:
    return category in FOOD and not _PERISHING.isdisjoint(flags)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} et {words[-1]}"


FR_ALIM_PERISSABLE_PUB = LegalRule(
    id="FR-ALIM-PERISSABLE-PUB",
    title="Publicité des produits alimentaires périssables",
    article="Code de commerce, art. L443-1, I, al.\u00a01",
    explanation=(
        "Une publicité qui annonce une réduction ou un prix promotionnel sur un produit "
        "alimentaire périssable, quel que soit le support, ou une affiche visible de "
        "l’extérieur, doit dire trois choses\u00a0: la nature du produit, son origine en "
        "caractères aussi grands que le prix, et la période de l’offre.\n\n"
        "Exemple\u00a0: «\u00a0Fraises Gariguette 250\u00a0g, origine France, 1,99\u00a0€ au "
        "lieu de 2,99\u00a0€, du 2 au 5\u00a0mai\u00a0».\n\n"
        "Une étiquette en rayon, qu’on ne lit pas de la rue, n’est pas concernée par cette "
        "règle (l’origine y est due par d’autres textes)."
    ),
    sanction=SALES,
    since=_SINCE,
    check=_check,
)
