"""What the page of the value shows: the value first, then what asks to read every move."""

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
    """The value and its parts, by the method of the shop."""

    asked: ValueAsked
    method: StockMethod
    worth: StockWorth
    groups: tuple[WorthGroup, ...]
    carrying_bp: int


def value_page(session: Session, station_id: StationId, asked: ValueAsked) -> ValuePage:
    """Return the page by the method that the shop chose."""
    kept = settings(session, station_id)
    method = method_kept(kept.get(STOCK_METHOD))
    worth = stock_worth(session, method, asked.day)
    groups = worth_groups(session, worth, asked.by)
    return ValuePage(asked, method, worth, groups, kept.get(STOCK_CARRYING_BP))


def value_health(session: Session, page: ValuePage) -> StockHealth:
    """Return what sleeps, is too much or was missing on the day of a page."""
    asked = page.asked
    return stock_health(
        session,
        HealthAsked(
            today=asked.day or asked.today,
            method=page.method,
            dead_days=asked.dead_days,
            carrying_bp=page.carrying_bp,
            past=asked.day is not None,
        ),
    )


def method_kept(text: str) -> StockMethod:
    """Return the method that was stored; the weighted average where none makes sense."""
    return StockMethod.FIFO if text == StockMethod.FIFO else StockMethod.AVERAGE
