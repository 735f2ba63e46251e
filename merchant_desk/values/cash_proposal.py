"""What a line of the bank is proposed to be, what she chose of it, and what became of that."""

from dataclasses import dataclass

from merchant_desk.values.cash_match import LineFact, MatchProposal
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.ids import BankLineId, MatchId
from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedLine:
    """A line that waits, with what it would be, the best first."""

    fact: LineFact
    account: str
    """The name of its account."""
    whole: Money
    """What the bank told; ``fact.amount`` is what is left of it."""
    proposals: tuple[MatchProposal, ...] = ()

    @property
    def best(self) -> MatchProposal | None:
        """Return the first proposal, or None."""
        return self.proposals[0] if self.proposals else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchAsked:
    """What she accepts; the identity is made before, so that asking twice does it once."""

    match_id: MatchId
    proposal: MatchProposal
    by_hand: bool = False
    """She chose it herself: no proposal said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What was written: the matches, and what is left of the lines."""

    match_ids: tuple[MatchId, ...]
    line_ids: tuple[BankLineId, ...]
    amount: Money
    left: Money
    payments: int
    """Payments that were recorded with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SureAccepted:
    """How many were accepted, and why others were not."""

    accepted: tuple[MatchId, ...]
    refused: tuple[str, ...]
    lines: int
    """How many lines of the bank were matched: one may pay several documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchUndone:
    """What was taken back."""

    match_ids: tuple[MatchId, ...]
    line_ids: tuple[BankLineId, ...]
    amount: Money
    payments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchMade:
    """A match that stands, as the page lists it."""

    match_id: MatchId
    line_id: BankLineId
    target: MatchTarget
    target_id: bytes | None
    category: CashCategory
    amount: Money
    fee: Money
    reason: str
    label: str
    """What it is with, to be read; empty for a category alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedLine:
    """A line with matches that stand, as the list of what is done shows it."""

    line: ProposedLine
    matches: tuple[MatchMade, ...]
