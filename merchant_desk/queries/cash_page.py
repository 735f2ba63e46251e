"""The page of the forecast: the days to come, and the evenings that led there."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.cash_past import cash_past
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.values.cash_flow import Forecast
from merchant_desk.values.chart import ChartPoint
from merchant_desk.values.ids import StationId


@dataclass(frozen=True, slots=True)
class CashPage:
    """The forecast made today, and what its line begins with."""

    forecast: Forecast
    past: tuple[ChartPoint, ...]

    @property
    def known(self) -> bool:
        """Tell whether a bank told of anything."""
        return self.forecast.opening_on is not None


def cash_page(
    session: Session, station_id: StationId, today: date, memory: ForecastMemory | None = None
) -> CashPage:
    """Return the page of a day; ``memory`` keeps what the next one need not read again."""
    forecast = cash_forecast(session, station_id, today, memory=memory)
    return CashPage(forecast, cash_past(session, today))
