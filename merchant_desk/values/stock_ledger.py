"""One line of what an article cost: units that came or left, or a cost learnt later."""

from dataclasses import dataclass
from datetime import datetime

from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import OrderId, RecordId
from merchant_desk.values.words import MoveReason

TAKES_BACK = frozenset(
    {
        MoveReason.CORRECTION,
        MoveReason.IMPORT,
        MoveReason.BACK_TO_SUPPLIER,
        MoveReason.BREAKAGE,
    }
)
"""What leaves at the cost it came at, when it names what it takes back, or came back broken."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A move through the shop's door, or a change of cost (no units), as the ledgers hold it.

    Amounts are ten-thousandths of a euro before VAT. ``value`` is what the stock gained by it;
    ``spent`` what sales bear of a change of cost. ``cause_id`` names the receipt of a receipt and
    of what takes it back, the sale of a return, the batch of a change of cost. ``order_id`` is
    the order its units left with, and the one they came back from.
    """

    id: bytes
    at: datetime
    units: int
    value: int
    reason: MoveReason | CostReason
    spent: int = 0
    cause_id: RecordId | None = None
    note: str = ""
    order_id: OrderId | None = None

    @property
    def takes_back(self) -> bool:
        """Tell whether it leaves at the cost it came at, not at the average."""
        return self.units < 0 and self.cause_id is not None and self.reason in TAKES_BACK
