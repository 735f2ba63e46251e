"""The goods that expected sales make her buy: what stock and orders under way do not cover."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from merchant_desk.rules.cash_sales.outlook import ONE
from merchant_desk.values.money import round_half_up

_WHOLE_BP = 10_000
_TENTHOUSANDTHS_A_CENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePace:
    """One article: how it sells, where it stands, what it costs."""

    supplier: bytes
    """Empty: nobody is known to sell it to us."""
    sold: int
    """Units sold in ``weeks``."""
    weeks: Fraction
    position: int
    """Units there are or will be without another order."""
    cost_tenthousandths: int
    rate_bp: int


def goods_to_buy(
    articles: Iterable[ArticlePace], factors: Sequence[int]
) -> Mapping[tuple[bytes, int], int]:
    """Return the cents, VAT included, of what each supplier must bring in each week to come.

    ``factors`` say, in millionths, how much each week sells of what the last weeks did. An article
    eats up its stock first; what it sells after that has to come in the week it is sold.
    """
    found: dict[tuple[bytes, int], Fraction] = {}
    for each in articles:
        if each.sold <= 0 or each.weeks <= 0 or each.cost_tenthousandths <= 0:
            continue
        left = Fraction(max(each.position, 0))
        usual = Fraction(each.sold) / each.weeks
        cents = Fraction(
            each.cost_tenthousandths * (_WHOLE_BP + each.rate_bp),
            _TENTHOUSANDTHS_A_CENT * _WHOLE_BP,
        )
        for week, factor in enumerate(factors):
            sold = usual * factor / ONE
            bought = max(sold - left, Fraction(0))
            left = max(left - sold, Fraction(0))
            if bought:
                key = (each.supplier, week)
                found[key] = found.get(key, Fraction(0)) + bought * cents
    return {key: round_half_up(cents) for key, cents in sorted(found.items())}
