"""What her choices taught, as proposals use it."""

from dataclasses import dataclass

from merchant_desk.rules.matching.known import DOCUMENTS
from merchant_desk.rules.matching.names import name_words
from merchant_desk.rules.matching.pattern import words_of
from merchant_desk.values.cash_match import LineFact, ProposedPart
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.ids import CashAccountId, MatchRuleId
from merchant_desk.values.money import Money

ENOUGH = 2
_MARGIN_PERCENT = 40
SAYS_NOTHING = frozenset(
    words_of(
        "vir virement virements sepa prlv prelevement recu recus emis cheque cheques chq carte cb "
        "paiement achat retrait dab remise versement facture factures fact commande reglement "
        "inst instantane permanent web internet divers"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedRule:
    """Lines of this pattern, this account and this direction were for this."""

    rule_id: MatchRuleId
    account_id: CashAccountId
    pattern: str
    incoming: bool
    target: MatchTarget
    target_id: bytes | None
    category: CashCategory
    accepted: int
    refused: int
    low: Money | None = None
    """Between which amounts the lines lay that taught it."""
    high: Money | None = None
    party: str = ""
    """For a document: the name of its other party, which the pattern stands for."""

    @property
    def is_proven(self) -> bool:
        """Tell whether it was accepted often enough, never refused, and says something."""
        return self.accepted >= ENOUGH and not self.refused and self._tells

    def forbids(self, target: MatchTarget, category: CashCategory) -> bool:
        """Tell whether she refused this, and accepted nothing, for lines that read alike."""
        mine = (self.target, self.category) == (target, category)
        return mine and bool(self.refused) and not self.accepted

    def doubts(self, part: ProposedPart, *, cited: bool) -> bool:
        """Tell whether she refused this for lines that read alike: it is sure no more.

        Of documents, a number that the label ``cited`` speaks for itself, save for that document.
        """
        if not self.refused:
            return False
        if part.target in DOCUMENTS and self.target in DOCUMENTS:
            return not cited or part.target_id == self.target_id
        mine = (self.target, self.target_id, self.category)
        return mine == (part.target, part.target_id, part.category)

    def holds(self, line: LineFact) -> bool:
        """Tell whether a line's amount is like those that taught it."""
        if self.low is None or self.high is None:
            return False
        margin = max(abs(self.low.cents), abs(self.high.cents)) * _MARGIN_PERCENT // 100
        return self.low.cents - margin <= line.amount.cents <= self.high.cents + margin

    @property
    def party_words(self) -> frozenset[str]:
        """Return the words of the party that it stands for; none when it is for no document.

        Nor when its words say nothing, or stood for another party too.
        """
        if not self.party or self.refused or not self._tells:
            return frozenset()
        return name_words(self.party)

    @property
    def _tells(self) -> bool:
        return bool(set(self.pattern.split()) - SAYS_NOTHING)


RuleKey = tuple[CashAccountId, bool, str]


def rule_key(line: LineFact, pattern: str) -> RuleKey:
    """Return what the rule of a line is found by."""
    return (line.account_id, line.amount.cents > 0, pattern)
