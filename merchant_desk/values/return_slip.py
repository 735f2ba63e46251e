"""What the customer puts into her parcel when goods go back."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class SlipItem:
    """Units of an article that go back, and why."""

    sku: str
    name: str
    units: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSlip:
    """One return as its slip tells it; ``number`` is in the bars."""

    number: str
    order_number: str
    customer: str
    declared_on: date
    send_back_by: date | None
    customer_pays: bool
    """Whether the way back is hers to pay (C. conso. L221-23)."""
    seller: Seller
    items: tuple[SlipItem, ...]
    logo: bytes | None = None
    email: str = ""
    """Where the slip can be sent."""

    @property
    def who_pays(self) -> str:
        """Return who bears the way back, in one sentence."""
        if self.customer_pays:
            return _("Les frais de renvoi sont à votre charge.")
        return _("Les frais de renvoi sont pour nous\u00a0: joignez-nous le reçu du transporteur.")
