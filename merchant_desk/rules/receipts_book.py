"""The two books of a micro-entrepreneur: what came in, and what was bought (CGI 50-0, 102 ter).

Both tell money on the day it moved: date, who, what for, amount, means of payment, paper.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.posting.facts import MoneyFact
from merchant_desk.rules.posting.period import PeriodFacts
from merchant_desk.values.money import Money, total
from merchant_desk.values.vat import SaleCategory


@dataclass(frozen=True, slots=True)
class BookRow:
    """One line of a book."""

    day: date
    piece: str
    party: str
    category: SaleCategory | None
    """Of what was sold; None for what was bought."""
    means: str
    reference: str
    amount: Money


def receipts_book(facts: PeriodFacts, first: date, last: date) -> tuple[BookRow, ...]:
    """Return what customers paid in these days; what was given back is below zero."""
    rows = [_receipt(each, each.day) for each in facts.money]
    rows.extend(_receipt(each, day.day) for day in facts.counter for each in day.money)
    return _in_order(rows, first, last)


def purchases_book(facts: PeriodFacts, first: date, last: date) -> tuple[BookRow, ...]:
    """Return what was paid to suppliers in these days."""
    rows = (
        BookRow(
            each.day, each.piece, each.party.name, None, each.means, each.reference, each.amount
        )
        for each in facts.supplier_money
    )
    return _in_order(rows, first, last)


def book_total(rows: Iterable[BookRow]) -> Money:
    """Return what the lines come to."""
    return total(row.amount for row in rows)


def _receipt(money: MoneyFact, day: date) -> BookRow:
    return BookRow(
        day,
        money.piece,
        money.party.name,
        money.category,
        money.means,
        money.reference,
        money.amount,
    )


def _in_order(rows: Iterable[BookRow], first: date, last: date) -> tuple[BookRow, ...]:
    held = [row for row in rows if first <= row.day <= last]
    return tuple(sorted(held, key=lambda row: (row.day, row.piece, row.amount.cents)))
