"""Books become free in price when they are old, and were not supplied lately."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.books import BookOffer, asked_book, promoted_book
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import cents_up, money
from merchant_desk.rules.legal.questions import BookPrice
from merchant_desk.rules.legal.rule import LegalRule

_SINCE = date(1982, 1, 1)


def _check(case: Case) -> Iterator[Found]:
    for each in case.judged_items:
        book = promoted_book(each)
        if book is not None:
            yield from _judged(book, (each.sku,))


def _check_question(question: BookPrice) -> Iterator[Found]:
    book = asked_book(question)
    if book is not None:
        yield from _judged(book, ())


def _judged(book: BookOffer, skus: tuple[str, ...]) -> Iterator[Found]:
    if book.day < _SINCE or not book.is_too_recent or not book.is_discounted_as_old:
        return
    yield Found(
        Level.BLOCK,
        "Ce livre a moins de 2 ans (ou un réassort de moins de 6 mois)\u00a0: prix éditeur "
        "obligatoire.",
        skus,
        {"min_price": money(cents_up(book.minimum))},
        Remedy("set_price", money(cents_up(book.minimum))),
    )


FR_LIVRE_SOLDE = LegalRule(
    id="FR-LIVRE-SOLDE",
    title="Livres soldés",
    article="Loi n°\u00a081-766 du 10\u00a0août\u00a01981, art. 5",
    explanation=(
        "Le prix d’un livre neuf devient libre quand deux conditions sont réunies\u00a0: il a "
        "été édité ou importé depuis plus de deux ans, et votre dernier approvisionnement a "
        "plus de six mois.\n\n"
        "Exemple\u00a0: un livre paru en mars\u00a02023, réassorti le 15/01/2026, peut être "
        "vendu à -50\u00a0% le 21/11/2026. Réassorti le 01/07/2026, non.\n\n"
        "Notez la date de parution et celle du dernier réassort\u00a0: sans elles, le livre "
        "est traité comme récent."
    ),
    sanction="Contravention (décret n°\u00a085-556)",
    since=_SINCE,
    confidence="K",
    unsure="Le montant de la contravention.",
    check=_check,
    others=((BookPrice, _check_question),),
)
