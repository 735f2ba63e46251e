"""A line that no document explains: what she taught, then what its words say."""

from merchant_desk.rules.matching.clues import Clues, is_in_time
from merchant_desk.rules.matching.due import due_proposals
from merchant_desk.rules.matching.known import Known
from merchant_desk.rules.matching.known_words import Saying, said_by, word_of
from merchant_desk.rules.matching.learned import ENOUGH, LearnedRule
from merchant_desk.rules.matching.single import part_of
from merchant_desk.rules.matching.taught import Alike, Taught
from merchant_desk.values.cash_categories import category_words
from merchant_desk.values.cash_match import MatchProposal, ProposedPart
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.texts import _, ngettext

_BY_HABIT = frozenset({MatchTarget.CATEGORY, MatchTarget.RECURRING})
"""What one line after the other may be for; a payout or a document is for one."""


def habit_proposals(clues: Clues, known: Known, taught: Taught) -> list[MatchProposal]:
    """Return what a line would be by habit: a learned rule, else its own words."""
    rule = clues.rule
    if rule is not None and rule.target in _BY_HABIT and rule.accepted:
        return [_by_rule(clues, known, rule)]
    due = [
        each
        for each in due_proposals(clues, known)
        if rule is None or not rule.forbids(MatchTarget.RECURRING, each.parts[0].category)
    ]
    if due:
        return due
    said = said_by(clues.words, incoming=clues.line.amount.cents > 0)
    alike = taught.alike(clues.line, clues.pattern)
    found = []
    if alike is not None and not (said is not None and said.beside):
        found.append(_by_word(clues, alike))
    elif said is not None:
        found.append(_by_saying(clues, said))
    return [
        each
        for each in found
        if rule is None or not rule.forbids(MatchTarget.CATEGORY, each.parts[0].category)
    ]


def _by_saying(clues: Clues, said: Saying) -> MatchProposal:
    """Return the proposal that a line is what its own words say."""
    words = _("Le mot «\u00a0{word}\u00a0» du libellé dit\u00a0: {what}.")
    reason = words.format(word=word_of(said, clues.words), what=_(said.what))
    part = _category(clues, said.category, _(said.what))
    return _proposal(clues, part, Sureness.LIKELY, reason)


def _by_word(clues: Clues, alike: Alike) -> MatchProposal:
    """Return the proposal that a line is for what a word of it always meant."""
    words = _("Tout ce qui porte le mot «\u00a0{word}\u00a0» était pour cela.")
    sureness = Sureness.LIKELY if alike.accepted >= ENOUGH else Sureness.POSSIBLE
    part = _category(clues, alike.category, category_words(alike.category))
    return _proposal(clues, part, sureness, words.format(word=alike.word.upper()))


def _by_rule(clues: Clues, known: Known, rule: LearnedRule) -> MatchProposal:
    sure = rule.is_proven and rule.holds(clues.line)
    count = rule.accepted
    words = ngettext(
        "Vous l’avez accepté {n} fois pour un libellé semblable.",
        "Vous l’avez accepté {n} fois pour des libellés semblables.",
        count,
    )
    label = category_words(rule.category)
    part = _category(clues, rule.category, label, rule.target, rule.target_id)
    if rule.target is MatchTarget.RECURRING:
        part = _due_one(clues, known, rule, part)
        sure = sure and part.due_day is not None
    found = _proposal(
        clues, part, Sureness.SURE if sure else Sureness.LIKELY, words.format(n=count)
    )
    return MatchProposal(
        line_ids=found.line_ids,
        parts=found.parts,
        sureness=found.sureness,
        reason=found.reason,
        rule_id=rule.rule_id,
    )


def _due_one(
    clues: Clues, known: Known, rule: LearnedRule, otherwise: ProposedPart
) -> ProposedPart:
    """Return the part for the time of what comes back that is nearest to the line."""
    line = clues.line
    times = [
        each
        for place in known.times.get(rule.target_id, ())
        if is_in_time(line, each := known.candidates[place])
    ]
    if not times:
        return otherwise
    nearest = min(
        times, key=lambda each: abs(((each.due_on or line.booked_on) - line.booked_on).days)
    )
    return part_of(nearest, line.amount)


def _category(
    clues: Clues,
    category: CashCategory,
    label: str,
    target: MatchTarget = MatchTarget.CATEGORY,
    target_id: bytes | None = None,
) -> ProposedPart:
    return ProposedPart(
        target=target,
        target_id=target_id,
        category=category,
        amount=clues.line.amount,
        label=label,
    )


def _proposal(clues: Clues, part: ProposedPart, sureness: Sureness, reason: str) -> MatchProposal:
    return MatchProposal(
        line_ids=(clues.line.line_id,), parts=(part,), sureness=sureness, reason=reason
    )
