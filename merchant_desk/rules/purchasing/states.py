"""Where an order stands by what came of it, and what is still to come."""

from collections.abc import Iterable
from dataclasses import dataclass

from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.purchases import OPEN_STATES


@dataclass(frozen=True, slots=True)
class LineComing:
    """The units of one line."""

    quantity: int
    received: int = 0
    given_up: int = 0
    confirmed: int | None = None

    @property
    def open(self) -> int:
        """Return the units still to come, as the supplier confirmed them; never below none."""
        told = self.quantity if self.confirmed is None else self.confirmed
        return max(0, told - self.received - self.given_up)


def state_after_receipt(
    state: PurchaseState, lines: Iterable[LineComing], *, confirmed: bool
) -> PurchaseState:
    """Return where an order stands once receipts are counted, or taken back.

    Drafts and orders that were closed or cancelled by a person stay what they are.
    """
    told = tuple(lines)
    if state not in OPEN_STATES | {PurchaseState.RECEIVED} or not told:
        return state
    if any(each.received for each in told):
        done = all(each.open == 0 for each in told)
        return PurchaseState.RECEIVED if done else PurchaseState.PARTIAL
    return PurchaseState.CONFIRMED if confirmed else PurchaseState.SENT
