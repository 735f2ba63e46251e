"""How long a supplier takes: measured from what it sent, promised, or not known at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

_LEAST = 2
"""Receipts from which an article has a time of its own."""


class LeadSource(StrEnum):
    """Where a lead time comes from."""

    ARTICLE = "article"  # measured on this article of this supplier
    SUPPLIER = "supplier"  # measured on everything it sent
    PROMISED = "promised"
    UNKNOWN = "unknown"  # the setting of the shop, for want of better


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Days from the order sent to the goods: on average, and the worst seen."""

    days: int
    worst: int
    source: LeadSource
    receipts: int = 0

    @property
    def known(self) -> bool:
        """Tell whether anybody ever said or saw how long it takes."""
        return self.source is not LeadSource.UNKNOWN

    @property
    def deviation(self) -> float:
        """Return how many days it is off, usually: half of what the worst was late by."""
        return (self.worst - self.days) / 2


@dataclass(frozen=True, slots=True)
class Measured:
    """What receipts told: days of each, supplier by supplier and article by article."""

    by_supplier: Mapping[bytes, Sequence[int]]
    by_article: Mapping[tuple[bytes, bytes], Sequence[int]]

    def lead_time(
        self, supplier: bytes, product: bytes, promised: int | None, usual: int
    ) -> LeadTime:
        """Return the best that is known of one article of one supplier."""
        own = self.by_article.get((supplier, product), ())
        if len(own) >= _LEAST:
            return _of(own, LeadSource.ARTICLE)
        every = self.by_supplier.get(supplier, ())
        if every:
            return _of(every, LeadSource.SUPPLIER)
        if promised is not None:
            return LeadTime(max(promised, 0), max(promised, 0), LeadSource.PROMISED)
        return LeadTime(usual, usual, LeadSource.UNKNOWN)


def measured(receipts: Sequence[tuple[bytes, bytes, int]]) -> Measured:
    """Gather receipts: supplier, article, days it took; what came before it was ordered is left."""
    suppliers: dict[bytes, list[int]] = {}
    articles: dict[tuple[bytes, bytes], list[int]] = {}
    for supplier, product, days in receipts:
        if days < 0:
            continue
        suppliers.setdefault(supplier, []).append(days)
        articles.setdefault((supplier, product), []).append(days)
    return Measured(suppliers, articles)


def _of(days: Sequence[int], source: LeadSource) -> LeadTime:
    mean = (2 * sum(days) + len(days)) // (2 * len(days))
    return LeadTime(mean, max(*days, mean), source, len(days))
