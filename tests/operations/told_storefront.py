"""A storefront that refunds on its own, and tells what it did in its own time."""

from dataclasses import dataclass, field, replace

from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteOrder, RemoteRefund, RemoteReturn, RemoteState
from tests.operations.returns_desk import ReturnsDesk

PRICE, PORT, UNITS = 590, 490, 3


@dataclass
class Storefront:
    """The shop of the test: what it refunded, in its own order, and every state it told."""

    units: int = 0
    refunds: list[int] = field(default_factory=list)
    own: int = 0
    ended: RemoteState | None = None
    told: list[RemoteOrder] = field(default_factory=list)
    asked: list[RemoteReturn] = field(default_factory=list)

    def refund(self, units: int, cents: int) -> int:
        """Give back what is left at most, as platforms do."""
        self.units = min(UNITS, self.units + units)
        cents = min(cents, UNITS * PRICE + PORT - sum(self.refunds))
        if cents > 0:
            self.refunds.append(cents)
        return max(0, cents)

    def order(self, room: ReturnsDesk) -> RemoteOrder:
        base = room.remote("1042", UNITS, 0)
        soap = replace(base.lines[0], refunded_quantity=self.units)
        refunds = tuple(
            RemoteRefund(f"r{place}", Money(cents), "") for place, cents in enumerate(self.refunds)
        )
        at = room.gesture.at
        state = self.ended or base.state
        order = replace(
            base,
            lines=(soap, *base.lines[1:]),
            refunds=refunds,
            modified_at=at,
            state=state,
            returns=tuple(self.asked),
        )
        self.told.append(order)
        return order
