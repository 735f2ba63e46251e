"""Which lines of a file are already known from another: each real movement counts once.

Two lines are the same movement when their day and their amount are, and: the bank's own number of
the line, or the label, or, told in another format, half of the words that tell. As many equal lines
as the other file had are known, and no more: what is there twice for real stays twice. What is of
the same day and amount and reads otherwise is doubtful: she is asked. A batch that one file tells
whole and another in its parts is compared by its sum.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from merchant_desk.rules.bank_files.alike import likeness, reads_alike
from merchant_desk.rules.bank_files.batches import known_batches, told_batches
from merchant_desk.rules.bank_files.line_facts import Known, Told
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.ids import BankImportId, BankLineId

_UNSTEADY = 3
"""So many equal lines with other numbers, none with the same: the bank numbers each file anew."""
_NEAR = tuple(timedelta(days=each) for each in (1, -1, 2, -2, 3, -3))
"""Formats of one bank may tell another day of the same movement."""
_MOST = 50
"""So many lines of one day and amount are looked at for one: more are never told apart by words."""

_Place = tuple[date, int]


@dataclass
class Compared:
    """The lines of a file, sorted."""

    known: dict[int, Known] = field(default_factory=dict)
    doubtful: dict[int, Known] = field(default_factory=dict)
    absent: list[Known] = field(default_factory=list)
    """Known lines of the days that the file tells whole, which it does not have."""


def compare(told: Sequence[Told], known: Sequence[Known], kind: BankFormat) -> Compared:
    """Sort the lines of a file of this format against those known of about its days."""
    found = Compared()
    if not told or not known:
        return found
    comparing = _Comparing(told, known, kind, found)
    comparing.by_reference()
    comparing.by_label()
    comparing.by_words()
    comparing.by_batches()
    comparing.ask_same_day()
    comparing.ask_near_days()
    first, last = min(each.day for each in told), max(each.day for each in told)
    found.absent = [each for each in comparing.left if first < each.day < last]
    return found


@dataclass
class _Comparing:
    """Pairs lines of one day and amount; each look takes the same time however many are equal."""

    told: Sequence[Told]
    known: Sequence[Known]
    kind: BankFormat
    found: Compared

    def __post_init__(self) -> None:
        references = Counter(each.reference for each in self.told)
        self._reused = {each for each, times in references.items() if times > 1} | {""}
        self._taken: set[BankLineId] = set()
        self._placed: dict[_Place, list[Known]] = defaultdict(list)
        self._alike: dict[tuple[date, int, str], list[Known]] = defaultdict(list)
        for each in reversed(self.known):
            self._placed[each.day, each.cents].append(each)
            self._alike[each.day, each.cents, each.label].append(each)
        self._steady: set[BankImportId] = set()
        self._unsteady: set[BankImportId] = set()

    @property
    def left(self) -> list[Known]:
        """Return the known lines that no line of the file is."""
        return [each for each in self.known if self._is_free(each)]

    def by_reference(self) -> None:
        """Pair what bears the same number of the bank."""
        numbered = {(each.day, each.cents, each.reference): each for each in self.known}
        for each in self._waiting():
            other = numbered.get((each.day, each.cents, each.reference))
            if other is not None and each.reference not in self._reused and self._is_free(other):
                self._pair(each, other)
                self._steady.add(other.import_id)

    def by_label(self) -> None:
        """Pair what reads the same; where the bank's numbers hold and differ, it is asked."""
        self._judge_numbers()
        for each in self._waiting():
            near = self._first(self._alike.get((each.day, each.cents, each.label)))
            sure = next((other for other in near if not self._numbers_differ(each, other)), None)
            if sure is not None:
                self._pair(each, sure)

    def by_words(self) -> None:
        """Pair what another format tells in other words, the most alike first."""
        looked: Counter[_Place] = Counter()
        few = []
        for each in self._waiting():
            looked[each.day, each.cents] += 1
            if looked[each.day, each.cents] <= _MOST:
                few.append(each)
        pairs = [
            (likeness(each.label, other.label), each, other)
            for each in few
            for other in self._at(each)
            if other.format is not self.kind and reads_alike(each.label, other.label)
        ]
        pairs.sort(key=lambda pair: (-pair[0], pair[1].index))
        for _score, each, other in pairs:
            if each.index not in self.found.known and self._is_free(other):
                self._pair(each, other)

    def by_batches(self) -> None:
        """Pair batches told in parts with what is their sum; asked where no word is shared."""
        for asked in (False, True):
            self._parts_of_known(asked=asked)
            self._known_parts(asked=asked)

    def _parts_of_known(self, *, asked: bool) -> None:
        for parts in told_batches(list(self._waiting()), self.told):
            for other in self._some((parts[0].day, sum(each.cents for each in parts))):
                if asked or any(reads_alike(each.label, other.label) for each in parts):
                    self._settle(parts, [other], asked=asked)
                    break

    def _known_parts(self, *, asked: bool) -> None:
        sums: dict[_Place, list[list[Known]]] = defaultdict(list)
        for several in known_batches(self.left):
            sums[several[0].day, sum(each.cents for each in several)].append(several)
        for each in list(self._waiting()) if sums else ():
            for several in sums.get((each.day, each.cents), [])[:_MOST]:
                if asked or any(reads_alike(each.label, other.label) for other in several):
                    self._settle([each], several, asked=asked)
                    sums[each.day, each.cents].remove(several)
                    break

    def _settle(self, lines: Sequence[Told], others: Sequence[Known], *, asked: bool) -> None:
        """Let these lines together be those known ones, or ask it."""
        into = self.found.doubtful if asked else self.found.known
        into.update({each.index: others[0] for each in lines})
        for other in others:
            self._taken.add(other.id)

    def ask_same_day(self) -> None:
        """Leave to her what is of the same day and amount."""
        for each in self._waiting():
            for other in self._at(each):
                self._doubt(each, other)
                break

    def ask_near_days(self) -> None:
        """Leave to her what another format may have told of a day nearby."""
        first, last = min(each.day for each in self.told), max(each.day for each in self.told)
        for each in self._waiting():
            near = (
                other
                for day in (each.day + offset for offset in _NEAR)
                if first <= day <= last
                for other in self._some((day, each.cents))
                if other.format is not self.kind and reads_alike(each.label, other.label)
            )
            other = next(near, None)
            if other is not None:
                self._doubt(each, other)

    def _waiting(self) -> Iterator[Told]:
        for each in self.told:
            if each.index not in self.found.known and each.index not in self.found.doubtful:
                yield each

    def _at(self, each: Told) -> list[Known]:
        return self._some((each.day, each.cents))

    def _some(self, place: _Place) -> list[Known]:
        return self._first(self._placed.get(place))

    def _first(self, several: list[Known] | None) -> list[Known]:
        """Return the first free ones of a list kept last first: its end is cut in no time."""
        if not several:
            return []
        near = several[-_MOST:]
        while len(free := [each for each in near if each.id not in self._taken]) < len(near):
            several[-_MOST:] = free
            near = several[-_MOST:]
        return near[::-1]

    def _is_free(self, other: Known) -> bool:
        return other.id not in self._taken

    def _pair(self, each: Told, other: Known) -> None:
        self.found.known[each.index] = other
        self._taken.add(other.id)

    def _doubt(self, each: Told, other: Known) -> None:
        self.found.doubtful[each.index] = other
        self._taken.add(other.id)

    def _judge_numbers(self) -> None:
        """Find the imports of the same format whose numbers are others for the same lines."""
        differing: Counter[BankImportId] = Counter()
        for each in self._waiting():
            if each.reference not in self._reused:
                near = self._first(self._alike.get((each.day, each.cents, each.label)))
                differing.update(
                    {other.import_id for other in near if self._both_numbered(each, other)}
                )
        self._unsteady = {
            each
            for each, times in differing.items()
            if times >= _UNSTEADY and each not in self._steady
        }

    def _both_numbered(self, each: Told, other: Known) -> bool:
        return (
            other.format is self.kind
            and each.reference not in self._reused
            and bool(other.reference)
        )

    def _numbers_differ(self, each: Told, other: Known) -> bool:
        return (
            self._both_numbered(each, other)
            and each.reference != other.reference
            and other.import_id not in self._unsteady
        )
