"""Factory outlets are kept for makers who sell what is left of their last season."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.text_words import FACTORY

_SINCE = date(1996, 1, 1)
_WORDS = (
    "«\u00a0Magasin d’usine\u00a0» est réservé aux producteurs vendant leurs invendus de la "
    "saison précédente."
)


def _check(case: Case) -> Iterator[Found]:
    producer = case.shop.kind == "producer"
    if case.kind == "factory_outlet":
        yield from _outlet(case, producer=producer)
    elif not producer and any(text.day >= _SINCE and text.says(FACTORY) for text in case.texts):
        yield Found(Level.BLOCK, _WORDS, remedy=Remedy("replace_word", "magasin"))


def _outlet(case: Case, *, producer: bool) -> Iterator[Found]:
    if case.day < _SINCE:
        return
    for each in case.judged_items:
        own = each.item.acquisition == "own_production"
        if not own or "previous_season" not in each.item.flags:
            yield Found(
                Level.BLOCK, _WORDS, skus=(each.sku,), remedy=Remedy("remove_item", each.sku)
            )
    if not case.items and not producer:
        yield Found(Level.BLOCK, _WORDS, remedy=Remedy("replace_word", "magasin"))


FR_USINE = LegalRule(
    id="FR-USINE",
    title="Magasin ou dépôt d’usine",
    article="Code de commerce, art. L310-4",
    explanation=(
        "Les mots «\u00a0magasin d’usine\u00a0» et «\u00a0dépôt d’usine\u00a0» sont réservés "
        "aux producteurs qui vendent directement leur propre production, invendue de la "
        "saison précédente ou retournée.\n\n"
        "Un détaillant qui vend des marchandises d’autrui ne peut pas s’appeler ainsi, même à "
        "prix bas. Un céramiste qui vend ses pièces de la saison passée le peut."
    ),
    sanction=SALES,
    since=_SINCE,
    confidence="K",
    check=_check,
)
