"""Histories of a bank for the tests: lines with a label, a day and an amount."""

from collections.abc import Sequence
from datetime import date

from merchant_desk.rules.matching.pattern import pattern_of
from merchant_desk.rules.recurring.detect import Asked, what_recurs
from merchant_desk.rules.recurring.seen import Found, SeenLine
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.money import Money

ACCOUNT = CashAccountId(b"account-of-a-shop")
TOLD_UNTIL = date(2026, 11, 20)


def line(day: date | str, cents: int, label: str, counterparty: str = "") -> SeenLine:
    """Return one line of the bank."""
    return SeenLine(
        account_id=ACCOUNT,
        day=date.fromisoformat(day) if isinstance(day, str) else day,
        amount=Money(cents),
        label=label,
        pattern=pattern_of(label),
        counterparty=counterparty,
    )


def lines(label: str, cents: int, *days: str) -> list[SeenLine]:
    """Return lines of one amount."""
    return [line(each, cents, label) for each in days]


def found(seen: Sequence[SeenLine], asked: Asked | None = None) -> tuple[Found, ...]:
    """Return what would be proposed."""
    return what_recurs(seen, asked or Asked(told_until=TOLD_UNTIL)).proposed
