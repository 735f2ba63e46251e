"""Amounts of money: integer cents of euro, never a float."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


def round_half_up(value: Fraction) -> int:
    """Round to the nearest integer, halves away from zero, as French invoices do."""
    doubled = 2 * abs(value.numerator) + value.denominator
    magnitude = doubled // (2 * value.denominator)
    return magnitude if value >= 0 else -magnitude


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in euro cents."""

    cents: int

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - other.cents)

    def __neg__(self) -> "Money":
        return Money(-self.cents)

    def __mul__(self, count: int) -> "Money":
        return Money(self.cents * count)

    def __bool__(self) -> bool:
        return self.cents != 0

    def part(self, numerator: int, denominator: int) -> "Money":
        """Return this amount times a fraction, rounded half up to the cent."""
        return Money(round_half_up(Fraction(self.cents * numerator, denominator)))

    def share(self, weights: Sequence[int]) -> list["Money"]:
        """Split by weights without losing a cent (largest remainder, first come first served)."""
        total = sum(weights)
        if total <= 0:
            raise ValueError("weights must hold something positive")
        floors = [self.cents * weight // total for weight in weights]
        missing = self.cents - sum(floors)
        by_remainder = sorted(
            range(len(weights)),
            key=lambda index: (-(self.cents * weights[index] % total), index),
        )
        for index in by_remainder[:missing]:
            floors[index] += 1
        return [Money(cents) for cents in floors]

    def slice(self, before: int, after: int, whole: int) -> "Money":
        """Return what units ``before``..``after`` of ``whole`` cost; all slices add up exactly."""
        return self.part(after, whole) - self.part(before, whole)


ZERO = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """Return the sum of the amounts."""
    return Money(sum(amount.cents for amount in amounts))
