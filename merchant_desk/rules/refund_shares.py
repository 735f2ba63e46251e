"""What was given back on each line of an order: told by the storefront, else worked out."""

from dataclasses import replace

from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import RemoteLine, RemoteOrder


def with_refunds_shared(order: RemoteOrder) -> RemoteOrder:
    """Return the order with what was given back on every line.

    A refund that names no line is a rebate on all of them: it is shared by what each still costs.
    """
    if not order.refunds and not any(line.refunded_quantity for line in order.lines):
        return order
    named = [_named(line) for line in order.lines]
    costs = [line.total - back for line, back in zip(order.lines, named, strict=True)]
    loose = total(refund.amount for refund in order.refunds) - total(named)
    loose = min(loose, total(costs))
    weights = [max(0, cost.cents) for cost in costs]
    shared = loose.share(weights) if loose.cents > 0 and any(weights) else [ZERO] * len(order.lines)
    lines = zip(order.lines, named, shared, strict=True)
    return replace(
        order, lines=tuple(replace(line, refunded=back + share) for line, back, share in lines)
    )


def _named(line: RemoteLine) -> Money:
    """Return what a refund says of this line, else the price of the units it took back."""
    if line.refunded is None:
        return line.total.part(min(line.refunded_quantity, line.quantity), line.quantity)
    low, high = sorted((ZERO, line.total))
    return min(max(line.refunded, low), high)
