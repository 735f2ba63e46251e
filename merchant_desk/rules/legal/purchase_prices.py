"""The effective purchase price of an item, the lowest price it may be sold at, and what is paid."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from merchant_desk.rules.legal.answer import Value
from merchant_desk.rules.legal.figures import HUNDRED, cents_up, money
from merchant_desk.rules.legal.foreign_values import decimal_text
from merchant_desk.rules.legal.items import Bundle, Item, Lot, NForM, NthReduced, Threshold
from merchant_desk.rules.legal.parts import Shop
from merchant_desk.rules.legal.questions import ResaleThreshold
from merchant_desk.rules.legal.sales_numbers import last_day_of, number_in_force, number_told
from merchant_desk.rules.legal.words_of_law import FOOD_AND_PET_FOOD, Customers

FOOD_MARGIN = "food_margin_percent"
_WHOLESALE = "wholesale_threshold_percent"
_WHOLESALER = "wholesaler_to_professionals"
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class LowestPrice:
    """Below which price an item is resold at a loss; VAT included, not rounded."""

    effective: Fraction
    """PAE, the effective purchase price."""
    with_margin: Fraction
    """The same with the margin of food; PAE itself where no margin is known."""
    margin_holds: bool
    """Whether that margin is in force; else it has lapsed, or there is none."""

    @property
    def lawful(self) -> Fraction:
        """Return the lowest legal price, rounded up to the cent."""
        return cents_up(self.with_margin if self.margin_holds else self.effective)


def is_resold(item: Item) -> bool:
    """Tell whether goods are bought and sold again as they are."""
    return item.acquisition != "own_production" and item.category != "service"


def effective_purchase_price(item: Item, shop: Shop, cost: Fraction | None) -> Fraction | None:
    """Return what a unit really cost, VAT included, not rounded; None when its cost is unknown."""
    if cost is None:
        return None
    net = cost
    if item.other_advantages_percent:
        net *= 1 - item.other_advantages_percent / HUNDRED
    if item.specific_taxes_ht or item.transport_ht:
        net += item.specific_taxes_ht + item.transport_ht
    rate = item.vat_rate
    if shop.vat_scheme == "franchise" and item.purchase_vat_rate is not None:
        rate = item.purchase_vat_rate
    price = net * _with_vat(rate)
    if shop.kind == _WHOLESALER:
        price *= number_told(_WHOLESALE, date.max) / HUNDRED
    return price


@lru_cache(maxsize=64)
def _with_vat(rate: Fraction) -> Fraction:
    return 1 + rate / HUNDRED


def lowest_price_of(item: Item, shop: Shop, customers: Customers, day: date) -> LowestPrice | None:
    """Return below which price an item may not be sold on a day; None without rule or cost."""
    if not is_resold(item):
        return None
    effective = effective_purchase_price(item, shop, item.net_unit_cost_ht)
    if effective is None:
        return None
    if customers != "consumers" or shop.kind == _WHOLESALER:
        return LowestPrice(effective, effective, margin_holds=False)
    return _with_food_margin(item, effective, day)


def _with_food_margin(item: Item, effective: Fraction, day: date) -> LowestPrice:
    if item.category not in FOOD_AND_PET_FOOD or item.category == "fresh_fruit_veg":
        return LowestPrice(effective, effective, margin_holds=False)
    percent = number_in_force(FOOD_MARGIN, day)
    lapsed_on = last_day_of(FOOD_MARGIN)
    holds = percent is not None
    if percent is None and (lapsed_on is None or day <= lapsed_on):
        return LowestPrice(effective, effective, margin_holds=False)
    rate = number_told(FOOD_MARGIN, day) / HUNDRED
    excise = item.excise_ht if item.category == "alcohol" else Fraction(0)
    return LowestPrice(effective, effective + (effective - excise) * rate, margin_holds=holds)


def share_paid(bundle: Bundle | None) -> Fraction:
    """Return which part of its price one unit costs, once the mechanism of a bundle is applied."""
    if isinstance(bundle, NForM):
        return Fraction(bundle.pay, bundle.get)
    if isinstance(bundle, NthReduced):
        return (bundle.nth - bundle.percent / HUNDRED) / bundle.nth
    if isinstance(bundle, Threshold):
        return 1 - bundle.percent / HUNDRED
    return _ONE


def price_paid(item: Item, lowest: Fraction | None) -> Fraction | None:
    """Return what one unit costs the customer in the end; None when no price is told."""
    bundle = item.bundle
    if bundle is None:
        return lowest
    if isinstance(bundle, Lot):
        return bundle.lot_price / bundle.quantity
    return None if lowest is None else lowest * share_paid(bundle)


def price_to_ask(item: Item, floor: Fraction) -> Fraction | None:
    """Return the lowest price to ask so that a unit costs a floor at least; of a lot, the lot's.

    None when no price is high enough.
    """
    if isinstance(item.bundle, Lot):
        return cents_up(floor * item.bundle.quantity)
    share = share_paid(item.bundle)
    return cents_up(floor / share) if share > 0 else None


def value_of_threshold(question: ResaleThreshold) -> Value:
    """Return the effective purchase price and the lowest legal price that are asked for."""
    told = lowest_price_of(question.item, question.shop, question.customers, question.on)
    if told is None:
        return {"effective_purchase_price": None, "lowest_legal_price": None}
    return {
        "effective_purchase_price": exact(told.effective),
        "lowest_legal_price": money(told.lawful),
    }


def exact(amount: Fraction) -> str:
    """Return an amount with all its decimals, two at least; to four when they have no end."""
    for places in range(2, 20):
        scaled = amount * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            sign = "-" if scaled < 0 else ""
            return f"{sign}{digits[:-places]}.{digits[-places:]}"
    return decimal_text(amount)
