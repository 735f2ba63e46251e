"""Carriage of a return: what is given back of the way out, and who pays the way back."""

from merchant_desk.values.goods_words import ReturnKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.return_reasons import OURS, ReturnReason


def carriage_given_back(
    kind: ReturnKind, paid: Money, standard: Money | None, *, whole: bool
) -> Money:
    """Return what of the outward carriage goes back with the goods.

    The whole order comes back by withdrawal, or because the shop was wrong: its carriage too, the
    dearer way the customer chose excepted (C. conso. L221-24). The law is silent when some is kept.
    """
    if not whole or kind in {ReturnKind.GOODWILL, ReturnKind.EXCHANGE}:
        return ZERO
    if kind is ReturnKind.WITHDRAWAL and standard is not None:
        return min(paid, standard)
    return paid


def seller_pays_way_back(kind: ReturnKind, reason: str, *, notice_given: bool) -> bool:
    """Tell whether the shop pays for the way back.

    The customer does after a withdrawal, if she was told so (C. conso. L221-23); never where the
    shop answers for the reason (L217-11).
    """
    if kind in {ReturnKind.CONFORMITY, ReturnKind.WRONG_ITEM, ReturnKind.REFUSED}:
        return True
    if reason and reason in {each.value for each in OURS | {ReturnReason.NPAI}}:
        return True
    return not notice_given
