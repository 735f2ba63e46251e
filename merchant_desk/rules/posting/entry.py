"""One entry of the books: lines whose debits and credits are equal, or no entry at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from merchant_desk.values.money import ZERO, Money, total


@dataclass(frozen=True, slots=True)
class Account:
    """A number of the plan of accounts and its name."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal of the books."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Party:
    """The customer or supplier that a line is about: an auxiliary account."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line: a debit or a credit, never both."""

    account: Account
    party: Party | None
    debit: Money
    credit: Money


@dataclass(frozen=True, slots=True)
class Entry:
    """What one event writes into a journal."""

    journal: Journal
    day: date
    piece: str
    piece_day: date
    label: str
    lines: tuple[EntryLine, ...]
    key: str  # of the event: what it is and its id, the same on every export

    @property
    def debit(self) -> Money:
        """Return the sum of the debits, which is that of the credits."""
        return total(line.debit for line in self.lines)


@dataclass(frozen=True, slots=True)
class Head:
    """Everything of an entry but its lines."""

    journal: Journal
    day: date
    piece: str
    piece_day: date
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Side:
    """What goes to one account: above zero a debit, below zero a credit."""

    account: Account
    amount: Money
    party: Party | None = None


def entry(head: Head, sides: Iterable[Side]) -> Entry | None:
    """Return the entry, each account once; None when every amount is zero.

    Raises ValueError when debits and credits differ: whoever calls forgot an amount.
    """
    sums: dict[tuple[Account, Party | None], Money] = {}
    for side in sides:
        key = (side.account, side.party)
        sums[key] = sums.get(key, ZERO) + side.amount
    if total(sums.values()):
        raise ValueError(f"unbalanced entry {head.key}")
    lines = tuple(
        EntryLine(
            account,
            party,
            max(ZERO, amount),
            max(ZERO, -amount),
        )
        for (account, party), amount in sums.items()
        if amount
    )
    if not lines:
        return None
    return Entry(
        head.journal, head.day, head.piece, head.piece_day, head.label.strip(), lines, head.key
    )
