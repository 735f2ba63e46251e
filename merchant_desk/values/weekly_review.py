"""The review of the week: what one page says of the shop's money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from merchant_desk.values.money import Money

if TYPE_CHECKING:  # the window lists this paper at its start and draws it much later
    from merchant_desk.values.cash_flow import Flow, Forecast
    from merchant_desk.values.chart import ChartPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSales:
    """What a stretch of days sold and what the goods had cost, without taxes."""

    first: date
    last: date
    sold: Money
    """Everything, carriage and articles without a known cost too."""
    costed: Money
    """The part of it for articles whose cost is known."""
    cost: Money
    uncosted: int
    """Units whose cost nobody told: no margin is said of them."""

    @property
    def margin(self) -> Money:
        """Return what is left of the sales whose cost is known."""
        return self.costed - self.cost


@dataclass(frozen=True, slots=True)
class LatePayer:
    """A customer who has not paid what is due."""

    name: str
    left: Money
    since: date
    """The oldest day it was due."""
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyReview:
    """The page: the account, the week, who owes, what lies in stock, what is due."""

    shop: str
    colour: str
    today: date
    forecast: Forecast
    past: tuple[ChartPoint, ...]
    week: WeekSales
    week_before: WeekSales
    late: tuple[LatePayer, ...]
    """Who owes most, the largest first."""
    late_payers: int
    late_total: Money
    stock_value: Money
    stock_units: int
    dues: tuple[Flow, ...]
    """What goes out next, the soonest first."""
    more_dues: int = 0
    """How many more do in the same weeks."""
    tasks: tuple[str, ...]
    """What is to be done, in sentences."""
