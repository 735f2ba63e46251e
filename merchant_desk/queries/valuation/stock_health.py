"""What sleeps, what is too much, what was missing: each in euros."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import to_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.queries.valuation.ageing import AgeBucket, stock_ageing
from merchant_desk.queries.valuation.at_date import end_of, worth_at, worth_of_everything
from merchant_desk.queries.valuation.layers import Layers, layers_of_everything
from merchant_desk.queries.valuation.sales_pace import Pace, last_sold, sales_paces
from merchant_desk.rules.valuation.moving_average import Worth
from merchant_desk.rules.valuation.stock_advice import (
    DeadAdvice,
    dead_advice,
    excess,
    net_price,
    service_level,
    shortage,
)
from merchant_desk.values.clock import paris_date
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ProductId
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.money import Money
from merchant_desk.values.stock_cost import money_of
from merchant_desk.values.stock_method import StockMethod

_PRODUCTS = table(Product)
_FACTS = Prepared(
    select(
        *(
            _PRODUCTS.c[name]
            for name in (
                "id", "sku", "name", "option_text", "price", "rate_bp", "cost_tenthousandths",
                "kind", "active", "stocked",
            )
        )
    )
)  # fmt: skip
_NO_PACE = Pace(0, 0, 0)


@dataclass(frozen=True, slots=True)
class HealthAsked:
    """Over how many days to look back, when an article is dead, how many days of stock are enough.

    ``carrying_bp`` is what keeping a euro of stock for a year costs, in hundredths of a percent.
    """

    today: date
    method: StockMethod = StockMethod.AVERAGE
    days: int = 90
    dead_days: int = 180
    cover_days: int = 90
    carrying_bp: int = 2_000
    past: bool = False
    """``today`` is a past day: what was there at its end counts."""

    @property
    def day(self) -> date | None:
        """Return the past day that is asked for, None for now."""
        return self.today if self.past else None


@dataclass(frozen=True, slots=True)
class DeadRow:
    """An article with units that nobody has bought for long."""

    product_id: ProductId
    sku: str
    title: str
    units: int
    value: int
    last_sold: date | None
    days: int
    advice: DeadAdvice

    @property
    def amount(self) -> Money:
        """Return the value in cents."""
        return money_of(self.value)


@dataclass(frozen=True, slots=True)
class OverRow:
    """An article with more units than the days to come will sell."""

    product_id: ProductId
    sku: str
    title: str
    units: int
    sold: int
    over: int
    value: int
    """Of the units that are too many."""
    a_year: int

    @property
    def amount(self) -> Money:
        """Return the value of what is too much."""
        return money_of(self.value)

    @property
    def carrying(self) -> Money:
        """Return what keeping it for a year costs."""
        return money_of(self.a_year)


@dataclass(frozen=True, slots=True)
class RuptureRow:
    """An article that was missing: its empty days and the margin that was lost on them."""

    product_id: ProductId
    sku: str
    title: str
    units: int
    sold: int
    empty_days: int
    lost_hundredths: int
    margin: int

    @property
    def amount(self) -> Money:
        """Return the margin lost, in cents."""
        return money_of(self.margin)


@dataclass(frozen=True, slots=True)
class StockHealth:
    """The three lists, the dearest first, and the age of the stock."""

    asked: HealthAsked
    ages: tuple[AgeBucket, ...]
    dead: tuple[DeadRow, ...]
    over: tuple[OverRow, ...]
    ruptures: tuple[RuptureRow, ...]
    service_bp: int

    @property
    def dead_amount(self) -> Money:
        """Return what sleeps, in cents."""
        return money_of(sum(each.value for each in self.dead))

    @property
    def over_amount(self) -> Money:
        """Return what is too much, in cents."""
        return money_of(sum(each.value for each in self.over))

    @property
    def carrying(self) -> Money:
        """Return what keeping for a year what is too much costs."""
        return money_of(sum(each.a_year for each in self.over))

    @property
    def lost(self) -> Money:
        """Return the margin that ruptures cost over the days looked at."""
        return money_of(sum(each.margin for each in self.ruptures))


class _Article(NamedTuple):
    """An article as the three lists look at it; a plain tuple: there is one of each."""

    product_id: ProductId
    sku: str
    title: str
    price: int
    rate_bp: int
    known_cost: int
    on_sale: bool
    units: int
    value: int
    pace: Pace

    @property
    def named(self) -> tuple[ProductId, str, str]:
        return self.product_id, self.sku, self.title


def stock_health(session: Session, asked: HealthAsked) -> StockHealth:
    """Return what sleeps, what is too much and what was missing up to today."""
    with many_objects():
        return _health(session, asked)


def _health(session: Session, asked: HealthAsked) -> StockHealth:
    layers = layers_of_everything(session, asked.day)
    paces = sales_paces(session, asked.today, asked.days)
    articles = _articles(session, asked, layers, paces)
    ruptures, lost = _ruptures(articles)
    sold = sum(each.pace.sold for each in articles if each.on_sale)
    return StockHealth(
        asked=asked,
        ages=stock_ageing(layers, asked.today),
        dead=_dead(session, articles, layers, asked),
        over=_over(articles, asked),
        ruptures=ruptures,
        service_bp=service_level(sold, lost),
    )


def _articles(
    session: Session,
    asked: HealthAsked,
    layers: Mapping[bytes, Layers],
    paces: Mapping[bytes, Pace],
) -> list[_Article]:
    held = worth_of_everything(session) if asked.day is None else worth_at(session, asked.day)
    if asked.method is StockMethod.FIFO:
        held = {product: (each.units, each.value) for product, each in layers.items()}
    sold = ProductKind.ARTICLE.value
    return [
        _Article(
            ProductId(key), sku, f"{name} · {option}" if option else name, price, rate_bp,
            int(cost or 0), bool(active and stocked and kind == sold), *held[key],
            paces.get(key, _NO_PACE),
        )
        for key, sku, name, option, price, rate_bp, cost, kind, active, stocked in _FACTS.rows(
            session
        )
        if key in held
    ]  # fmt: skip


def _dead(
    session: Session,
    articles: Iterable[_Article],
    layers: Mapping[bytes, Layers],
    asked: HealthAsked,
) -> tuple[DeadRow, ...]:
    """Return what nobody bought for long; only what came long ago is looked at closely."""
    since = asked.today - timedelta(days=asked.dead_days)
    border, looked = to_micros(end_of(since)), asked.dead_days >= asked.days
    sleepy = [
        each
        for each in articles
        if each.units > 0
        and not (looked and each.pace.sold)
        and (held := layers.get(each.product_id))
        and held.left
        and held.left[0].came_at < border
    ]
    sold = last_sold(session, [each.product_id for each in sleepy], asked.today)
    found = []
    for each in sleepy:
        last = sold.get(each.product_id)
        came = paris_date(layers[each.product_id].left[0].since)
        begun = max(came, last or date.min)
        if begun > since:
            continue
        days = (asked.today - begun).days
        found.append(DeadRow(*each.named, each.units, each.value, last, days, dead_advice(days)))
    return tuple(sorted(found, key=lambda row: (-row.value, row.sku)))


def _over(articles: Iterable[_Article], asked: HealthAsked) -> tuple[OverRow, ...]:
    found = []
    for each in articles:
        over = excess(
            each.units,
            each.value,
            (each.pace.sold, each.pace.days_on_sale),
            asked.cover_days,
            asked.carrying_bp,
        )
        if over.units:
            found.append(
                OverRow(
                    *each.named, each.units, each.pace.sold,
                    over.units, over.value, over.a_year,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda row: (-row.value, row.sku)))


def _ruptures(articles: Iterable[_Article]) -> tuple[tuple[RuptureRow, ...], int]:
    found, lost = [], 0
    for each in articles:
        pace = each.pace
        if not each.on_sale or not pace.empty_days:
            continue
        cost = Worth(each.units, each.value).unit(each.known_cost)
        margin = net_price(each.price, each.rate_bp) - cost
        short = shortage(pace.sold, pace.days_on_sale, pace.empty_days, margin)
        lost += short.lost_hundredths
        if short.lost_hundredths:
            found.append(
                RuptureRow(
                    *each.named, each.units, pace.sold, pace.empty_days,
                    short.lost_hundredths, short.margin,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda row: (-row.margin, row.sku))), lost
