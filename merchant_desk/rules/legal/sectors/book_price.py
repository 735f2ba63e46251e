"""New books are sold within five per cent of the price that their publisher set."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy, Value
from merchant_desk.rules.legal.books import BookOffer, asked_book, promoted_book
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import (
    cents_up,
    money,
    percent_down,
    said_euros,
    said_percent,
)
from merchant_desk.rules.legal.general_claims import claim_on
from merchant_desk.rules.legal.questions import BookPrice
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import number_told

_SINCE = date(1982, 1, 1)


def _check(case: Case) -> Iterator[Found]:
    if case.day < _SINCE:
        return
    for each in case.judged_items:
        book = promoted_book(each)
        if book is not None:
            yield from _judged(book, (each.sku,))
    claim = claim_on(case, "book_new")
    most = number_told("book_discount_percent", case.day)
    if claim is not None and claim.percent > most:
        yield Found(
            Level.BLOCK,
            f"Livre neuf\u00a0: remise limitée à {said_percent(most)} en magasin. Excluez les "
            f"livres neufs de votre offre de {said_percent(claim.percent)}.",
            figures={"percent": percent_down(claim.percent), "category": "book_new"},
            remedy=Remedy("exclude_category", "book_new"),
        )


def _check_question(question: BookPrice) -> Iterator[Found]:
    book = asked_book(question)
    if book is not None and book.day >= _SINCE:
        yield from _judged(book, ())


def _judged(book: BookOffer, skus: tuple[str, ...]) -> Iterator[Found]:
    if book.is_free:
        return
    minimum = book.minimum
    if minimum <= book.paid and book.price <= book.publisher_price:
        return
    lowest = cents_up(minimum)
    figures = {"min_price": money(lowest), "max_price": money(book.publisher_price)}
    if book.paid < minimum:
        shipped = number_told("book_shipped_discount_percent", book.day)
        most = number_told("book_discount_percent", book.day)
        yield Found(
            Level.BLOCK,
            f"Livre neuf\u00a0: remise limitée à {said_percent(most)} en magasin, "
            f"{said_percent(shipped)} en expédition. Prix minimum\u00a0: {said_euros(lowest)}.",
            skus,
            figures,
            Remedy("set_price", money(lowest)),
        )
    if book.price > book.publisher_price:
        yield Found(
            Level.BLOCK,
            "Livre neuf\u00a0: vous ne pouvez pas dépasser le prix de l’éditeur, "
            f"{said_euros(book.publisher_price)}.",
            skus,
            figures,
            Remedy("set_price", money(book.publisher_price)),
        )


def value_of_book_price(question: BookPrice) -> Value:
    """Return whether the price is free, or else its bounds."""
    book = asked_book(question)
    if book is None or book.is_free:
        return {"free_price": True}
    return {
        "free_price": False,
        "min_price": money(cents_up(book.minimum)),
        "max_price": money(book.publisher_price),
    }


FR_LIVRE_5 = LegalRule(
    id="FR-LIVRE-5",
    title="Prix du livre neuf",
    article="Loi n°\u00a081-766 du 10\u00a0août\u00a01981, art. 1er",
    explanation=(
        "Le prix d’un livre neuf est fixé par l’éditeur. En magasin, ou retiré dans un "
        "commerce de vente au détail de livres, vous pouvez accorder 5\u00a0% au plus, points "
        "de fidélité compris\u00a0: un roman à 20,00\u00a0€ se vend entre 19,00 et "
        "20,00\u00a0€. Expédié au client, il se vend au prix de l’éditeur, sans remise.\n\n"
        "Une offre sur tout le magasin («\u00a0-20\u00a0% sur tout\u00a0») doit exclure les "
        "livres neufs dès qu’elle dépasse 5\u00a0%.\n\n"
        "Les livres d’occasion sont libres\u00a0; un livre neuf le devient après deux ans, si "
        "votre dernier réassort a plus de six mois."
    ),
    sanction="Contravention (décret n°\u00a085-556) et action civile",
    since=_SINCE,
    unsure=(
        "Le montant de la contravention, et le retrait en consigne automatique, en litige depuis "
        "2025."
    ),
    check=_check,
    others=((BookPrice, _check_question),),
)
