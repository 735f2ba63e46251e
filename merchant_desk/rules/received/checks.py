"""Everything that is checked of an invoice received, in the order she reads it."""

from collections.abc import Callable, Iterator

from merchant_desk.rules.received import days, identities, sums
from merchant_desk.values.received_invoice import ReceivedFinding, ReceivedInvoice

RECEIVED_CHECKS: tuple[Callable[[ReceivedInvoice], Iterator[ReceivedFinding]], ...] = (
    sums.check_sums,
    sums.check_lines,
    sums.check_rates,
    days.check_days,
    identities.check_seller,
    identities.check_account,
)


def received_findings(invoice: ReceivedInvoice) -> tuple[ReceivedFinding, ...]:
    """Return what is wrong with an invoice by itself: sums, rates, days, numbers."""
    return tuple(found for check in RECEIVED_CHECKS for found in check(invoice))
