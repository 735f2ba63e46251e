"""New books are never delivered for nothing."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from merchant_desk.rules.legal.answer import Found, Level, Remedy, Value
from merchant_desk.rules.legal.figures import money, said_euros
from merchant_desk.rules.legal.parts import ZERO
from merchant_desk.rules.legal.questions import BookDeliveryFee
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import number_in_force, number_told

_FEE = "book_fee_euros"


def _minimum(question: BookDeliveryFee) -> Fraction:
    on, total = question.on, question.new_books_total
    fee = number_in_force(_FEE, on)
    if fee is None or question.delivery != "shipped" or not total:
        return ZERO
    if total < number_told("book_fee_reduced_from_euros", on):
        return fee
    return number_told("book_reduced_fee_euros", on)


def _check(question: BookDeliveryFee) -> Iterator[Found]:
    minimum = _minimum(question)
    if question.fee < minimum:
        on = question.on
        yield Found(
            Level.BLOCK,
            f"Livraison de livres neufs\u00a0: {said_euros(number_told(_FEE, on))} minimum sous "
            f"{said_euros(number_told('book_fee_reduced_from_euros', on))}, jamais gratuite. Ici, "
            f"au moins {said_euros(minimum)}.",
            figures={"minimum_fee": money(minimum)},
            remedy=Remedy("set_fee", money(minimum)),
        )


def value_of_book_delivery_fee(question: BookDeliveryFee) -> Value:
    """Return the least that the delivery must cost."""
    return {"minimum_fee": money(_minimum(question))}


FR_LIVRE_PORT = LegalRule(
    id="FR-LIVRE-PORT",
    title="Frais de livraison des livres neufs",
    article=(
        "Loi n°\u00a081-766 du 10\u00a0août\u00a01981, art. 1er (loi n°\u00a02021-1901)\u00a0; "
        "arrêté du 4\u00a0avril\u00a02023"
    ),
    explanation=(
        "Livraison de livres neufs\u00a0: 3,00\u00a0€ minimum sous 35,00\u00a0€ de livres "
        "neufs, et au moins 0,01\u00a0€ au-delà\u00a0; jamais gratuite. Les programmes de "
        "fidélité et les commandes mêlées n’y échappent pas\u00a0: seul le montant des livres "
        "neufs compte.\n\n"
        "Le retrait dans une librairie reste gratuit."
    ),
    since=date(2023, 10, 7),
    unsure="La sanction.",
    others=((BookDeliveryFee, _check),),
)
