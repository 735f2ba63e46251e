"""Which document each payment of a basket settles, so that every document is paid to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from merchant_desk.values.basket import Tender
from merchant_desk.values.ids import PaymentId, new_id
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.payment_means import Means


@dataclass(frozen=True, slots=True)
class Settled:
    """A payment of one document; ``place`` is that of the document in the list."""

    place: int
    payment_id: PaymentId
    means: Means
    amount: Money
    reference: str = ""


def kept_tenders(tenders: Sequence[Tender], change: Money) -> tuple[Tender, ...]:
    """Return what stays in the drawer: cash, the last put down first, without the change."""
    kept: list[Tender] = []
    for each in reversed(tenders):
        back = min(change, max(ZERO, each.amount)) if each.means is Means.CASH else ZERO
        change = change - back
        if each.amount - back:
            kept.append(replace(each, amount=each.amount - back))
    return tuple(reversed(kept))


def settle(totals: Sequence[Money], tenders: Sequence[Tender]) -> tuple[Settled, ...]:
    """Return the payments of documents; what comes back pays for what is taken instead.

    The payments of each document add up to its total, and those of the exchange to nothing.
    """
    left = list(totals)
    found = _exchange(left)
    for tender in tenders:
        rest, first = tender.amount, True
        for place, missing in enumerate(left):
            part = min(rest, missing) if rest.cents > 0 else max(rest, missing)
            if not part or (part.cents > 0) != (rest.cents > 0):
                continue
            payment_id = tender.payment_id if first else PaymentId(new_id())
            found.append(Settled(place, payment_id, tender.means, part, tender.reference))
            left[place], rest, first = missing - part, rest - part, False
    return tuple(found)


def _exchange(left: list[Money]) -> list[Settled]:
    """Pay what is sold with what comes back, as far as both go; change ``left`` accordingly."""
    sold = total(each for each in left if each.cents > 0)
    back = total(-each for each in left if each.cents < 0)
    both = min(sold, back)
    if not both:
        return []
    found = []
    rest = {True: both, False: both}
    for place, missing in enumerate(left):
        taken = min(rest[missing.cents > 0], max(missing, -missing))
        if not taken:
            continue
        rest[missing.cents > 0] -= taken
        part = taken if missing.cents > 0 else -taken
        found.append(Settled(place, PaymentId(new_id()), Means.EXCHANGE, part))
        left[place] = missing - part
    return found
