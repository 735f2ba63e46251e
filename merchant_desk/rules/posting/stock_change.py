"""The stock at the end of a financial year in place of that at its beginning."""

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import StockFact
from merchant_desk.rules.posting.plan import AccountPlan, journal


def post_stock_change(plan: AccountPlan, stock: StockFact) -> Entry | None:
    """Return the entry: more in stock is less cost."""
    change = stock.closing - stock.opening
    piece = f"STOCK-{stock.day:%Y%m%d}"
    head = Head(journal("various"), stock.day, piece, stock.day, wording("stock"), f"stock:{piece}")
    return entry(head, (Side(plan.of("stock"), change), Side(plan.of("stock_change"), -change)))
