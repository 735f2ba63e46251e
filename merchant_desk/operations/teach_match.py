"""Keep what her choices teach: lines that read alike are for the same thing."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import MatchRule
from merchant_desk.queries.match_rules import learned_rules, party_names
from merchant_desk.rules.matching.learned import LearnedRule
from merchant_desk.rules.matching.pattern import pattern_of
from merchant_desk.rules.matching.teaching import Choice, accepted, forgotten, refused
from merchant_desk.values.cash_match import LineFact, MatchProposal, ProposedPart
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BankLineId, MatchRuleId, new_id

_RULES = table(MatchRule)
_ONCE = frozenset({MatchTarget.PAYOUT, MatchTarget.DEPOSIT})
"""What is brought to the bank once: the next one is another."""


def teach(
    session: Session, gesture: Gesture, lines: Sequence[LineFact], proposal: MatchProposal
) -> Mapping[BankLineId, MatchRuleId]:
    """Note what she accepted for these lines; return the rule of each.

    What she split in parts of several kinds says nothing of the lines that read alike.
    """
    kinds = {(each.target, each.category) for each in proposal.parts}
    if len(kinds) > 1 or proposal.parts[0].target in _ONCE:
        return {}
    found = {}
    for line in lines:
        rule = _rule_of(session, line, proposal.parts[0])
        if rule is not None:
            _keep(session, gesture, accepted(rule, _choice(session, line, proposal.parts[0])))
            found[line.line_id] = rule.rule_id
    return found


def unteach(
    session: Session, gesture: Gesture, line: LineFact, part: ProposedPart
) -> MatchRuleId | None:
    """Note that she refused this for a line; return the rule that knows it from now on."""
    rule = _rule_of(session, line, part)
    if rule is None:
        return None
    _keep(session, gesture, refused(rule, _choice(session, line, part)))
    return rule.rule_id


def forget(session: Session, gesture: Gesture, rule_ids: Sequence[MatchRuleId]) -> None:
    """Note for each of these rules that one match that taught it was undone."""
    for rule in learned_rules(session, rule_ids):
        for _time in range(rule_ids.count(rule.rule_id)):
            rule = forgotten(rule)  # noqa: PLW2901 - the same rule, one match less
        _keep(session, gesture, rule)


def _choice(session: Session, line: LineFact, part: ProposedPart) -> Choice:
    key = (part.target, part.target_id)
    party = party_names(session, [key]).get(key, "")
    return Choice(part.target, part.target_id, part.category, line.amount, party)


def _rule_of(session: Session, line: LineFact, part: ProposedPart) -> LearnedRule | None:
    """Return the rule of lines that read like this one, made where there is none."""
    pattern = pattern_of(line.label)
    if not pattern:
        return None
    incoming = line.amount.cents > 0
    known = session.execute(
        select(_RULES.c.id)
        .where(
            _RULES.c.pattern == pattern,
            _RULES.c.incoming == incoming,
            _RULES.c.account_id == line.account_id,
        )
        .with_for_update()
    ).scalar_one_or_none()
    if known is not None:
        return next(iter(learned_rules(session, [MatchRuleId(known)])), None)
    return LearnedRule(
        rule_id=MatchRuleId(new_id()),
        account_id=line.account_id,
        pattern=pattern,
        incoming=incoming,
        target=part.target,
        target_id=part.target_id,
        category=part.category,
        accepted=0,
        refused=0,
        party=_choice(session, line, part).party,
    )


def _keep(session: Session, gesture: Gesture, rule: LearnedRule) -> None:
    values: dict[str, Any] = {
        "target": rule.target,
        "target_id": rule.target_id,
        "category": rule.category,
        "accepted": rule.accepted,
        "refused": rule.refused,
        "changed_at": gesture.at,
        "by": gesture.person,
    }
    changed = session.execute(
        update(_RULES).where(_RULES.c.id == rule.rule_id).values(**values).returning(_RULES.c.id)
    ).all()
    if not changed:
        session.add(
            MatchRule(
                id=rule.rule_id,
                account_id=rule.account_id,
                pattern=rule.pattern,
                incoming=rule.incoming,
                **values,
            )
        )
        session.flush()
