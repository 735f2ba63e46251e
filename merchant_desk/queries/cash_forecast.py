"""The account over the weeks to come, from the bank's last word and every document of the desk."""

from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.bank_accounts import bank_balance
from merchant_desk.queries.cash_flows import document_flows, expected_flows
from merchant_desk.queries.cash_plans import with_plans
from merchant_desk.queries.cash_sales import sales_flows
from merchant_desk.queries.cash_taxes import tax_flows
from merchant_desk.queries.forecast_asked import forecast_asked
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.forecast_notes import forecast_notes
from merchant_desk.queries.sales_stamp import sales_stamp
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
    kept = settings(session, station_id)
    window = Window(today, Span.of(today, weeks).last)
    asked = forecast_asked(kept, (today, window.last), balance, memory or ForecastMemory())
    stamp = (today, window.last, sales_stamp(session, today))
    sales = asked.memory.kept("sales", stamp, lambda: sales_flows(session, today, window.last))
    flows = (*document_flows(session, asked), *expected_flows(session, asked), *sales.flows)
    taxes, told = tax_flows(session, station_id, today, window.last, flows, asked.memory)
    planned = with_plans(session, (*flows, *taxes), window)
    return assemble(
        today,
        balance.amount,
        balance.on,
        Money(kept.get(CASH_FLOOR_CENTS)),
        planned.flows,
        weeks,
        notes=(*forecast_notes(session, asked, balance), *sales.notes, *told, *planned.notes),
    )
