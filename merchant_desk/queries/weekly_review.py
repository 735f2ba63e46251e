"""What the review of the week tells, read in one go."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.cash_page import cash_page
from merchant_desk.queries.invoices import customer_of
from merchant_desk.queries.match_lines import waiting_count
from merchant_desk.queries.receivables import Due, PaidState, open_dues
from merchant_desk.queries.settings import profile, settings
from merchant_desk.queries.valuation.stock_worth import stock_worth
from merchant_desk.queries.valuation.value_page import method_kept
from merchant_desk.queries.week_sales import week_sales
from merchant_desk.rules.review_tasks import review_tasks
from merchant_desk.values.cash_flow import Flow, FlowSource, Forecast
from merchant_desk.values.ids import InvoiceId, StationId
from merchant_desk.values.money import ZERO, total
from merchant_desk.values.settings import STOCK_METHOD
from merchant_desk.values.texts import _
from merchant_desk.values.weekly_review import LatePayer, WeeklyReview

_INVOICES = table(Invoice)
_TOP = 5
_DUES, _SOON = 8, timedelta(days=45)
_IN_SIGHT = {
    FlowSource.TAX,
    FlowSource.SUPPLIER_INVOICE,
    FlowSource.PURCHASE,
    FlowSource.RECURRING,
    FlowSource.PLAN,
}


def weekly_review(session: Session, station_id: StationId, today: date) -> WeeklyReview:
    """Return the review of the seven days before today."""
    page = cash_page(session, station_id, today)
    seller = profile(session)
    method = method_kept(settings(session, station_id).get(STOCK_METHOD))
    worth = stock_worth(session, method)
    late, dues = _late(session, today), _next_dues(page.forecast)
    yesterday = today - timedelta(days=1)
    shown = tuple(late[:_TOP])
    return WeeklyReview(
        shop="" if seller is None else seller.seller.trade_name or seller.seller.name,
        colour="" if seller is None else seller.seller.colour,
        today=today,
        forecast=page.forecast,
        past=page.past,
        week=week_sales(session, yesterday),
        week_before=week_sales(session, yesterday - timedelta(days=7)),
        late=shown,
        late_payers=len(late),
        late_total=total(each.left for each in late),
        stock_value=worth.amount,
        stock_units=worth.units,
        dues=tuple(dues[:_DUES]),
        more_dues=max(0, len(dues) - _DUES),
        tasks=review_tasks(page.forecast, shown, waiting_count(session)),
    )


def _late(session: Session, today: date) -> list[LatePayer]:
    """Return who is late, the largest debt first."""
    dues = {
        each: due for each, due in open_dues(session, today).items() if due.state is PaidState.LATE
    }
    found: dict[str, list[Due]] = {}
    for invoice_id, name in _names(session, dues).items():
        found.setdefault(name, []).append(dues[invoice_id])
    payers = [
        LatePayer(
            name,
            total(each.left for each in several),
            min(each.due_on for each in several),
            len(several),
        )
        for name, several in found.items()
    ]
    return sorted(payers, key=lambda each: (-each.left.cents, each.since, each.name))


def _names(session: Session, dues: Mapping[InvoiceId, Due]) -> dict[InvoiceId, str]:
    if not dues:
        return {}
    rows = session.execute(
        select(_INVOICES.c.id, _INVOICES.c.buyer).where(_INVOICES.c.id.in_(list(dues)))
    )
    return {row.id: customer_of(row.buyer)[0] or _("Client sans nom") for row in rows}


def _next_dues(forecast: Forecast) -> list[Flow]:
    until = forecast.made_on + _SOON
    due = [
        each
        for each in forecast.flows
        if each.source in _IN_SIGHT and each.amount < ZERO and each.day <= until
    ]
    due.sort(key=lambda each: (each.day, each.amount, each.key))
    return due
