"""What a quantity costs: the price of its break, its rebate, and the cent it is rounded to."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.purchases import ArticleTerms, PriceBreak

_WHOLE_BP = 10_000
_PARTS_PER_CENT = 100
_MOST_COST = 10_000_000 * 10_000


def price_for(terms: ArticleTerms, units: int) -> int | None:
    """Return the unit price of a quantity: that of the highest break it reaches."""
    reached = [each for each in terms.breaks if each.from_units <= units]
    return max(reached).cost_tenthousandths if reached else terms.cost_tenthousandths


def next_break(terms: ArticleTerms, units: int) -> PriceBreak | None:
    """Return the next break above a quantity that makes a unit cheaper."""
    now = price_for(terms, units)
    ahead = (each for each in sorted(terms.breaks) if each.from_units > units)
    return next((each for each in ahead if now is None or each.cost_tenthousandths < now), None)


def net_cost(cost_tenthousandths: int, rebate_bp: int) -> int:
    """Return a unit cost with its rebate off, in ten-thousandths of a euro."""
    return round_half_up(Fraction(cost_tenthousandths * (_WHOLE_BP - rebate_bp), _WHOLE_BP))


def line_total(cost_tenthousandths: int, rebate_bp: int, units: int) -> Money:
    """Return what the units of a line cost, rebate off, rounded once, to the cent."""
    exact = Fraction(cost_tenthousandths * units * (_WHOLE_BP - rebate_bp), _WHOLE_BP)
    return Money(round_half_up(exact / _PARTS_PER_CENT))


def wrong_breaks(breaks: Iterable[PriceBreak]) -> bool:
    """Tell whether breaks contradict each other: a quantity twice, or one below two units."""
    found: Sequence[PriceBreak] = tuple(breaks)
    froms = [each.from_units for each in found]
    impossible = any(not 0 <= each.cost_tenthousandths <= _MOST_COST for each in found)
    return impossible or any(units <= 1 for units in froms) or len(set(froms)) < len(froms)


def is_possible_cost(cost_tenthousandths: int) -> bool:
    """Tell whether a unit can cost that: nothing negative, nothing above ten million euros."""
    return 0 <= cost_tenthousandths <= _MOST_COST
