"""What write-downs took off units that are still there: no more of it may be given back."""

from collections.abc import Iterable

from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.stock_ledger import LedgerLine


def written_down(lines: Iterable[LedgerLine]) -> int:
    """Return what the units on hand are still written down by, in ten-thousandths of a euro.

    What leaves takes its share with it, so that a reversal never makes what is left worth more
    than it cost (PCG art. 214-22).
    """
    quantity = written = 0
    for line in lines:
        if line.reason is CostReason.WRITE_DOWN:
            written = max(0, written - line.value)
        elif line.units < 0 < quantity:
            written = written * max(0, quantity + line.units) // quantity
        quantity += line.units
    return written
