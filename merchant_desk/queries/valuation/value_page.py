"""All that the page of the value shows, read at once so that its figures agree."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.settings import settings
from merchant_desk.queries.valuation.stock_health import HealthAsked, StockHealth, stock_health
from merchant_desk.queries.valuation.stock_worth import (
    StockWorth,
    WorthGroup,
    stock_worth,
    worth_groups,
)
from merchant_desk.values.ids import StationId
from merchant_desk.values.settings import STOCK_CARRYING_BP, STOCK_METHOD
from merchant_desk.values.stock_method import StockMethod, WorthBy


@dataclass(frozen=True, slots=True)
class ValueAsked:
    """Which stock: of which day (None: now), split by what, dead after how many days."""

    today: date
    day: date | None = None
    by: WorthBy = WorthBy.CATEGORY
    dead_days: int = 180


@dataclass(frozen=True, slots=True)
class ValuePage:
    """The value, its parts, and what sleeps, is too much or was missing."""

    asked: ValueAsked
    method: StockMethod
    worth: StockWorth
    groups: tuple[WorthGroup, ...]
    health: StockHealth


def value_page(session: Session, station_id: StationId, asked: ValueAsked) -> ValuePage:
    """Return the page by the method that the shop chose."""
    kept = settings(session, station_id)
    method = method_kept(kept.get(STOCK_METHOD))
    worth = stock_worth(session, method, asked.day)
    health = HealthAsked(
        today=asked.day or asked.today,
        method=method,
        dead_days=asked.dead_days,
        carrying_bp=kept.get(STOCK_CARRYING_BP),
        past=asked.day is not None,
    )
    groups = worth_groups(session, worth, asked.by)
    return ValuePage(asked, method, worth, groups, stock_health(session, health))


def method_kept(text: str) -> StockMethod:
    """Return the method that was stored; the weighted average where none makes sense."""
    return StockMethod.FIFO if text == StockMethod.FIFO else StockMethod.AVERAGE
