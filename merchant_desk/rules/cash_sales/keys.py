"""The names of expected sales: they tell the day of the sale, the flow that of the money."""

from datetime import date

from merchant_desk.values.cash_flow import Flow, FlowSource

_SALES = "sales"


def sales_key(channel: str, day: date) -> str:
    """Return the name of what a channel is expected to sell on a day."""
    return f"{_SALES}:{channel}:{day.isoformat()}"


def sold_on(flow: Flow) -> date:
    """Return the day of a sale: before its money for what is expected, else the same day."""
    if flow.source is not FlowSource.SALES:
        return flow.day
    return date.fromisoformat(flow.key.rsplit(":", 1)[1])
