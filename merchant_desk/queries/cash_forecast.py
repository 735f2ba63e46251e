"""The account over the weeks to come, from the bank's last word and every document of the desk."""

from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.bank_accounts import bank_balance
from merchant_desk.queries.cash_flows import document_flows
from merchant_desk.queries.cash_plans import with_plans
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.settings import settings
from merchant_desk.rules.cash_forecast.assemble import WEEKS, assemble
from merchant_desk.rules.cash_forecast.span import Span
from merchant_desk.rules.cash_scenario.apply import Window
from merchant_desk.values.cash_flow import Forecast
from merchant_desk.values.ids import StationId
from merchant_desk.values.money import Money
from merchant_desk.values.settings import CASH_FLOOR_CENTS


def cash_forecast(
    session: Session,
    station_id: StationId,
    today: date,
    weeks: int = WEEKS,
    memory: ForecastMemory | None = None,
) -> Forecast:
    """Return the forecast made today: this week and so many whole ones after it.

    ``memory`` is what who shows it keeps from one to the next, to read only what changed.
    """
    balance = bank_balance(session)
    window = Window(today, Span.of(today, weeks).last)
    planned = with_plans(session, document_flows(session, today, memory), window)
    floor = Money(settings(session, station_id).get(CASH_FLOOR_CENTS))
    return assemble(
        today, balance.amount, balance.on, floor, planned.flows, weeks, notes=planned.notes
    )
