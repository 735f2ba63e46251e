"""Between which prices a new book may be sold."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merchant_desk.rules.legal.advantages import bundle_share
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.items import Lot
from merchant_desk.rules.legal.moment import months_after
from merchant_desk.rules.legal.questions import BookPrice
from merchant_desk.rules.legal.sales_numbers import count_told, number_told
from merchant_desk.rules.legal.words_of_law import BookDelivery


@dataclass(frozen=True, slots=True)
class BookOffer:
    """A new book at a price, on a day, handed over in a way."""

    day: date
    publisher_price: Fraction
    price: Fraction
    """What is asked for one copy."""
    paid: Fraction
    """What one copy comes down to, points and lots deducted."""
    delivery: BookDelivery
    published_on: date | None
    last_supply_on: date | None

    @property
    def minimum(self) -> Fraction:
        """Return the lowest price, not rounded."""
        shipped = self.delivery == "shipped"
        key = "book_shipped_discount_percent" if shipped else "book_discount_percent"
        return self.publisher_price * (100 - number_told(key, self.day)) / 100

    @property
    def is_free(self) -> bool:
        """Tell whether the price is free: old enough, and not supplied lately; unknown is not."""
        return _is_past(self._free_by_publication, self.day) and _is_past(
            self._free_by_supply, self.day
        )

    @property
    def is_too_recent(self) -> bool:
        """Tell whether one of its dates is known, and too near."""
        told = (self._free_by_publication, self._free_by_supply)
        return any(each is not None and each >= self.day for each in told)

    @property
    def is_discounted_as_old(self) -> bool:
        """Tell whether it gets more than the reduction that any book may have."""
        most = number_told("book_discount_percent", self.day)
        return self.paid < self.publisher_price * (100 - most) / 100

    @property
    def _free_by_publication(self) -> date | None:
        months = count_told("book_free_months_after_publication", self.day)
        return months_after(self.published_on, months) if self.published_on else None

    @property
    def _free_by_supply(self) -> date | None:
        months = count_told("book_free_months_after_supply", self.day)
        return months_after(self.last_supply_on, months) if self.last_supply_on else None


def _is_past(limit: date | None, day: date) -> bool:
    return limit is not None and limit < day


def asked_book(question: BookPrice) -> BookOffer | None:
    """Return the new book that a question is about; None for a used one."""
    if question.condition != "new":
        return None
    return BookOffer(
        question.on,
        question.publisher_price,
        question.price,
        question.price,
        question.delivery,
        question.published_on,
        question.last_supply_on,
    )


def promoted_book(each: ItemCase) -> BookOffer | None:
    """Return the new book that an item is, when its prices are told."""
    item, single = each.item, each.lowest_price
    if item.category != "book_new" or item.publisher_price is None:
        return None
    if single is None and not isinstance(item.bundle, Lot):
        return None
    highest = max((step.new_price for step in item.steps), default=single)
    asked = _asked_for_one(each)
    points = item.loyalty_credit_percent + item.coupon_percent
    shipped: BookDelivery = "shipped" if each.case.distance_channels else "in_shop"
    return BookOffer(
        each.case.day,
        item.publisher_price,
        asked if highest is None else highest,
        asked * (100 - points) / 100 if points else asked,
        item.delivery or shipped,
        item.published_on,
        item.last_supply_on,
    )


def _asked_for_one(each: ItemCase) -> Fraction:
    """Return what one copy comes down to in a lot, or else in the bundle it is in."""
    bundle, single = each.item.bundle, each.lowest_price
    if isinstance(bundle, Lot):
        return bundle.lot_price / bundle.quantity
    if bundle is None or single is None:
        return single or Fraction(0)
    return single * (1 - bundle_share(bundle, single))
