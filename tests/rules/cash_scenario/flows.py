"""Flows for the tests of scenarios."""

from dataclasses import replace
from datetime import date

from merchant_desk.rules.cash_scenario.apply import Window
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import Money

TODAY = date(2026, 11, 23)
LAST = date(2027, 2, 21)
WINDOW = Window(TODAY, LAST)


def flow(key: str, day: date, cents: int, source: FlowSource = FlowSource.INVOICE) -> Flow:
    """Return a flow of a source, its cautious reading the same."""
    made = Flow(
        key=key,
        source=source,
        category=CashCategory.SALES if cents > 0 else CashCategory.GOODS,
        label=f"Facture {key}",
        why="",
        day=day,
        amount=Money(cents),
        certain=True,
        cautious_day=day,
        cautious_amount=Money(cents),
        party="Dupont SARL",
    )
    return replace(made, movable=source is not FlowSource.TAX)
