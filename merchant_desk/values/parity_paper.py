"""A comparison with a storefront, as it is put on paper."""

from dataclasses import dataclass
from datetime import datetime

from merchant_desk.values.parity import Parity


@dataclass(frozen=True, slots=True)
class ParityPaper:
    """Which shop was compared, when, and what was found."""

    shop: str
    compared_at: datetime
    report: Parity
