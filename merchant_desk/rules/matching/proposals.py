"""What the waiting lines of the bank would be, each with its reason and how sure it is.

Sure is what one candidate alone fits by a proof that does not hang on the amount: its number, the
IBAN, the name, or what she accepted twice. A document is proposed for no more than is open of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from merchant_desk.rules.matching.clues import Clues, Proof, clues_of
from merchant_desk.rules.matching.habits import habit_proposals
from merchant_desk.rules.matching.known import Known, known_of
from merchant_desk.rules.matching.learned import LearnedRule
from merchant_desk.rules.matching.pairs import pair_proposals
from merchant_desk.rules.matching.several import several_proposals
from merchant_desk.rules.matching.single import fits_of, single_proposals
from merchant_desk.rules.matching.taught import Taught, taught_of
from merchant_desk.values.cash_match import Candidate, LineFact, MatchProposal, ProposedPart
from merchant_desk.values.cash_words import MatchTarget, Sureness
from merchant_desk.values.ids import BankLineId
from merchant_desk.values.many_objects import many_objects

_MOST = 4
_RANK = {Sureness.SURE: 0, Sureness.LIKELY: 1, Sureness.POSSIBLE: 2}
_NEARLY = 10
"""A time of what comes back is paid when next to nothing is left of it: one part in so many."""
_VARY = frozenset({MatchTarget.RECURRING, MatchTarget.CATEGORY})
_Key = tuple[MatchTarget, bytes | None, object, bool]


def proposals(
    lines: Sequence[LineFact],
    candidates: Sequence[Candidate],
    rules: Sequence[LearnedRule] = (),
    own_ibans: Collection[str] = (),
) -> tuple[MatchProposal, ...]:
    """Return what each line would be, in the order of the lines, the best first for each."""
    with many_objects():
        known = known_of(candidates)
        taught = taught_of(rules)
        every = [clues_of(line, known, taught) for line in lines if line.amount]
        pairs = _by_line(tuple(pair_proposals(every, frozenset(own_ibans))))
        found = {
            clues.line.line_id: _ordered(
                [*pairs.get(clues.line.line_id, ()), *_of_line(clues, known, taught)]
            )
            for clues in every
        }
        kept = _without_twice(every, found, known)
        return tuple(each for clues in every for each in kept[clues.line.line_id])


def _of_line(clues: Clues, known: Known, taught: Taught) -> list[MatchProposal]:
    """Return what a line alone would be; nothing is sure that she refused for its like."""
    found = _told_by(clues, known, taught)
    rule, cited = clues.rule, bool(clues.numbers)
    if rule is None or not rule.refused:
        return found
    return [
        _not_sure(each) if any(rule.doubts(part, cited=cited) for part in each.parts) else each
        for each in found
    ]


def _told_by(clues: Clues, known: Known, taught: Taught) -> list[MatchProposal]:
    fits = fits_of(clues, known)
    found = single_proposals(clues, known, fits) if fits else []
    if not fits or not _is_tied(fits[0].proof, clues):
        found = [*several_proposals(clues, known), *found]
    if found and found[0].sureness is Sureness.SURE:
        return found
    habits = habit_proposals(clues, known, taught)
    if any(each.sureness is not Sureness.POSSIBLE for each in found):
        habits = [_not_sure(each) for each in habits]
    return [*found, *habits]


def _is_tied(proof: int, clues: Clues) -> bool:
    """Tell whether more than the amount ties a line to a candidate, and no quoted number else."""
    return bool(proof & Proof.NUMBER) or (bool(proof) and not clues.numbers)


def _by_line(found: Sequence[MatchProposal]) -> Mapping[BankLineId, list[MatchProposal]]:
    by_line: dict[BankLineId, list[MatchProposal]] = {}
    for each in found:
        for line_id in each.line_ids:
            by_line.setdefault(line_id, []).append(each)
    return by_line


def _ordered(found: list[MatchProposal]) -> list[MatchProposal]:
    """Return the surest first, and nothing as sure after it that says otherwise."""
    return sorted(found, key=lambda each: _RANK[each.sureness])[:_MOST]


def _without_twice(
    every: Sequence[Clues],
    found: dict[BankLineId, list[MatchProposal]],
    known: Known,
) -> dict[BankLineId, list[MatchProposal]]:
    """Let the surest and the earliest have each document; who comes too late has the next best."""
    left = _open(known)
    taken: dict[BankLineId, MatchProposal] = {}
    turns = sorted(
        (each for each in every if found[each.line.line_id]),
        key=lambda each: (
            _RANK[found[each.line.line_id][0].sureness], each.line.booked_on, each.line.line_id
        ),
    )  # fmt: skip
    for clues in turns:
        line_id = clues.line.line_id
        if line_id in taken:
            found[line_id] = _first(found[line_id], taken[line_id])
            continue
        first = next((each for each in found[line_id] if _has_room(each, left, taken)), None)
        if first is None:
            found[line_id] = [_doubtful(each) for each in found[line_id]]
            continue
        _take(first, left)
        taken |= dict.fromkeys(first.line_ids, first)
        if first is not found[line_id][0]:
            rest = [_doubtful(each) for each in found[line_id] if each is not first]
            found[line_id] = [_not_sure(first), *rest]
    return found


def _open(known: Known) -> dict[_Key, int]:
    """Return what is open of each document, payout, deposit or time of what comes back."""
    left: dict[_Key, int] = {}
    for each in known.candidates:
        if each.target_id is None:
            continue
        day = each.due_on if each.target in _VARY else None
        key = (each.target, each.target_id, day, each.recorded)
        left[key] = each.amount.cents if each.low is None else _least(each)
    return left


def _least(each: Candidate) -> int:
    """Return the least that pays what varies."""
    told = (each.amount, each.low or each.amount, each.high or each.amount)
    return min((amount.cents for amount in told), key=abs)


def _key(part: ProposedPart) -> _Key:
    return (part.target, part.target_id, part.due_day, part.recorded)


def _has_room(
    found: MatchProposal, left: Mapping[_Key, int], taken: Mapping[BankLineId, MatchProposal]
) -> bool:
    if any(line_id in taken for line_id in found.line_ids):
        return False
    for part in found.parts:
        there = left.get(_key(part))
        if there is None:
            continue
        varies = part.target in _VARY
        wanted = abs((part.amount - part.fee).cents)
        if not there or (not varies and wanted > abs(there)):
            return False
    return True


def _take(found: MatchProposal, left: dict[_Key, int]) -> None:
    for part in found.parts:
        key = _key(part)
        if key in left:
            rest = left[key] - (part.amount - part.fee).cents
            is_over = abs(rest) * _NEARLY <= abs(left[key]) or (rest > 0) != (left[key] > 0)
            left[key] = 0 if part.target in _VARY and is_over else rest


def _first(several: list[MatchProposal], first: MatchProposal) -> list[MatchProposal]:
    return [first, *(each for each in several if each is not first)]


def _doubtful(found: MatchProposal) -> MatchProposal:
    return replace(found, sureness=Sureness.POSSIBLE)


def _not_sure(found: MatchProposal) -> MatchProposal:
    return replace(found, sureness=Sureness.LIKELY) if found.sureness is Sureness.SURE else found
