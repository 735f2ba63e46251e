"""VAT of a document, per rate and per line, exact to the cent.

The tax is computed once per rate on the sum of its lines (EN 16931; halves rounded up), then the
lines receive their part of that sum by largest remainder: line nets add up to the base, and the
total is what the customer paid.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from merchant_desk.values.money import Money, round_half_up, total
from merchant_desk.values.vat import VatTreatment

WHOLE = 10_000  # basis points in a unit


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line as it is priced, discounts off: VAT included or not, the document decides."""

    amount: Money
    rate_bp: int
    treatment: VatTreatment = VatTreatment.NORMAL


@dataclass(frozen=True, slots=True)
class LineAmounts:
    """What one line comes to, without and with VAT."""

    net: Money
    ttc: Money


@dataclass(frozen=True, slots=True)
class VatRow:
    """What one rate comes to on the document."""

    rate_bp: int
    base: Money
    vat: Money
    ttc: Money
    treatment: VatTreatment = VatTreatment.NORMAL


@dataclass(frozen=True, slots=True)
class DocumentVat:
    """The amounts of a document: its lines in their order, its rates, the highest first."""

    lines: tuple[LineAmounts, ...]
    rows: tuple[VatRow, ...]

    @property
    def net(self) -> Money:
        """Return the total without VAT."""
        return total(row.base for row in self.rows)

    @property
    def vat(self) -> Money:
        """Return the VAT of the document."""
        return total(row.vat for row in self.rows)

    @property
    def ttc(self) -> Money:
        """Return the total with VAT."""
        return total(row.ttc for row in self.rows)


def from_ttc(lines: Sequence[PricedLine]) -> DocumentVat:
    """Take the VAT out of prices that include it (shop and web)."""

    def split(amounts: list[Money], rate_bp: int) -> tuple[Money, list[LineAmounts]]:
        nets = _largest_remainder(amounts, Fraction(WHOLE, WHOLE + rate_bp))
        pairs = zip(nets, amounts, strict=True)
        return total(nets), [LineAmounts(net, ttc) for net, ttc in pairs]

    return _by_rate(lines, split)


def from_net(lines: Sequence[PricedLine]) -> DocumentVat:
    """Add the VAT to prices that do not include it (business documents)."""

    def split(amounts: list[Money], rate_bp: int) -> tuple[Money, list[LineAmounts]]:
        ttcs = _largest_remainder(amounts, Fraction(WHOLE + rate_bp, WHOLE))
        pairs = zip(amounts, ttcs, strict=True)
        return total(amounts), [LineAmounts(net, ttc) for net, ttc in pairs]

    return _by_rate(lines, split)


def net_of_line(unit_net: Fraction, quantity: int, discount: Money) -> Money:
    """Return the net of a line priced without VAT, its unit price as long as it needs."""
    return Money(round_half_up(unit_net * 100 * quantity)) - discount


def _by_rate(
    lines: Sequence[PricedLine],
    split: Callable[[list[Money], int], tuple[Money, list[LineAmounts]]],
) -> DocumentVat:
    amounts = [LineAmounts(line.amount, line.amount) for line in lines]
    rows = []
    for rate_bp, treatment in _rates(lines):
        places = [
            place
            for place, line in enumerate(lines)
            if line.rate_bp == rate_bp and line.treatment is treatment
        ]
        base, parts = split([lines[place].amount for place in places], rate_bp)
        for place, part in zip(places, parts, strict=True):
            amounts[place] = part
        ttc = total(part.ttc for part in parts)
        rows.append(VatRow(rate_bp, base, ttc - base, ttc, treatment))
    return DocumentVat(tuple(amounts), tuple(rows))


def _rates(lines: Iterable[PricedLine]) -> list[tuple[int, VatTreatment]]:
    return sorted({(line.rate_bp, line.treatment) for line in lines}, reverse=True)


def _largest_remainder(amounts: Sequence[Money], factor: Fraction) -> list[Money]:
    """Multiply the amounts so that the results add up to their rounded sum.

    A document with every sign turned gives every result turned: a credit note takes back exactly
    what the invoice gave, line by line.
    """
    cents = [amount.cents for amount in amounts]
    sign = -1 if next((cent for cent in cents if cent), 0) < 0 else 1
    over, under = factor.numerator, factor.denominator
    exact = [sign * cent * over for cent in cents]
    shares = [value // under for value in exact]
    missing = sign * round_half_up(factor * sum(cents)) - sum(shares)
    by_remainder = sorted(
        range(len(exact)), key=lambda place: (shares[place] * under - exact[place], place)
    )
    for place in by_remainder[:missing]:
        shares[place] += 1
    return [Money(sign * share) for share in shares]
