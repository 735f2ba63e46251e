"""What returns teach: what each cause costs, and the changes that would save most."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from merchant_desk.rules.returns.change_advice import FIT, change_advice
from merchant_desk.values.return_reasons import reason_words

_PER_CENT, _MINUTES = 100, 60
_LEAST_UNITS = 2
_CHANGES = 3


class Cut(StrEnum):
    """By what returns are looked at."""

    REASON = "reason"
    SIZE = "size"
    PRODUCT = "product"
    SUPPLIER = "supplier"
    CARRIER = "carrier"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFact:
    """Units of one line that came back, with what they cost; amounts in ten-thousandths."""

    reason: str
    sku: str
    name: str
    size: str
    supplier: str
    carrier: str
    units: int
    refund: int
    """Given back, before VAT."""
    regained: int
    """What the stock is worth more by them."""
    write_down: int
    carriage: int
    """The way out given back, the way back paid; this line's share."""
    minutes: int

    def net_cost(self, hourly: int) -> int:
        """Return what they cost in all: money given back less goods regained, carriage, time."""
        return self.refund - self.regained + self.carriage + time_cost(self.minutes, hourly)


@dataclass(frozen=True, slots=True)
class SoldFact:
    """Units of an article that left in the same time."""

    sku: str
    size: str
    supplier: str
    carrier: str
    units: int
    net: int = 0
    """Sold for, before VAT, in ten-thousandths."""
    cost: int = 0


@dataclass(frozen=True, slots=True)
class CutRow:
    """One line of a table: how much came back, and what it cost."""

    key: str
    name: str
    sold: int
    returned: int
    refund: int
    write_down: int
    carriage: int
    minutes: int
    net_cost: int

    @property
    def rate_bp(self) -> int:
        """Return how many units in ten thousand came back."""
        return self.returned * 10_000 // self.sold if self.sold else 0


@dataclass(frozen=True, slots=True)
class Change:
    """Something to change, and what it would have saved in this time."""

    cut: Cut
    key: str
    reason: str
    sentence: str
    units: int
    saving: int


@dataclass(frozen=True, slots=True)
class MarginRow:
    """What an article brought once its returns are paid."""

    sku: str
    name: str
    sold: int
    returned: int
    margin: int
    after_returns: int


def time_cost(minutes: int, hourly: int) -> int:
    """Return what minutes cost; ``hourly`` in cents, the answer in ten-thousandths."""
    return minutes * hourly * _PER_CENT // _MINUTES


_KEYS: dict[Cut, Callable[[ReturnFact], str]] = {
    Cut.REASON: lambda each: each.reason,
    Cut.SIZE: lambda each: each.size,
    Cut.PRODUCT: lambda each: each.sku,
    Cut.SUPPLIER: lambda each: each.supplier,
    Cut.CARRIER: lambda each: each.carrier,
}
_SOLD: dict[Cut, Callable[[SoldFact], str]] = {
    Cut.SIZE: lambda each: each.size,
    Cut.PRODUCT: lambda each: each.sku,
    Cut.SUPPLIER: lambda each: each.supplier,
    Cut.CARRIER: lambda each: each.carrier,
}


def cut_rows(
    cut: Cut, facts: Sequence[ReturnFact], sold: Sequence[SoldFact], hourly: int
) -> tuple[CutRow, ...]:
    """Return a line for each value of the cut, the dearest first."""
    groups: dict[str, list[ReturnFact]] = {}
    for each in facts:
        groups.setdefault(_KEYS[cut](each), []).append(each)
    left = _sold_by(cut, sold)
    rows = [
        _row(cut, key, mine, left.get(key, left.get("", 0)), hourly)
        for key, mine in groups.items()
        if key or cut is Cut.REASON
    ]
    return tuple(sorted(rows, key=lambda row: (-row.net_cost, row.key)))


def margins(
    facts: Sequence[ReturnFact], sold: Sequence[SoldFact], hourly: int
) -> tuple[MarginRow, ...]:
    """Return each article that came back, the one that loses most first."""
    came: dict[str, list[ReturnFact]] = {}
    for fact in facts:
        came.setdefault(fact.sku, []).append(fact)
    left: dict[str, list[SoldFact]] = {}
    for each in sold:
        if each.sku in came:
            left.setdefault(each.sku, []).append(each)
    rows = []
    for key, mine in came.items():
        out = left.get(key, [])
        margin = sum(each.net - each.cost for each in out)
        cost = sum(each.net_cost(hourly) for each in mine)
        rows.append(
            MarginRow(
                key,
                mine[0].name,
                sum(each.units for each in out),
                sum(each.units for each in mine),
                margin,
                margin - cost,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.after_returns, row.sku)))


