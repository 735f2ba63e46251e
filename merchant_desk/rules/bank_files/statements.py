"""The statements of a file: their days, their sums, and whether their balances agree."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from merchant_desk.values.bank_file import BankFile, ToldAccount, ToldStatement
from merchant_desk.values.bank_import import StatementProof
from merchant_desk.values.money import Money

_DAY = timedelta(days=1)
_QUIET = timedelta(days=10)
"""A balance told so long after the last line is that of the day of the download."""


def by_account(file: BankFile) -> dict[ToldAccount, list[ToldStatement]]:
    """Return the statements of each account, in order; one that is there twice counts once."""
    found: dict[str, list[ToldStatement]] = {}
    for each in file.statements:
        several = found.setdefault(each.account.key, [])
        if not any(_same(each, other) for other in several):
            several.append(each)
    return {several[0].account: several for several in found.values()}


def _same(one: ToldStatement, other: ToldStatement) -> bool:
    """Tell whether two statements say the same, wherever in the file they stand."""
    return (
        bool(one.lines)
        and (one.opening, one.closing) == (other.opening, other.closing)
        and len(one.lines) == len(other.lines)
        and all(
            replace(each, place=0) == replace(twin, place=0)
            for each, twin in zip(one.lines, other.lines, strict=True)
        )
    )


def days_of(statement: ToldStatement) -> tuple[date, date] | None:
    """Return the first and the last day it tells of; None: it tells nothing."""
    days = [each.booked_on for each in statement.lines]
    opening, closing = statement.opening, statement.closing
    if opening is not None and closing is not None and opening.day < closing.day:
        days += [opening.day + _DAY, closing.day]
    elif closing is not None and (not days or closing.day - max(days) <= _QUIET):
        days.append(closing.day)
    elif opening is not None and not days:
        days.append(opening.day)
    return (min(days), max(days)) if days else None


def moved(statement: ToldStatement) -> Money:
    """Return the sum of its lines."""
    return Money(sum(each.amount.cents for each in statement.lines))


def proofs_of(statements: Sequence[ToldStatement]) -> tuple[StatementProof, ...]:
    """Return what proves each statement that tells anything."""
    found = []
    for each in statements:
        days = days_of(each)
        if days is not None:
            found.append(
                StatementProof(
                    number=each.number,
                    first_day=days[0],
                    last_day=days[1],
                    opening=None if each.opening is None else each.opening.amount,
                    movements=moved(each),
                    closing=None if each.closing is None else each.closing.amount,
                )
            )
    return tuple(found)
