"""First in, first out: what is on hand came last, and costs what it came at (PCG art. 213-34)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from merchant_desk.rules.valuation.sharing import shared
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import RecordId
from merchant_desk.values.stock_cost import share_of
from merchant_desk.values.stock_ledger import LedgerLine
from merchant_desk.values.words import MoveReason

Instant = TypeVar("Instant")


@dataclass(frozen=True, slots=True)
class Layer:
    """Units that came together and are still there, and what they are worth."""

    since: datetime
    reason: MoveReason
    note: str
    came: int
    left: int
    value: int
    """Of those left."""

    @property
    def unit_cost(self) -> int:
        """Return what one of them cost."""
        return share_of(self.value, 1, self.left) if self.left else 0


@dataclass
class _Open:
    """A layer while the ledger is read; ``worth`` is that of ``came`` units of its ``first``."""

    since: datetime
    reason: MoveReason
    note: str
    cause_id: RecordId | None
    first: int
    came: int
    left: int
    worth: int

    @property
    def value(self) -> int:
        return share_of(self.worth, self.left, self.came)

    def take(self, units: int) -> int:
        """Take units away and return what they cost."""
        before = self.value
        self.left -= units
        return before - self.value

    def never_came(self, units: int) -> None:
        """Forget units received by mistake: what is learnt later is about the others."""
        self.worth -= share_of(self.worth, units, self.came)
        self.came -= units
        self.first -= units
        self.left -= units


@dataclass
class Fifo:
    """The layers of one article, fed line by line in the order things happened."""

    layers: list[_Open] = field(default_factory=list)
    missing: int = 0
    """Units that left before any had come."""
    last: int = 0
    _sold: dict[bytes, list[tuple[_Open, int]]] = field(default_factory=dict)
    _of_order: dict[bytes, list[list[tuple[_Open, int]]]] = field(default_factory=dict)

    def feed(self, line: LedgerLine) -> int:
        """Take one line in; return what the stock gained by it."""
        before = self.value
        if isinstance(line.reason, CostReason):
            self._change(line, line.reason)
        elif line.units > 0:
            self._come(line, line.reason)
        elif line.units < 0:
            self._leave(line)
        return self.value - before

    @property
    def value(self) -> int:
        """Return what all units on hand cost; units owed to the stock count at the last cost."""
        return sum(each.value for each in self.layers) - self.missing * self.last

    @property
    def quantity(self) -> int:
        """Return how many units are on hand."""
        return sum(each.left for each in self.layers) - self.missing

    def kept(self) -> tuple[Layer, ...]:
        """Return the layers that are left, the oldest first."""
        return tuple(
            Layer(each.since, each.reason, each.note, each.first, each.left, each.value)
            for each in self.layers
            if each.left
        )

    def _come(self, line: LedgerLine, reason: MoveReason) -> None:
        units = line.units - self._give_back(line)
        if not units:
            return
        worth = share_of(line.value, units, line.units)
        layer = _Open(line.at, reason, line.note, line.cause_id, units, units, units, worth)
        if worth > 0:
            self.last = share_of(worth, 1, units)
        covered = min(units, self.missing)
        self.missing -= covered
        layer.left -= covered
        self.layers.append(layer)

    def _give_back(self, line: LedgerLine) -> int:
        """Put what a sale took back where it was; return how many units that is."""
        wanted = line.units
        sales = self._of_order.get(line.order_id or b"", [])
        for pieces in (self._sold.get(line.cause_id or b"", []), *reversed(sales)):
            while pieces and wanted:
                layer, units = pieces.pop()
                part = min(units, wanted)
                layer.left += part
                wanted -= part
                if units > part:
                    pieces.append((layer, units - part))
        return line.units - wanted

    def _leave(self, line: LedgerLine) -> None:
        wanted = -line.units
        pieces: list[tuple[_Open, int]] = []
        own = [each for each in self.layers if line.cause_id and each.cause_id == line.cause_id]
        for layer in (*own, *self.layers):
            part = min(layer.left, wanted)
            if part > 0:
                if line.reason is MoveReason.CORRECTION and layer in own:
                    layer.never_came(part)
                else:
                    layer.take(part)
                    pieces.append((layer, part))
                wanted -= part
            if not wanted:
                break
        self.layers = [each for each in self.layers if each.came]
        self.missing += wanted
        self._sold[line.id] = pieces
        if line.reason is MoveReason.COUNT and line.cause_id is not None:
            self._sold[line.cause_id] = pieces  # undoing the count names its line
        if line.order_id is not None:
            self._of_order.setdefault(line.order_id, []).append(pieces)

    def _change(self, line: LedgerLine, reason: CostReason) -> None:
        if reason is CostReason.UNCOVERED:
            return  # the layers say by themselves what was sold before it came
        own = [each for each in self.layers if line.cause_id and each.cause_id == line.cause_id]
        if own:
            parts = shared(line.value + line.spent, [each.first for each in own])
            for each, part in zip(own, parts, strict=True):
                each.worth += share_of(part, each.came, each.first)
            return
        held = [each for each in self.layers if each.left]
        by = [each.value for each in held] if reason is CostReason.WRITE_DOWN else []
        if not any(by):
            by = [each.left for each in held]
        for each, part in zip(held, shared(line.value, by), strict=True):
            each.came, each.worth = each.left, each.value + part


def fifo(lines: Iterable[LedgerLine]) -> Fifo:
    """Return the layers that a whole ledger leaves."""
    found = Fifo()
    for line in lines:
        found.feed(line)
    return found


def latest_layers(
    came: Iterable[tuple[Instant, int, int]], on_hand: int
) -> list[tuple[Instant, int, int]]:
    """Return, of what came (the latest first: when, units, worth), what covers the stock.

    The same as ``fifo`` where nothing came back, was taken back or was changed later.
    """
    found: list[tuple[Instant, int, int]] = []
    wanted = on_hand
    for at, units, worth in came:
        if wanted <= 0:
            break
        part = min(units, wanted)
        found.append((at, part, share_of(worth, part, units)))
        wanted -= part
    return found
