"""What the stock is worth at both ends of the financial years that end in some days."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from merchant_desk.queries.valuation.stock_worth import stock_worth
from merchant_desk.rules.posting.facts import StockFact
from merchant_desk.values.accounting_period import Period, financial_year
from merchant_desk.values.stock_method import StockMethod


def stock_changes(
    session: Session, days: Period, method: StockMethod, first_month: int, today: date
) -> tuple[StockFact, ...]:
    """Return a fact for every financial year that ends in these days and is over."""
    found, year = [], financial_year(days.first, first_month)
    while year.last <= min(days.last, today):
        before = year.first - timedelta(days=1)
        ends = [stock_worth(session, method, day).amount for day in (before, year.last)]
        found.append(StockFact(year.last, *ends))
        year = financial_year(year.last + timedelta(days=1), first_month)
    return tuple(found)
