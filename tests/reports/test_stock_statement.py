"""The state of the stock on paper: two sums that differ say why, those that agree say nothing."""

from datetime import date

import pytest

from merchant_desk.documents import draw_accounting_book
from merchant_desk.queries.valuation.ageing import AgeBucket
from merchant_desk.queries.valuation.stock_statement import StockStatement
from merchant_desk.queries.valuation.stock_worth import StockWorth, WorthRow
from merchant_desk.reports.stock_statement import stock_paper
from merchant_desk.values.ids import ProductId
from merchant_desk.values.stock_method import StockMethod
from tests.documents.reading import whole_text

DAY = date(2026, 11, 30)
SOAP, CANDLE = ProductId(b"s" * 16), ProductId(b"c" * 16)


def statement(
    method: StockMethod, *layers: tuple[int, int], candles: tuple[int, int] = (0, 0)
) -> StockStatement:
    """Ten soaps at 2,00 € on average, some candles, and what their arrivals were worth."""
    rows = (
        WorthRow(SOAP, "SAV-LAV-100", "Savon lavande 100 g", "Savons", 10, 200_000),
        WorthRow(CANDLE, "BOU-FIG", "Bougie", "Bougies", *candles),
    )
    worth = StockWorth(DAY, method, rows)
    ages = tuple(AgeBucket(30 * n, 30 * n + 30, *layer) for n, layer in enumerate(layers))
    return StockStatement(DAY, worth, worth.by_category(), ages, None)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (statement(StockMethod.AVERAGE, (4, 80_000), (6, 120_000)), ""),
        (statement(StockMethod.FIFO, (4, 100_000), (6, 100_000)), ""),
        (statement(StockMethod.AVERAGE, (4, 100_000), (6, 110_000)), "20,00\u00a0€"),
        (statement(StockMethod.FIFO, (3, 66_667), (3, 66_667), (4, 66_666)), "centimes"),
        (
            statement(StockMethod.FIFO, (10, 200_000), candles=(-2, -60_000)),
            "Un stock négatif n’a pas d’âge",
        ),
    ],
)
def test_the_sum_by_age_says_why_it_is_another(made: StockStatement, told: str) -> None:
    _categories, ages, _articles = stock_paper(made).sections

    assert bool(ages.note) == bool(told)
    assert told in ages.note


def test_the_reason_stands_on_the_paper() -> None:
    made = stock_paper(statement(StockMethod.AVERAGE, (4, 100_000), (6, 110_000)))

    text = whole_text(draw_accounting_book(made))

    assert "chaque unité garde le prix de son arrivée" in text
