"""Every amount that is foreseen, with the document behind it: what the forecast adds up.

Each source is read by a file of its own; what one of them tells, no other does.
"""

from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.cash_flows_invoices import invoice_flows
from merchant_desk.queries.cash_flows_suppliers import supplier_flows
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.values.cash_flow import Flow


def document_flows(
    session: Session, today: date, memory: ForecastMemory | None = None
) -> tuple[Flow, ...]:
    """Return what documents of the desk leave open, whenever it falls."""
    known = memory or ForecastMemory()
    return (*invoice_flows(session, today, known), *supplier_flows(session, today))
