"""One thing that waits for a person, whatever its kind."""

from dataclasses import dataclass
from datetime import datetime

from merchant_desk.queries.to_check import CheckKind
from merchant_desk.values.ids import OrderId, ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckItem:
    """One thing to decide; ``key`` is the id of the record, conflict, order … of its kind."""

    kind: CheckKind
    key: bytes
    title: str
    reason: str
    advice: str = ""
    at: datetime | None = None
    order_id: OrderId | None = None
    product_id: ProductId | None = None
    field: str = ""
    desk_value: str = ""
    shop_value: str = ""
    units: int = 0
    many_cancellations: bool = False
