"""What is still to come from suppliers: how many units of an article, and when."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.purchasing import Purchase, PurchaseLine, Supplier
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.rules.legal.holidays import MAINLAND
from merchant_desk.rules.purchasing.days import expected_day
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import ProductId, PurchaseId, SupplierId
from merchant_desk.values.purchase_words import coming_words
from merchant_desk.values.purchases import OPEN_STATES

_PURCHASES, _LINES, _SUPPLIERS = table(Purchase), table(PurchaseLine), table(Supplier)
_MOST_IDS = 5_000
_TOLD = case(
    (_LINES.c.confirmed_units.is_(None), _LINES.c.quantity), else_=_LINES.c.confirmed_units
)
OPEN_UNITS = _TOLD - _LINES.c.received - _LINES.c.given_up
"""Units of a line still to come; below none when more came than was ordered."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Units of one order still to come; the day is None while nobody knows it."""

    purchase_id: PurchaseId
    number: str
    supplier_id: SupplierId
    supplier: str
    units: int
    on: date | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class OnOrder:
    """All that is still to come of one article, the soonest first, days not known last."""

    product_id: ProductId
    parts: tuple[Coming, ...]

    @property
    def units(self) -> int:
        """Return the units still to come."""
        return sum(each.units for each in self.parts)

    @property
    def next_on(self) -> date | None:
        """Return the first day some of it comes; None while nobody knows."""
        return self.parts[0].on

    @property
    def words(self) -> str:
        """Return « 12 attendus le 3 décembre », by day when it comes in several."""
        by_day: dict[date | None, int] = {}
        for each in self.parts:
            by_day[each.on] = by_day.get(each.on, 0) + each.units
        return ", ".join(coming_words(units, day) for day, units in by_day.items())


def on_order(
    session: Session, product_ids: Collection[ProductId] | None = None
) -> Mapping[ProductId, OnOrder]:
    """Return what is still to come, by article; of all articles when none are named."""
    wanted = (
        select(
            _LINES.c.product_id,
            _LINES.c.confirmed_units,
            _LINES.c.confirmed_on.label("line_on"),
            OPEN_UNITS.label("units"),
            _PURCHASES.c.id,
            _PURCHASES.c.number,
            _PURCHASES.c.confirmed_on,
            _PURCHASES.c.wanted_on,
            _PURCHASES.c.sent_at,
            _PURCHASES.c.supplier_id,
            _SUPPLIERS.c.name,
            _SUPPLIERS.c.lead_days,
        )
        .join(_PURCHASES, _PURCHASES.c.id == _LINES.c.purchase_id)
        .join(_SUPPLIERS, _SUPPLIERS.c.id == _PURCHASES.c.supplier_id)
        .where(_PURCHASES.c.state.in_(OPEN_STATES), OPEN_UNITS > 0)
    )
    if product_ids is not None and len(product_ids) <= _MOST_IDS:
        wanted = wanted.where(_LINES.c.product_id.in_(product_ids))
    zone = shop_zone(session) or MAINLAND
    found: dict[ProductId, list[Coming]] = defaultdict(list)
    for row in session.execute(wanted):
        found[row.product_id].append(_coming(row, zone))
    return {
        product_id: OnOrder(product_id, tuple(sorted(parts, key=_soonest)))
        for product_id, parts in found.items()
    }


def open_units(
    session: Session, product_ids: Collection[ProductId] | None = None
) -> Mapping[ProductId, int]:
    """Return how many units are still to come, by article."""
    return {key: each.units for key, each in on_order(session, product_ids).items()}


def coming_of(session: Session, product_id: ProductId) -> OnOrder | None:
    """Return what is still to come of one article, for its card; None for nothing."""
    return on_order(session, (product_id,)).get(product_id)


def day_of_line(row: Any, zone: str) -> date | None:
    """Return when a line comes: as confirmed for it, for its order, as promised, or as wanted."""
    told: date | None = row.line_on or row.confirmed_on
    if told is not None or row.sent_at is None:
        return told
    if row.lead_days is not None:
        promised = expected_day(paris_date(row.sent_at), row.lead_days, zone)
        return promised if row.wanted_on is None else max(promised, row.wanted_on)
    wanted: date | None = row.wanted_on
    return wanted


def _coming(row: Any, zone: str) -> Coming:
    day = day_of_line(row, zone)
    confirmed = row.line_on is not None or row.confirmed_on is not None
    return Coming(row.id, row.number, row.supplier_id, row.name, row.units, day, confirmed)


def _soonest(coming: Coming) -> tuple[bool, date, str]:
    return coming.on is None, coming.on or date.max, coming.number
