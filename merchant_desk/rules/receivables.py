"""What is left to pay of documents that have to do with each other: pure sums over what was read.

See ``queries/receivables``, which reads them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from merchant_desk.values.ids import InvoiceId, OrderId
from merchant_desk.values.invoice_page import InvoiceKind

_CREDIT, _CORRECTED = InvoiceKind.CREDIT_NOTE, InvoiceKind.CORRECTED
Cents = int


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as far as money goes, in cents."""

    invoice_id: InvoiceId
    kind: InvoiceKind
    order_id: OrderId | None
    corrects_id: InvoiceId | None
    details_id: InvoiceId | None
    issued_at: datetime
    issue_date: date
    due_on: date | None
    total: Cents
    taken: Cents
    """What it prints as paid."""
    left_to_pay: Cents
    """What was left on the day of issue, deposits off too."""
    recorded: Cents = 0
    """Payments recorded for it, whenever."""
    recorded_at_issue: Cents = 0

    @property
    def of_order(self) -> Cents:
        """Return what it took of the money of its order: what it prints and no row tells."""
        return 0 if self.order_id is None else self.taken - self.recorded_at_issue

    @property
    def money(self) -> Cents:
        """Return the money that came in with it."""
        return self.of_order + self.recorded

    @property
    def own(self) -> Cents:
        """Return what is left of it by itself."""
        return self.left_to_pay + self.taken - self.money


@dataclass
class Papers:
    """Documents with all that corrects them, so that each one can be judged."""

    by_id: dict[InvoiceId, Paper]
    _credits: dict[InvoiceId, list[Paper]] = field(init=False)
    _replaced: set[InvoiceId] = field(init=False)

    def __post_init__(self) -> None:
        self._credits = defaultdict(list)
        self._replaced = set()
        for paper in self.by_id.values():
            if paper.corrects_id is not None and paper.kind is _CREDIT:
                self._credits[paper.corrects_id].append(paper)
            elif paper.corrects_id is not None and paper.kind is _CORRECTED:
                self._replaced.add(paper.corrects_id)

    def is_replaced(self, invoice_id: InvoiceId) -> bool:
        """Tell whether a corrected invoice cancelled and replaced it."""
        return invoice_id in self._replaced

    def charges(self, paper: Paper) -> bool:
        """Tell whether a document asks for money of its own."""
        told = paper.details_id is not None or self.is_replaced(paper.invoice_id)
        return paper.kind is not _CREDIT and not told

    def credited(self, paper: Paper) -> Cents:
        """Return what credit notes took back of it, below zero."""
        return sum(note.total for note in self._credits[paper.invoice_id])

    def family(self, paper: Paper) -> Cents:
        """Return what is left with its credit notes, and with what it took over."""
        notes = sum(note.own for note in self._credits[paper.invoice_id])
        return paper.own + notes - sum(self._money(former) for former in self._formers(paper))

    def back_of(self, note: Paper) -> Cents:
        """Return what of a credit note is still to give back, below zero."""
        if note.corrects_id is None:
            return min(note.own, 0)
        origin = self.by_id.get(note.corrects_id)
        if origin is None or self.is_replaced(note.corrects_id):
            return 0
        return min(0, max(note.own, self.family(origin)))

    def _money(self, paper: Paper) -> Cents:
        return paper.money + sum(note.money for note in self._credits[paper.invoice_id])

    def _formers(self, paper: Paper) -> Iterable[Paper]:
        """Yield each document it replaced, one after the other."""
        seen: set[InvoiceId] = set()
        while paper.kind is _CORRECTED and paper.corrects_id is not None:
            former = self.by_id.get(paper.corrects_id)
            if former is None or former.invoice_id in seen:
                return
            seen.add(former.invoice_id)
            yield former
            paper = former


def shared_lefts(papers: Papers, came_in: Mapping[OrderId, Cents]) -> dict[InvoiceId, Cents]:
    """Return what is left of the documents of these orders, the money that came in later shared.

    ``came_in`` is all that was received for each order and for no document of it; every document
    of these orders is among the papers. The oldest one is filled first.
    """
    of_order: dict[OrderId, list[Paper]] = {order: [] for order in came_in}
    for paper in papers.by_id.values():
        if paper.order_id in of_order:
            of_order[paper.order_id].append(paper)
    lefts: dict[InvoiceId, Cents] = {}
    for order, documents in of_order.items():
        there = max(0, came_in[order] - sum(paper.of_order for paper in documents))
        for paper in sorted(documents, key=lambda each: (each.issued_at, each.invoice_id)):
            left = papers.family(paper) if papers.charges(paper) else 0
            used = min(there, max(left, 0))
            there -= used
            lefts[paper.invoice_id] = left - used
    return lefts
