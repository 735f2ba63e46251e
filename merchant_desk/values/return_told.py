"""What was told of a return beside its articles: its days, and what the way back cost."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.goods_words import AnnouncedBy
from merchant_desk.values.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTold:
    """Everything that may be corrected, as it is kept."""

    declared_on: date
    announced_by: AnnouncedBy | None = None
    delivered_on: date | None = None
    informed: bool = True
    informed_on: date | None = None
    extended_to: date | None = None
    proof_on: date | None = None
    carriage_back: Money = ZERO
    note: str = ""
