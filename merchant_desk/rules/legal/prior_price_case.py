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
    def true_percent(self) -> Fraction | None:
        """Return the true reduction; zero or less when there is none, None when not known."""
        if self.reference is None or self.new_price is None:
            return None
        if not self.reference:
            return Fraction(0)
        return 100 * (self.reference - self.new_price) / self.reference


class Announcement:
    """The prices of an item before a reduction, and what its labels show of them."""

    def __init__(self, each: "ItemCase") -> None:
        self.each = each
        self.item = each.item
        self.channels = each.case.channels
        self.first_day = each.first_day
        """D: the day of the first step, or that of the operation."""
        self.window = count_told(WINDOW_DAYS, each.case.day)
        offered = self.item.offered_since
        self.offered = offered if isinstance(offered, date) else None
        self.is_new = (
            offered is None
            or self.item.price_history == ()
            or (self.offered is not None and self.offered >= self.first_day)
        )
        """Whether there is no price before: nothing can be crossed out."""

    @property
    def window_first(self) -> date:
        """Return the first of the days that count, D-30."""
        return shifted(self.first_day, -self.window)

    @property
    def window_last(self) -> date:
        """Return the eve of the reduction, D-1."""
        return shifted(self.first_day, -1)

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

    @cached_property
    def entries(self) -> dict[Channel, tuple[PriceEntry, ...]]:
        """Return the prices open to everybody, by channel of the operation."""
        history = self.item.price_history
        return {channel: practised(history, channel) for channel in self.channels}

    @cached_property
    def prices(self) -> dict[Channel, Fraction]:
        """Return P0 by channel, where it is known."""
        first, last = self._since(self.window_first), self.window_last
        found = {
            channel: lowest_price(entries, first, last) for channel, entries in self.entries.items()
        }
        return {channel: price for channel, price in found.items() if price is not None}

    @property
    def lowest(self) -> Fraction | None:
        """Return P0: the lowest of all channels, since a label must be true on each."""
        return min(self.prices.values(), default=None)

    def price_elsewhere(self, channel: Channel) -> Fraction | None:
        """Return P0 of a channel that takes no part."""
        entries = practised(self.item.price_history, channel)
        return lowest_price(entries, self._since(self.window_first), self.window_last)

    @cached_property
    def missing_days(self) -> int:
        """Return how many days of the window have no price, on the channel that lacks most."""
        first, last = self._since(self.window_first), self.window_last
        return max(days_without_price(each, first, last) for each in self.entries.values())

    @cached_property
    def rise(self) -> Rise | None:
        """Return the rise that came shortly before the window, if any."""
        watched = count_told(RISE_DAYS, self.each.case.day)
        rises = (
            artificial_rise(entries, self.first_day, window=self.window, watched=watched)
            for entries in self.entries.values()
            if len(entries) > 1
        )
        return next((rise for rise in rises if rise is not None), None)

    @cached_property
    def _stretches(self) -> tuple[Stretch, ...]:
        case = self.each.case
        return stretches(self.item, case.clock, self.first_day, case.last_day)

    @cached_property
    def shown(self) -> Fraction | None:
        """Return the highest prior price that the labels of the first run show."""
        told = [each.prior for each in self._stretches if each.run == 0]
        return max((prior for prior in told if prior is not None), default=None)

    @cached_property
    def references(self) -> dict[Channel, Fraction]:
        """Return the prior price by channel: P0, or that of the series it goes on from."""
        return self.prices | self.touching

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
        references: dict[int, Fraction | None] = {}
        found = []
        for each in self._stretches:
            if each.run not in references:
                references[each.run] = self._anew(each.first) if each.run else self._at_first
            found.append(
                Label(
                    each.first, each.run, each.new_price, each.prior, each.percent,
                    references[each.run],
                )
            )  # fmt: skip
        return tuple(found)

    @property
    def _at_first(self) -> Fraction | None:
        return min(self.references.values(), default=None)

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
