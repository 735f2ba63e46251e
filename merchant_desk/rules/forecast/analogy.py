"""What a new article may sell: what others like it sell, or what a person thinks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from merchant_desk.values.money import Money

YOUNG = 13
"""Weeks from which an article speaks for itself."""
_WEIGHT = 4.0
"""Weeks of its own that likeness weighs."""
_SAID = 8.0
"""Weeks of its own that a person's word weighs."""
_LEAST = 3
_BANDS = (500, 1000, 2000, 4000, 8000, 16000)
_FOUR = 4


class Likeness(StrEnum):
    """What articles have in common."""

    FAMILY = "family"
    CATEGORY_AND_PRICE = "category_and_price"
    SUPPLIER_AND_PRICE = "supplier_and_price"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells which articles are alike."""

    family: str
    category: str
    supplier: bytes
    price: Money

    def keys(self) -> tuple[tuple[Likeness, object], ...]:
        """Return its groups, the likest first."""
        band = sum(1 for each in _BANDS if self.price.cents >= each)
        found: list[tuple[Likeness, object]] = []
        if self.family:
            found.append((Likeness.FAMILY, self.family))
        if self.category:
            found.append((Likeness.CATEGORY_AND_PRICE, (self.category, band)))
        if self.supplier:
            found.append((Likeness.SUPPLIER_AND_PRICE, (self.supplier, band)))
        if self.category:
            found.append((Likeness.CATEGORY, self.category))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Analogy:
    """What articles alike sell a week, and how many they are; ``likeness`` None is a person's."""

    weekly: float
    likeness: Likeness | None
    articles: int

    @property
    def weight(self) -> float:
        """Return how many weeks of the article's own it weighs."""
        return _SAID if self.likeness is None else _WEIGHT


def said(units: int) -> Analogy:
    """Return what a person thinks: so many units in four weeks."""
    return Analogy(units / _FOUR, None, 0)


@dataclass(frozen=True, slots=True)
class Groups:
    """The weekly rate usual in each group of articles."""

    usual: Mapping[tuple[Likeness, object], tuple[float, int]]

    def like(self, traits: Traits) -> Analogy | None:
        """Return what the likest articles sell; None where too few are alike."""
        for key in traits.keys():  # noqa: SIM118 - its groups, it is no mapping
            if key in self.usual:
                weekly, count = self.usual[key]
                return Analogy(weekly, key[0], count)
        return None


def groups(known: Iterable[tuple[Traits, float]]) -> Groups:
    """Return what is usual in each group, of articles that speak for themselves."""
    found: dict[tuple[Likeness, object], list[float]] = {}
    for traits, weekly in known:
        for key in traits.keys():  # noqa: SIM118 - its groups, it is no mapping
            found.setdefault(key, []).append(weekly)
    return Groups(
        {key: (median(rates), len(rates)) for key, rates in found.items() if len(rates) >= _LEAST}
    )


def blended(own: float, weeks: int, analogy: Analogy) -> float:
    """Return a rate between what an article sold in its few weeks and what is like it."""
    return (own * weeks + analogy.weekly * analogy.weight) / (weeks + analogy.weight)
