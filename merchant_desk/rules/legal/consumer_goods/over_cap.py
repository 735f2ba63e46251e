"""What is said of an offer on consumer goods that gives more than its cap, and the way back."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from math import ceil, floor

from merchant_desk.rules.legal.advantages import CappedOffer, bundle_share, cap_key, single_price
from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import HUNDRED, percent_down, said_day, said_percent
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.items import Bundle, ExtraQuantity, NForM, NthReduced, Threshold
from merchant_desk.rules.legal.sales_numbers import last_day_of

FOOD_WORDS = "Promotion alimentaire de {given}\u00a0: le maximum est {cap} (par ex. {example})."
CONSUMER_GOODS_WORDS = "Hygiène/entretien\u00a0: promotion maximum {cap} (vous proposez {given})."
_LAPSED = (
    "Cet avantage de {given} dépasse l’ancien plafond de {cap}, fixé jusqu’au {until}\u00a0: "
    "vérifiez qu’il n’a pas été prolongé."
)
_NOT_SETTLED = (
    "Cet avantage de {given} dépasse le plafond de {cap} des promotions\u00a0: la loi ne dit pas "
    "s’il vaut aussi pour des soldes ou une liquidation."
)
_BY_QUANTITY = (
    "{given} de produit en plus\u00a0: rapporté au total vendu, l’avantage reste sous le plafond "
    "de {cap}, mais rapporté au produit payé il le dépasse, et aucun texte ne fixe la méthode."
)


def over_cap(case: Case, key: str, words: str) -> Iterator[Found]:
    """Yield what is above a cap, item by item."""
    for each in case.judged_items:
        if cap_key(each) != key:
            continue
        offer = each.capped_offer
        if offer is not None and offer.level is not Level.PASS:
            yield Found(
                offer.level,
                _said(each, offer, key, words),
                skus=(each.sku,),
                figures={
                    "advantage_percent": percent_down(offer.percent),
                    "cap_percent": percent_down(offer.cap),
                },
                remedy=way_back(each, offer),
                confidence="S" if offer.level is Level.BLOCK else "U",
            )


def _said(each: ItemCase, offer: CappedOffer, key: str, words: str) -> str:
    bundle = each.item.bundle
    given, cap = said_percent(offer.percent), said_percent(offer.cap)
    if offer.level is Level.BLOCK:
        return words.format(given=given, cap=cap, example=_units_within(offer.cap))
    if offer.percent <= offer.cap and isinstance(bundle, ExtraQuantity):
        return _BY_QUANTITY.format(given=said_percent(bundle.percent), cap=cap)
    until = last_day_of(key)
    if offer.lapsed and until is not None:
        return _LAPSED.format(given=given, cap=cap, until=said_day(until))
    return _NOT_SETTLED.format(given=given, cap=cap)


def way_back(each: ItemCase, offer: CappedOffer) -> Remedy:
    """Return the greatest offer of the same kind within the cap, the rest of it being kept."""
    bundle = each.item.bundle
    room = offer.cap - (offer.percent - offer.cut_percent)
    if offer.cut_percent and room >= 1:
        return Remedy("set_percent", str(floor(room)))
    share = HUNDRED * bundle_share(bundle, single_price(each))
    words = _largest(bundle, offer.cap - (offer.percent - share)) if bundle else ""
    return Remedy("other", words or f"Avantage total de {said_percent(offer.cap)} au plus")


def _largest(bundle: Bundle, room: Fraction) -> str:
    """Return the largest bundle of a kind within some percent; empty when there is none."""
    if room < 1:
        return ""
    if isinstance(bundle, NForM):
        return _units_within(room)
    if isinstance(bundle, NthReduced):
        return f"Le {bundle.nth}e à -{floor(room * bundle.nth)}\u00a0% au plus"
    if isinstance(bundle, Threshold):
        return f"-{floor(room)}\u00a0% au plus dès {bundle.min_quantity} articles"
    if isinstance(bundle, ExtraQuantity):
        return f"+{floor(room)}\u00a0% de produit offert au plus"
    return ""


@cache
def _units_within(percent: Fraction) -> str:
    """Return the best « n achetés + 1 offert » that gives no more."""
    return f"{ceil(HUNDRED / percent) - 1} achetés + 1 offert"
