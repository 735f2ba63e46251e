"""Live animals: no cats or dogs in pet shops, never a gift or a prize, no money back."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.questions import PrizeDraw
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.text_words import MONEY_BACK

_SINCE = date(2021, 12, 2)
_NO_CATS_NOR_DOGS_SINCE = date(2024, 1, 1)
_WORDS = (
    "Animaux vivants\u00a0: pas de «\u00a0satisfait ou remboursé\u00a0», pas de lot ni de cadeau."
)


def _check(case: Case) -> Iterator[Found]:
    if case.shop.kind == "pet_shop" and case.day >= _NO_CATS_NOR_DOGS_SINCE:
        for each in case.judged_items:
            if each.item.category == "live_animal" and each.item.species in {"cat", "dog"}:
                yield Found(
                    Level.BLOCK,
                    "Les animaleries ne vendent plus ni chats ni chiens depuis le 01/01/2024.",
                    skus=(each.sku,),
                    remedy=Remedy("remove_item", each.sku),
                    legal_reference="Code rural, art. L214-6-3",
                )
    for text in case.texts:
        if "live_animal" in text.categories and text.day >= _SINCE and text.says(MONEY_BACK):
            yield Found(
                Level.BLOCK,
                _WORDS,
                figures={"text": text.text.text},
                remedy=Remedy("other", "Retirer «\u00a0satisfait ou remboursé\u00a0»"),
                legal_reference="Code rural, art. L214-8",
            )
    premium = case.operation.premium if case.operation else None
    if premium is not None and premium.category == "live_animal" and case.day >= _SINCE:
        yield _as_gift()


def _check_game(question: PrizeDraw) -> Iterator[Found]:
    if question.on >= _SINCE and any(each.category == "live_animal" for each in question.prizes):
        yield _as_gift()


def _as_gift() -> Found:
    return Found(
        Level.BLOCK,
        _WORDS,
        figures={"category": "live_animal"},
        remedy=Remedy("other", "Choisir un autre cadeau ou un autre lot"),
        legal_reference="Code rural, art. L214-4",
    )


FR_ANIMAUX = LegalRule(
    id="FR-ANIMAUX",
    title="Animaux vivants",
    article="Code rural et de la pêche maritime, art. L214-4, L214-6-3, L214-7 et L214-8",
    explanation=(
        "Depuis le 01/01/2024, les animaleries ne vendent plus ni chats ni chiens.\n\n"
        "Un animal vivant ne peut être ni un cadeau pour un achat ni un lot de jeu\u00a0: pas "
        "de hamster offert avec une cage.\n\n"
        "«\u00a0Satisfait ou remboursé\u00a0», et toute technique promotionnelle semblable, "
        "est interdit pour la cession d’animaux. Les offres en ligne sont encadrées et "
        "l’envoi postal de vertébrés est interdit."
    ),
    since=_SINCE,
    unsure="Le montant des sanctions.",
    check=_check,
    others=((PrizeDraw, _check_game),),
)
