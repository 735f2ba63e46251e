"""The stock of a closing day as an accountant asks for it: every article, sums, ages, whose."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.settings import profile
from merchant_desk.queries.valuation.ageing import AgeBucket, stock_ageing
from merchant_desk.queries.valuation.layers import layers_of_everything
from merchant_desk.queries.valuation.stock_worth import StockWorth, WorthGroup, stock_worth
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.stock_method import StockMethod


@dataclass(frozen=True, slots=True)
class StockStatement:
    """The state of the stock at the end of a day (état de stock)."""

    day: date
    worth: StockWorth
    categories: tuple[WorthGroup, ...]
    ages: tuple[AgeBucket, ...]
    seller: Seller | None


def stock_statement(session: Session, method: StockMethod, day: date) -> StockStatement:
    """Return the stock at the end of a day, by a method."""
    worth = stock_worth(session, method, day)
    shop = profile(session)
    return StockStatement(
        day=day,
        worth=worth,
        categories=worth.by_category(),
        ages=stock_ageing(layers_of_everything(session, day), day),
        seller=None if shop is None else shop.seller,
    )
