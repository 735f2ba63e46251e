"""The value of the stock on a day: every article, and the sums by category, supplier, place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.queries.valuation.at_date import worth_at, worth_of_everything
from merchant_desk.queries.valuation.layers import layers_of_everything
from merchant_desk.queries.valuation.location_units import units_by_location
from merchant_desk.queries.valuation.suppliers import supplier_of_everything
from merchant_desk.rules.valuation.sharing import shared
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.stock_cost import money_of, share_of
from merchant_desk.values.stock_method import StockMethod, WorthBy

_PRODUCTS = table(Product)
_NAMED = Prepared(
    select(*(_PRODUCTS.c[name] for name in ("id", "sku", "name", "option_text", "category")))
)


@dataclass(frozen=True, slots=True)
class WorthRow:
    """One article with units or value on that day."""

    product_id: ProductId
    sku: str
    title: str
    category: str
    units: int
    value: int
    """Ten-thousandths of a euro, before VAT."""

    @property
    def unit_cost(self) -> int:
        """Return what one unit costs."""
        return share_of(self.value, 1, self.units) if self.units else 0

    @property
    def amount(self) -> Money:
        """Return the value in cents."""
        return money_of(self.value)


@dataclass(frozen=True, slots=True)
class WorthGroup:
    """What a category, a supplier or a place holds; an empty name is none."""

    name: str
    units: int
    amount: Money


@dataclass(frozen=True, slots=True)
class StockWorth:
    """The stock of a day (None: now), the dearest article first.

    Sums are of lines in cents, as they are printed: whoever adds them up finds the same.
    """

    day: date | None
    method: StockMethod
    rows: tuple[WorthRow, ...]

    @property
    def units(self) -> int:
        """Return how many units there are."""
        return sum(each.units for each in self.rows)

    @property
    def amount(self) -> Money:
        """Return what they are worth."""
        return total(each.amount for each in self.rows)

    def by_category(self) -> tuple[WorthGroup, ...]:
        """Return the sums by category, the dearest first."""
        return _grouped((each.category, each.units, each.amount) for each in self.rows)


def stock_worth(session: Session, method: StockMethod, day: date | None = None) -> StockWorth:
    """Return every article that has units or value now, or had at the end of a day."""
    held = _held(session, method, day)
    rows = [
        WorthRow(
            ProductId(product),
            sku,
            f"{name} · {option}" if option else name,
            category,
            *held[product],
        )
        for product, sku, name, option, category in _NAMED.rows(session)
        if any(held.get(product, ()))
    ]
    return StockWorth(day, method, tuple(sorted(rows, key=lambda row: (-row.value, row.sku))))


def worth_groups(session: Session, worth: StockWorth, by: WorthBy) -> tuple[WorthGroup, ...]:
    """Return the value by category, supplier or place; the groups sum up to the whole."""
    if by is WorthBy.CATEGORY:
        return worth.by_category()
    if by is WorthBy.SUPPLIER:
        names = supplier_of_everything(session, worth.day)
        return _grouped(
            (names.get(each.product_id, ""), each.units, each.amount) for each in worth.rows
        )
    units = units_by_location(session, worth.day)
    return _grouped(part for row in worth.rows for part in _by_place(row, units))


def _held(
    session: Session, method: StockMethod, day: date | None
) -> Mapping[bytes, tuple[int, int]]:
    if method is StockMethod.FIFO:
        layers = layers_of_everything(session, day)
        return {product: (each.units, each.value) for product, each in layers.items()}
    return worth_of_everything(session) if day is None else worth_at(session, day)


def _by_place(
    row: WorthRow, units: Mapping[bytes, Mapping[str, int]]
) -> Iterable[tuple[str, int, Money]]:
    """Share the value of an article by the units that each place holds."""
    held = units.get(row.product_id, {}) or {"": row.units}
    values = shared(row.amount.cents, list(held.values()))
    return [
        (place, count, Money(cents))
        for (place, count), cents in zip(held.items(), values, strict=True)
    ]


def _grouped(parts: Iterable[tuple[str, int, Money]]) -> tuple[WorthGroup, ...]:
    found: dict[str, tuple[int, Money]] = {}
    for name, units, amount in parts:
        before = found.get(name, (0, ZERO))
        found[name] = (before[0] + units, before[1] + amount)
    groups = (WorthGroup(name, *sums) for name, sums in found.items())
    return tuple(sorted(groups, key=lambda each: (-each.amount.cents, each.name)))
