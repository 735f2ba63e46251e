"""The red day of the account, for the day page: asked after its first picture, never before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from merchant_desk.queries.today import TodayCard, TodayLine, Urgency
from merchant_desk.values.ids import StationId

if TYPE_CHECKING:
    from merchant_desk.queries.forecast_memory import ForecastMemory
    from merchant_desk.values.cash_flow import Forecast

RED_DAY = "red_day"
CASH_TABLES = frozenset(
    {
        "bank_deposit",
        "bank_import",
        "cash_account",
        "cash_match",
        "cash_scenario",
        "deposit_event",
        "invoice",
        "payment",
        "payout",
        "promotion",
        "purchase",
        "recurring",
        "sales_order",
        "sales_return",
        "setting",
        "supplier_invoice",
        "supplier_payment",
    }
)
"""What the forecast is made of."""


@dataclass(frozen=True, slots=True)
class RedDayFound:
    """What the account says to the day page, and the forecast that says it."""

    line: TodayLine | None
    forecast: Forecast | None


def today_red_day(
    session: Session, station_id: StationId, today: date, memory: ForecastMemory | None = None
) -> RedDayFound:
    """Return the line of the day page when the account is foreseen to run low.

    Without a file of a bank nothing is said: what the account holds is not known.
    """
    from merchant_desk.queries.bank_accounts import (  # noqa: PLC0415 - after the first picture
        bank_balance,
    )

    if bank_balance(session).on is None:
        return RedDayFound(None, None)
    from merchant_desk.queries.cash_forecast import cash_forecast  # noqa: PLC0415 - as above
    from merchant_desk.rules.cash_sentences import (  # noqa: PLC0415 - as above
        first_red,
        red_low,
        red_title,
    )
    from merchant_desk.values.cash_flow import Reading  # noqa: PLC0415 - as above

    forecast = cash_forecast(session, station_id, today, memory=memory)
    red = first_red(forecast)
    if red is None:
        return RedDayFound(None, forecast)
    line = TodayLine(
        key=RED_DAY,
        card=TodayCard.CHECK,
        count=1,
        sentence=red_title(forecast).removesuffix("."),
        detail=red_low(forecast),
        urgency=Urgency.NOW if red[0] is Reading.LIKELY else Urgency.SOON,
        screen="cash",
        argument=MappingProxyType({"page": "forecast"}),
    )
    return RedDayFound(line, forecast)
