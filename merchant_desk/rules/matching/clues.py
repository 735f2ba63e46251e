"""What one line of the bank says: numbers it quotes, whom it names, from which account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from merchant_desk.rules.matching.known import DOCUMENTS, Known, Party
from merchant_desk.rules.matching.learned import LearnedRule
from merchant_desk.rules.matching.names import name_words
from merchant_desk.rules.matching.numbers import quoted, runs_of, tail_of
from merchant_desk.rules.matching.pattern import pattern_of, words_of
from merchant_desk.rules.matching.taught import Taught
from merchant_desk.values.cash_match import Candidate, LineFact
from merchant_desk.values.cash_words import MatchTarget

_LEAST_CUT = 4
_NO_DIGITS = frozenset({""})
_AROUND = {
    MatchTarget.PAYOUT: (3, 10),
    MatchTarget.DEPOSIT: (1, 21),
    MatchTarget.RECURRING: (7, 12),
    MatchTarget.CATEGORY: (12, 20),
}
"""How many days before and after its day a line may still be for it."""


class Proof:
    """What ties a line to a candidate, the weakest first: bits of a number, added by ``|``.

    Plain numbers, for a month asks for some ten thousand: flags of the library took half of it.
    """

    NONE = 0
    TAIL = 1  # the end of its number stands in the label
    PART = 2  # a word that only this name has
    NAME = 4  # the whole name, or what she taught stands for it
    IBAN = 8
    NUMBER = 16
    STRONG = NAME | IBAN | NUMBER


@dataclass(frozen=True, slots=True)
class Clues:
    """A line read once."""

    line: LineFact
    pattern: str
    words: frozenset[str]
    digits: frozenset[str]
    numbers: Mapping[int, str]
    """Places of the candidates whose number is quoted, and by which text."""
    named: Mapping[Party, int]
    iban: str
    quotes_unknown: bool
    """It quotes a number of one of our series that nothing open has."""
    rule: LearnedRule | None

    def proof(self, known: Known, place: int) -> int:
        """Return everything that ties the line to a candidate."""
        found = Proof.NUMBER if place in self.numbers else Proof.NONE
        if self.iban and place in known.by_iban.get(self.iban, ()):
            found |= Proof.IBAN
        for party in known.parties[place]:
            found |= self.named.get(party, Proof.NONE)
        if self.digits:
            for number in known.candidates[place].numbers:
                if tail_of(number) in self.digits:
                    return found | Proof.TAIL
        return found


def clues_of(line: LineFact, known: Known, taught: Taught) -> Clues:
    """Read a line against what is known."""
    label = line.label
    text = f"{label} \n {line.counterparty} \n {line.reference}"
    pattern = pattern_of(label)
    words = words_of(text)
    runs = runs_of(text)
    numbers, unknown = _numbers(runs, known)
    rule = taught.rule(line, pattern)
    named = _named({*words, *_cut(label, known), *_cut(line.counterparty, known)}, known)
    if rule is not None and rule.party_words:
        named[rule.party_words] = Proof.NAME
    if rule is not None and rule.party and rule.forbids(rule.target, rule.category):
        named.pop(name_words(rule.party), None)
    return Clues(
        line=line,
        pattern=pattern,
        words=frozenset(words),
        digits=frozenset([run.lstrip("0") for run in runs if run[0].isdigit()]) - _NO_DIGITS,
        numbers=numbers,
        named=named,
        iban=line.counter_iban.replace(" ", "").upper(),
        quotes_unknown=unknown,
        rule=rule,
    )


def is_in_time(line: LineFact, candidate: Candidate) -> bool:
    """Tell whether a line of this day can be for it."""
    if candidate.since is not None and line.booked_on < candidate.since:
        return False
    around = _AROUND.get(candidate.target)
    if around is None or candidate.due_on is None or candidate.target in DOCUMENTS:
        return True
    before, after = around
    gap = line.booked_on - candidate.due_on
    return timedelta(-before) <= gap <= timedelta(after)


def _numbers(runs: list[str], known: Known) -> tuple[dict[int, str], bool]:
    """Return the candidates quoted, and whether one of our numbers is that nothing open has."""
    found: dict[int, str] = {}
    for text in quoted(runs):
        for place in known.by_number.get(text, ()):
            found[place] = text
    ours = known.series is not None and known.series.search("".join(runs)) is not None
    return found, ours and not found


def _named(words: set[str], known: Known) -> dict[Party, int]:
    """Return the parties that these words name, wholly or by a word of their own."""
    found: dict[Party, int] = {}
    for word in words:
        for party in known.by_rare.get(word, ()):
            found.setdefault(party, Proof.PART)
        for party in known.by_anchor.get(word, ()):
            if party <= words:
                found[party] = Proof.NAME
    return found


def _cut(text: str, known: Known) -> list[str]:
    """Return the words that the last one of a text, cut short by the bank, may stand for."""
    *_before, last = words_of(text[-24:]) or [""]
    if len(last) < _LEAST_CUT or last.isdigit():
        return []
    return known.begun_by(last)
