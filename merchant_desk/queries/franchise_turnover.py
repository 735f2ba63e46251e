"""What a shop without VAT sold this calendar year and the last, against its thresholds."""

from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.rules.franchise_gauge import Gauge, franchise_gauges
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.vat import SaleCategory

_INVOICES, _LINES = table(Invoice), table(InvoiceLine)


def franchise_turnover(session: Session, day: date) -> tuple[Gauge, ...]:
    """Return the gauges of the calendar year of a day, up to that day."""
    year = date(day.year, 1, 1)
    this_year = _INVOICES.c.fiscal_day >= year
    net = _LINES.c.net
    rows = session.execute(
        select(
            _LINES.c.category,
            func.sum(case((this_year, net))),
            func.sum(case((~this_year, net))),
        )
        .join_from(_LINES, _INVOICES, _INVOICES.c.id == _LINES.c.invoice_id)
        .where(
            _INVOICES.c.fiscal_day >= date(day.year - 1, 1, 1),
            _INVOICES.c.fiscal_day <= day,
            _INVOICES.c.details_id.is_(None),
            _INVOICES.c.kind != InvoiceKind.DEPOSIT,
        )
        .group_by(_LINES.c.category)
    )
    now: dict[SaleCategory, Money] = {}
    before: dict[SaleCategory, Money] = {}
    for category, current, last in rows:
        nature = SaleCategory.SERVICES if category is SaleCategory.SERVICES else SaleCategory.GOODS
        now[nature] = now.get(nature, ZERO) + _money(current)
        before[nature] = before.get(nature, ZERO) + _money(last)
    return franchise_gauges(day, now, before)


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))
