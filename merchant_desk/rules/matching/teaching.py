"""What a choice of hers teaches: the rule of lines that read alike."""

from dataclasses import dataclass, replace

from merchant_desk.rules.matching.known import DOCUMENTS
from merchant_desk.rules.matching.learned import LearnedRule
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True)
class Choice:
    """What she said that a line is for; of a document, whose it is."""

    target: MatchTarget
    target_id: bytes | None
    category: CashCategory
    amount: Money
    party: str = ""


def accepted(rule: LearnedRule, choice: Choice) -> LearnedRule:
    """Return the rule after she accepted this for a line of its pattern.

    Another choice than it proposed counts as a refusal, and is what it proposes from then on.
    """
    if not _says(rule, choice):
        rule = replace(
            rule,
            target=choice.target,
            target_id=choice.target_id,
            category=choice.category,
            party=choice.party,
            accepted=0,
            refused=rule.refused + (1 if rule.accepted else 0),
            low=None,
            high=None,
        )
    return replace(
        rule,
        target=choice.target,
        target_id=choice.target_id,
        accepted=rule.accepted + 1,
        low=choice.amount if rule.low is None else min(rule.low, choice.amount),
        high=choice.amount if rule.high is None else max(rule.high, choice.amount),
    )


def _says(rule: LearnedRule, choice: Choice) -> bool:
    """Tell whether a rule proposes this: of documents, those of the same party."""
    if rule.target in DOCUMENTS and choice.target in DOCUMENTS:
        return rule.party == choice.party
    mine = (rule.target, rule.target_id, rule.category)
    return mine == (choice.target, choice.target_id, choice.category)


def forgotten(rule: LearnedRule) -> LearnedRule:
    """Return the rule after a match that it was taught by was undone."""
    return replace(rule, accepted=max(0, rule.accepted - 1))


def refused(rule: LearnedRule, choice: Choice) -> LearnedRule:
    """Return the rule after she refused this: what it proposes is not sure any more.

    A rule that proposes something else keeps what it knows.
    """
    if not _says(rule, choice):
        return rule
    return replace(rule, target=choice.target, target_id=choice.target_id, refused=rule.refused + 1)
