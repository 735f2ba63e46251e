"""Every amount that is foreseen, with the document behind it: what the forecast adds up.

Each source is read by a file of its own; what one of them tells, no other does.
"""

from sqlalchemy.orm import Session

from merchant_desk.queries.cash_flows_deposits import deposit_flows
from merchant_desk.queries.cash_flows_invoices import invoice_flows
from merchant_desk.queries.cash_flows_orders import order_flows
from merchant_desk.queries.cash_flows_payouts import payout_flows
from merchant_desk.queries.cash_flows_purchases import purchase_flows
from merchant_desk.queries.cash_flows_refunds import refund_flows
from merchant_desk.queries.cash_flows_suppliers import supplier_flows
from merchant_desk.queries.forecast_asked import ForecastAsked
from merchant_desk.queries.recurring import recurring_flows
from merchant_desk.values.cash_flow import Flow


def document_flows(session: Session, asked: ForecastAsked) -> tuple[Flow, ...]:
    """Return what documents of the desk leave open, whenever it falls."""
    return (
        *invoice_flows(session, asked.today, asked.memory),
        *order_flows(session, asked),
        *refund_flows(session, asked),
        *payout_flows(session, asked),
        *deposit_flows(session, asked),
        *supplier_flows(session, asked),
        *purchase_flows(session, asked),
    )


def expected_flows(session: Session, asked: ForecastAsked) -> tuple[Flow, ...]:
    """Return what no document tells and that will come all the same, up to the last day."""
    return recurring_flows(session, asked.today, asked.last)
