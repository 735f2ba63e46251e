"""The learned rules together: by pattern, and by the words that always meant the same."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from merchant_desk.rules.matching.learned import (
    SAYS_NOTHING,
    LearnedRule,
    RuleKey,
    rule_key,
)
from merchant_desk.values.cash_match import LineFact
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.ids import CashAccountId

_Word = tuple[CashAccountId, bool, str]


@dataclass(frozen=True, slots=True)
class Alike:
    """What lines with one word in common were for, each time, and how often."""

    word: str
    category: CashCategory
    accepted: int


@dataclass(frozen=True, slots=True)
class Taught:
    """Everything that her choices taught."""

    by_key: Mapping[RuleKey, LearnedRule]
    by_word: Mapping[_Word, Counter[CashCategory]]

    def rule(self, line: LineFact, pattern: str) -> LearnedRule | None:
        """Return the rule of lines that read as this one does."""
        return self.by_key.get(rule_key(line, pattern)) if pattern else None

    def alike(self, line: LineFact, pattern: str) -> Alike | None:
        """Return what a word of the line always meant: the one that was seen most often."""
        best: Alike | None = None
        for word in pattern.split():
            meant = self.by_word.get((line.account_id, line.amount.cents > 0, word))
            if meant is None or len(meant) != 1:
                continue
            ((category, accepted),) = meant.items()
            if best is None or accepted > best.accepted:
                best = Alike(word, category, accepted)
        return best


def taught_of(rules: Sequence[LearnedRule]) -> Taught:
    """Put rules where they are found."""
    by_word: defaultdict[_Word, Counter[CashCategory]] = defaultdict(Counter)
    for rule in rules:
        if rule.target is MatchTarget.CATEGORY and rule.accepted:
            for word in set(rule.pattern.split()) - SAYS_NOTHING:
                by_word[rule.account_id, rule.incoming, word][rule.category] += rule.accepted
    by_key = {(each.account_id, each.incoming, each.pattern): each for each in rules}
    return Taught(by_key, by_word)
