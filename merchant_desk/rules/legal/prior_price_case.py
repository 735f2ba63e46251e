"""What the labels of an item show, and the prior price that the law holds them against."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from merchant_desk.rules.legal.items import PriceEntry
from merchant_desk.rules.legal.price_steps import Stretch, stretches
from merchant_desk.rules.legal.prior_prices import (
    RISE_DAYS,
    WINDOW_DAYS,
    Rise,
    artificial_rise,
    days_without_price,
    first_lawful_day,
    lowest_price,
    practised,
    shifted,
)
from merchant_desk.rules.legal.sales_numbers import count_told
from merchant_desk.rules.legal.words_of_law import Channel

if TYPE_CHECKING:
    from merchant_desk.rules.legal.item_case import ItemCase


@dataclass(frozen=True, slots=True)
class Label:
    """What is shown of one item for some days, and the prior price it is held against."""

    starts: date
    run: int
    """Steps without a day between them make one run; the first is 0."""
    new_price: Fraction | None
    prior: Fraction | None
    percent: Fraction | None
    reference: Fraction | None
    """The prior price by law, or None when no price is known."""

    @property
    def is_reduced(self) -> bool:
        """Tell whether its price is below the prior price by law."""
        return (
            self.reference is not None
            and self.new_price is not None
            and self.new_price < self.reference
        )

    @property
    def is_above(self) -> bool:
        """Tell whether the prior price shown is above the one by law."""
        return self.prior is not None and self.reference is not None and self.prior > self.reference

    @property
    def true_percent(self) -> Fraction | None:
        """Return the true reduction; zero or less when there is none, None when not known."""
        if self.reference is None or self.new_price is None:
            return None
        if not self.reference:
            return Fraction(0)
        return 100 * (self.reference - self.new_price) / self.reference

    @property
    def excess(self) -> Fraction | None:
        """Return by how many points the percentage shown is above the true one, if it is."""
        shown, prior, price = self.percent, self.reference, self.new_price
        if shown is None or prior is None or price is None:
            return None
        whole = prior.numerator * price.denominator
        cut = whole - price.numerator * prior.denominator
        if shown.numerator * whole <= 100 * shown.denominator * cut:
            return None
        true = self.true_percent
        return None if true is None or shown <= true else shown - true


class Announcement:
    """The prices of an item before a reduction, and what its labels show of them."""

    def __init__(self, each: "ItemCase") -> None:
        item = each.item
        self.each = each
        self.item = item
        self.first_day = each.first_day
        """D: the day of the first step, or that of the operation."""
        self.window = count_told(WINDOW_DAYS, each.case.day)
        self.window_first = shifted(self.first_day, -self.window)
        """The first of the days that count, D-30."""
        self.window_last = shifted(self.first_day, -1)
        """The eve of the reduction, D-1."""
        offered = item.offered_since
        self.offered = offered if isinstance(offered, date) else None
        self.is_new = (
            offered is None
            or item.price_history == ()
            or (self.offered is not None and self.offered >= self.first_day)
        )
        """Whether there is no price before: nothing can be crossed out."""
        self.entries: dict[Channel, tuple[PriceEntry, ...]] = {
            channel: practised(item.price_history, channel) for channel in each.case.channels
        }
        """The prices open to everybody, by channel of the operation."""
        self.prices = self._lowest_prices()
        """P0 by channel, where it is known."""

    def _lowest_prices(self) -> dict[Channel, Fraction]:
        first, last = self._since(self.window_first), self.window_last
        found = {}
        for channel, entries in self.entries.items():
            price = lowest_price(entries, first, last)
            if price is not None:
                found[channel] = price
        return found

    @property
    def lowest(self) -> Fraction | None:
        """Return P0: the lowest of all channels, since a label must be true on each."""
        return _least(self.prices)

    @property
    def history_days(self) -> int | None:
        """Return for how many days the item has been on sale, if it is told."""
        return None if self.offered is None else max(0, (self.first_day - self.offered).days)

    @property
    def is_recent(self) -> bool:
        """Tell whether it has been on sale for a part of the window only."""
        return self.offered is not None and self.window_first < self.offered < self.first_day

    def _since(self, day: date) -> date:
        return day if self.offered is None or self.offered < day else self.offered

    def price_elsewhere(self, channel: Channel) -> Fraction | None:
        """Return P0 of a channel that takes no part."""
        entries = practised(self.item.price_history, channel)
        return lowest_price(entries, self._since(self.window_first), self.window_last)

    @property
    def missing_days(self) -> int:
        """Return how many days of the window have no price, on the channel that lacks most."""
        first, last = self._since(self.window_first), self.window_last
        return max(days_without_price(each, first, last) for each in self.entries.values())

    @property
    def rise(self) -> Rise | None:
        """Return the rise that came shortly before the window, if any."""
        watched = count_told(RISE_DAYS, self.each.case.day)
        for entries in self.entries.values():
            if len(entries) > 1:
                rise = artificial_rise(entries, self.first_day, window=self.window, watched=watched)
                if rise is not None:
                    return rise
        return None

    @cached_property
    def _stretches(self) -> tuple[Stretch, ...]:
        case = self.each.case
        return stretches(self.item, case.clock, self.first_day, case.last_day)

    @property
    def shown(self) -> Fraction | None:
        """Return the highest prior price that the labels of the first run show."""
        if not self.item.steps:
            return self.item.shown_prior_price
        told = [each.prior for each in self._stretches if each.run == 0]
        return max((prior for prior in told if prior is not None), default=None)

    @property
    def references(self) -> dict[Channel, Fraction]:
        """Return the prior price by channel: P0, or that of the series it goes on from."""
        return self.prices | self.touching if self.touching else self.prices

    @cached_property
    def touching(self) -> dict[Channel, Fraction]:
        """Return the prior price of a series, where another operation ended on the eve.

        The lower price then comes from that operation alone, and the label shows at most the
        price before it: one series, or two operations that touch.
        """
        shown = self.shown
        if shown is None:
            return {}
        found = {}
        for channel, price in self.prices.items():
            if price < shown:
                before = self._price_before_operation(self.entries[channel], price)
                if before is not None and shown <= before:
                    found[channel] = before
        return found

    def _price_before_operation(
        self, entries: tuple[PriceEntry, ...], price: Fraction
    ) -> Fraction | None:
        last = self.window_last
        named = [
            entry
            for entry in entries
            if entry.operation and entry.to == last and entry.price == price
        ]
        if not named:
            return None
        first = shifted(min(entry.from_ for entry in named), -self.window)
        others = [entry for entry in entries if entry not in named]
        return lowest_price(others, self._since(first), last)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """Return what is shown, the earliest first."""
        item, first = self.item, _least(self.references)
        if not item.steps:
            told = (item.new_price, item.shown_prior_price, item.shown_percent)
            return (Label(self.first_day, 0, *told, first),)
        references, found = {0: first}, []
        for each in self._stretches:
            if each.run not in references:
                references[each.run] = self._anew(each.first)
            told = (each.new_price, each.prior, each.percent)
            found.append(Label(each.first, each.run, *told, references[each.run]))
        return tuple(found)

    def _anew(self, day: date) -> Fraction | None:
        """Return P0 of steps that follow a gap: the earlier steps are part of the history."""
        earlier = tuple(
            PriceEntry(from_=each.first, to=each.last, price=each.new_price)
            for each in self._stretches
            if each.first < day and each.new_price is not None
        )
        first, last = self._since(shifted(day, -self.window)), shifted(day, -1)
        found = (
            lowest_price((*entries, *earlier), first, last) for entries in self.entries.values()
        )
        return min((price for price in found if price is not None), default=None)

    def lawful_from(self, price: Fraction) -> date | None:
        """Return the first day on which a prior price may be shown, if one is known."""
        found = [
            first_lawful_day(entries, self.first_day, price, window=self.window)
            for entries in self.entries.values()
        ]
        days = [day for day in found if day is not None]
        return max(days) if days and len(days) == len(found) else None


def _least(prices: dict[Channel, Fraction]) -> Fraction | None:
    if len(prices) == 1:
        return next(iter(prices.values()))
    return min(prices.values(), default=None)
