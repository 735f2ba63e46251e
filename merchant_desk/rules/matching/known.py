"""What lines may be for, found by amount, number, IBAN and name without looking through it all."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.rules.matching.names import name_words
from merchant_desk.rules.matching.numbers import head_of, keys_of
from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import MatchTarget

Party = frozenset[str]
_RARE = 2
_LEAST_RARE = 4
_MOST_SERIES = 40
_LEAST_OF_SERIES = 3
DOCUMENTS = frozenset(
    {MatchTarget.CUSTOMER_INVOICE, MatchTarget.ORDER, MatchTarget.SUPPLIER_INVOICE}
)


@dataclass(frozen=True, slots=True)
class Known:
    """The candidates, each known by its place, and the ways to them."""

    candidates: Sequence[Candidate]
    cents: list[int]
    parties: list[tuple[Party, ...]]
    by_amount: dict[int, list[int]]
    by_number: dict[str, list[int]]
    by_iban: dict[str, list[int]]
    of_party: dict[Party, list[int]]
    times: dict[bytes | None, list[int]]
    """The times of each thing that comes back."""
    by_anchor: dict[str, list[Party]]
    """Each party under the rarest of its words."""
    by_rare: dict[str, list[Party]]
    """Parties under words that next to no other has."""
    series: re.Pattern[str] | None
    """How the numbers of our series begin, glued."""
    words: list[str]
    """Every word of a name, sorted: labels are cut short."""

    def varies(self, place: int) -> bool:
        """Tell whether a candidate lies between two amounts."""
        return self.candidates[place].low is not None

    def begun_by(self, start: str, most: int = 3) -> list[str]:
        """Return the few words of names that begin so."""
        at = bisect_left(self.words, start)
        found = []
        for word in self.words[at : at + most + 1]:
            if not word.startswith(start):
                break
            found.append(word)
        return found if len(found) <= most else []


def known_of(candidates: Sequence[Candidate]) -> Known:
    """Index candidates once for all lines."""
    by_amount: defaultdict[int, list[int]] = defaultdict(list)
    by_number: defaultdict[str, list[int]] = defaultdict(list)
    by_iban: defaultdict[str, list[int]] = defaultdict(list)
    of_party: defaultdict[Party, list[int]] = defaultdict(list)
    times: defaultdict[bytes | None, list[int]] = defaultdict(list)
    parties, cents = [], []
    heads: Counter[str] = Counter()
    for place, each in enumerate(candidates):
        cents.append(each.amount.cents)
        by_amount[each.amount.cents].append(place)
        if each.target is MatchTarget.RECURRING:
            times[each.target_id].append(place)
        for number in each.numbers:
            heads[head_of(number)] += 1
            for key in keys_of(number):
                by_number[key].append(place)
        if each.iban:
            by_iban[each.iban.replace(" ", "").upper()].append(place)
        mine = tuple({words for name in each.names if (words := name_words(name))})
        parties.append(mine)
        for party in mine:
            of_party[party].append(place)
    anchors, rare = _ways(of_party)
    every_word = sorted({word for party in of_party for word in party})
    return Known(
        candidates, cents, parties, by_amount, by_number, by_iban, of_party, times, anchors,
        rare, _series(heads), every_word,
    )  # fmt: skip


def _series(heads: Counter[str]) -> re.Pattern[str] | None:
    """Return what finds a number of a series; what stands before two numbers alone is none."""
    often = [
        head
        for head, count in heads.most_common(_MOST_SERIES)
        if count >= _LEAST_OF_SERIES and any(char.isdigit() for char in head)
    ]
    return re.compile(f"(?:{'|'.join(map(re.escape, often))})[0-9]") if often else None


def _ways(
    parties: dict[Party, list[int]],
) -> tuple[dict[str, list[Party]], dict[str, list[Party]]]:
    having: defaultdict[str, list[Party]] = defaultdict(list)
    for party in parties:
        for word in party:
            having[word].append(party)
    anchors: defaultdict[str, list[Party]] = defaultdict(list)
    for party in parties:
        anchors[min(party, key=lambda word: (len(having[word]), -len(word), word))].append(party)
    rare = {
        word: several
        for word, several in having.items()
        if len(several) <= _RARE and len(word) >= _LEAST_RARE
    }
    return dict(anchors), rare
