"""The bank beside the books: what differs in a period, document by document, to the cent.

The account of the bank moves by every payment that was recorded and by every line of a statement
that no payment tells of. What was recorded and not seen at the bank, or seen in another period, is
all that may part the two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.posting.bank_line import BankFact
from merchant_desk.rules.posting.period import NumberedEntry, PeriodFacts
from merchant_desk.rules.posting.plan import AccountPlan
from merchant_desk.values.money import ZERO, Money, total

_BANK = "bank"


@dataclass(frozen=True, slots=True)
class BankDifference:
    """What was recorded for a document and what the bank shows of it, in these days."""

    day: date
    piece: str
    party: str
    booked: Money
    seen: Money

    @property
    def left(self) -> Money:
        """Return what the books hold and the bank does not."""
        return self.booked - self.seen


@dataclass(frozen=True, slots=True)
class BankBook:
    """The movements of the bank in a period, told by the bank and by the books."""

    bank: Money
    """The sum of the lines of the statements."""
    books: Money
    """What the entries of the period move on the account of the bank."""
    differences: tuple[BankDifference, ...]
    unknown: tuple[BankFact, ...]
    """Lines that nobody recognised wholly, or without a document: they wait in an account."""
    told: bool
    """The bank told of these days at all; else there is nothing to hold beside the books."""

    @property
    def explained(self) -> Money:
        """Return what the books should move: the lines, and what differs."""
        return self.bank + total(each.left for each in self.differences)


@dataclass(frozen=True, slots=True)
class _Paid:
    """Money of one story, on one side."""

    story: bytes
    day: date
    piece: str
    party: str
    amount: Money


def bank_book(
    facts: PeriodFacts, plan: AccountPlan, entries: Sequence[NumberedEntry], days: tuple[date, date]
) -> BankBook:
    """Return the bank beside the books of these days; ``entries`` are those of the days."""
    first, last = days
    lines = [each for each in facts.bank if first <= each.day <= last]
    code = plan.of(_BANK).code
    moved = total(
        line.debit - line.credit
        for each in entries
        for line in each.entry.lines
        if line.account.code == code
    )
    booked = [each for each in _recorded(facts, plan) if first <= each.day <= last]
    return BankBook(
        bank=total(each.amount for each in lines),
        books=moved,
        differences=_differences(booked, list(_seen(lines))) if lines else (),
        unknown=tuple(each for each in lines if each.waits),
        told=bool(lines),
    )


def _recorded(facts: PeriodFacts, plan: AccountPlan) -> Iterator[_Paid]:
    for money in facts.money:
        if plan.means_role(money.means) == _BANK:
            yield _Paid(money.group, money.day, money.piece, money.party.name, money.amount)
    for counted in facts.counter:
        for money in counted.money:
            if plan.means_role(money.means) == _BANK:
                yield _Paid(money.group, counted.day, money.piece, money.party.name, money.amount)
    for paid in facts.supplier_money:
        if plan.means_role(paid.means) != "cash":
            yield _Paid(paid.invoice, paid.day, paid.piece, paid.party.name, -paid.amount)


def _seen(lines: Iterable[BankFact]) -> Iterator[_Paid]:
    for line in lines:
        for part in line.parts:
            if part.recorded:
                yield _Paid(part.story, line.day, line.label, "", part.amount - part.fee)


def _differences(booked: list[_Paid], seen: list[_Paid]) -> tuple[BankDifference, ...]:
    sums: dict[bytes, list[Money]] = defaultdict(lambda: [ZERO, ZERO])
    first: dict[bytes, _Paid] = {}
    for side, several in enumerate((booked, seen)):
        for each in several:
            sums[each.story][side] += each.amount
            first.setdefault(each.story, each)
    told = (
        BankDifference(first[key].day, first[key].piece, first[key].party, *both)
        for key, both in sums.items()
        if both[0] != both[1]
    )
    return tuple(sorted(told, key=lambda each: (each.day, each.piece)))