def changes(
    facts: Sequence[ReturnFact], sold: Sequence[SoldFact], hourly: int
) -> tuple[Change, ...]:
    """Return the three changes that would save most; none counts the same return twice.

    A change is worth what its returns cost beyond the usual rate of the shop for that reason: the
    rest would come back anyway.
    """
    left, found = list(facts), list[Change]()
    usual = {cut: _usual(cut, facts, sold) for cut in map(Cut, FIT)}
    while len(found) < _CHANGES:
        best = max(
            _candidates(left, usual, hourly),
            key=lambda change: (change.saving, change.cut is not Cut.PRODUCT, change.key),
            default=None,
        )
        if best is None:
            break
        found.append(best.change())
        left = [
            each
            for each in left
            if not (each.reason == best.reason and _KEYS[best.cut](each) == best.key)
        ]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A change that would save something; its sentence is written for the best ones alone."""

    cut: Cut
    key: str
    reason: str
    name: str
    units: int
    saving: int

    def change(self) -> Change:
        """Return it with its sentence."""
        sentence = change_advice(self.cut.value, self.reason)
        said = sentence.format(name=self.name, why=reason_words(self.reason).lower())
        return Change(self.cut, self.key, self.reason, said, self.units, self.saving)


@dataclass(frozen=True, slots=True)
class _Usual:
    """What leaves and comes back by one cut, to tell what is more than usual."""

    whole: int
    left: Mapping[str, int]
    came: Mapping[tuple[str, str], int]
    """Units by key and reason."""
    by_reason: Mapping[str, int]

    def units(self, key: str, reason: str) -> int:
        """Return how many units would come back at the rate of all the others."""
        out = self.left.get(key, 0)
        if out >= self.whole:
            return 0
        elsewhere = self.by_reason.get(reason, 0) - self.came.get((key, reason), 0)
        return out * elsewhere // (self.whole - out)


def _usual(cut: Cut, facts: Sequence[ReturnFact], sold: Sequence[SoldFact]) -> _Usual:
    came, by_reason = Counter[tuple[str, str]](), Counter[str]()
    for each in facts:
        came[_KEYS[cut](each), each.reason] += each.units
        by_reason[each.reason] += each.units
    whole = sum(each.units for each in sold)
    return _Usual(whole, _sold_by(cut, sold), came, by_reason)


def _candidates(
    left: Sequence[ReturnFact], usual: Mapping[Cut, _Usual], hourly: int
) -> Iterable[_Candidate]:
    for cut, fit in ((Cut(by), fit) for by, fit in FIT.items()):
        known = usual[cut]
        groups: dict[tuple[str, str], list[ReturnFact]] = {}
        for each in left:
            if _KEYS[cut](each) and each.reason in fit:
                groups.setdefault((_KEYS[cut](each), each.reason), []).append(each)
        for (key, reason), mine in groups.items():
            units = sum(each.units for each in mine)
            if cut is not Cut.PRODUCT and known.left.get(key, 0) >= known.whole:
                continue  # the only one there is: nothing says that another would do better
            beyond = max(0, units - known.units(key, reason))
            cost = sum(each.net_cost(hourly) for each in mine)
            saving = cost * beyond // units if units else 0
            if units >= _LEAST_UNITS and saving > 0:
                name = mine[0].name if cut is Cut.PRODUCT else key
                yield _Candidate(cut, key, reason, name, units, saving)


def _sold_by(cut: Cut, sold: Sequence[SoldFact]) -> dict[str, int]:
    if cut is Cut.REASON:
        return {"": sum(each.units for each in sold)}
    found: dict[str, int] = {}
    for each in sold:
        key = _SOLD[cut](each)
        found[key] = found.get(key, 0) + each.units
    return found


def _row(cut: Cut, key: str, mine: Sequence[ReturnFact], sold: int, hourly: int) -> CutRow:
    name = reason_words(key) if cut is Cut.REASON else key
    if cut is Cut.PRODUCT:
        name = mine[0].name
    return CutRow(
        key=key,
        name=name,
        sold=sold,
        returned=sum(each.units for each in mine),
        refund=sum(each.refund for each in mine),
        write_down=sum(each.write_down for each in mine),
        carriage=sum(each.carriage for each in mine),
        minutes=sum(each.minutes for each in mine),
        net_cost=sum(each.net_cost(hourly) for each in mine),
    )
