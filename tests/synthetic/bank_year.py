"""A believable year of a shop at its bank, drawn from a seed, each line with its truth."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from merchant_desk.values.cash_match import Candidate, LineFact
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.ids import BankLineId, CashAccountId
from merchant_desk.values.money import Money

ACCOUNT = CashAccountId(b"a" * 16)
SAVINGS = CashAccountId(b"b" * 16)
FIRST = date(2026, 1, 1)
DAYS = 365


@dataclass(frozen=True, slots=True)
class Told:
    """A part of the truth of a line: what, which, and how much of it."""

    target: MatchTarget
    target_id: bytes | None
    category: CashCategory
    cents: int
    party: str = ""


@dataclass(frozen=True, slots=True)
class TrueLine:
    """A line of the bank and what it is."""

    fact: LineFact
    truth: tuple[Told, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Known:
    """Something that can be matched from a day on."""

    candidate: Candidate
    from_day: date


@dataclass(slots=True)
class Year:
    """What the shop knows, and what its bank shows."""

    random: Random
    lines: list[TrueLine] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    counter: int = 0

    def fresh(self) -> int:
        """Return a number that was not given before."""
        self.counter += 1
        return self.counter

    def new_id(self) -> bytes:
        """Return an identity."""
        return self.fresh().to_bytes(16, "big")

    def day(self, first: int, last: int) -> date:
        """Return a day of the year between two."""
        return FIRST + timedelta(self.random.randint(first, last))

    def add(self, kind: str, fact: LineFact, *truth: Told) -> None:
        """Keep a line, if it falls in the year."""
        if fact.booked_on < FIRST + timedelta(DAYS):
            self.lines.append(TrueLine(fact, truth, kind))

    def line(self, on: date, cents: int, label: str, **more: str) -> LineFact:
        """Return a line as the bank would show it, cut where the bank cuts."""
        told = label.upper() if self.random.random() < 0.8 else label
        return LineFact(
            line_id=BankLineId(self.new_id()),
            account_id=ACCOUNT,
            booked_on=on,
            amount=Money(cents),
            label=told[:60],
            **more,
        )

    def know(self, from_day: date, candidate: Candidate) -> Candidate:
        """Keep something that lines may be for."""
        self.known.append(Known(candidate, from_day))
        return candidate

    def on(self, line: LineFact, account: CashAccountId) -> LineFact:
        """Return the line on another account."""
        return replace(line, account_id=account)


def told(candidate: Candidate, cents: int | None = None) -> Told:
    """Return that a line is for a candidate, wholly unless said."""
    whole = candidate.amount.cents if cents is None else cents
    party = candidate.names[0] if candidate.names else ""
    return Told(candidate.target, candidate.target_id, candidate.category, whole, party)


def of(category: CashCategory, cents: int) -> Told:
    """Return that a line is of a category alone."""
    return Told(MatchTarget.CATEGORY, None, category, cents)


Maker = Callable[[Year], None]


def year(seed: int, makers: tuple[Maker, ...]) -> Year:
    """Return the year of a seed, its lines in order."""
    made = Year(Random(seed))
    for make in makers:
        make(made)
    made.lines.sort(key=lambda each: (each.fact.booked_on, each.fact.line_id))
    return made
