"""Dated changes to the plan that she may try: what a scenario is made of."""

from dataclasses import dataclass, field
from datetime import date

from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFlow:
    """What is foreseen comes on another day."""

    flow: str
    days: int = 0
    """Later; below zero sooner. Not used when ``to`` is said."""
    to: date | None = None
    label: str = field(default="", compare=False)
    """How it was called when it was moved, to name it once it is not foreseen any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAmount:
    """What is foreseen comes for another amount, signed."""

    flow: str
    amount: Money
    label: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropFlow:
    """What is foreseen does not come at all."""

    flow: str
    label: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFlow:
    """Something more comes in or goes out, once or again and again."""

    label: str
    on: date
    amount: Money
    every: Cadence | None = None
    until: date | None = None
    category: CashCategory = CashCategory.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSales:
    """Expected sales are higher or lower, and the goods that they make her buy with them."""

    percent: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLate:
    """Everything a party owes comes later."""

    party: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TryPurchase:
    """An order to a supplier, paid at its terms."""

    label: str
    amount: Money
    """All taxes included, above zero."""
    on: date
    """The day from which the days are counted: that of the invoice."""
    days: int = 30
    month_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TryPromotion:
    """More units at a lower price, for some days."""

    label: str
    first: date
    last: date
    percent: int
    """Units sold more, in percent of what is expected."""
    discount: int
    """Off the price, in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeLoan:
    """Money borrowed on a day, and given back in equal monthly instalments."""

    label: str
    amount: Money
    on: date
    months: int
    rate_bp: int
    """The yearly rate, in hundredths of a percent; a twelfth of it runs each month."""


Change = (
    MoveFlow
    | ChangeAmount
    | DropFlow
    | AddFlow
    | ChangeSales
    | PayLate
    | TryPurchase
    | TryPromotion
    | TakeLoan
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A plan that is tried: its changes are made in their order."""

    name: str
    changes: tuple[Change, ...]
