"""One step in the life of an e-invoice, as a life-cycle message tells it (XP Z12-012, annex B)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from merchant_desk.values.money import Money


class StatusCode(IntEnum):
    """The statuses of the closed list that concern a merchant."""

    SUBMITTED = 200
    ISSUED = 201
    RECEIVED = 202
    AVAILABLE = 203
    TAKEN_IN_CHARGE = 204
    APPROVED = 205
    PARTLY_APPROVED = 206
    DISPUTED = 207
    SUSPENDED = 208
    COMPLETED = 209
    REFUSED = 210
    PAYMENT_SENT = 211
    COLLECTED = 212
    REJECTED = 213
    CANCELLED = 220
    MISROUTED = 221
    UNACCEPTABLE = 501


@dataclass(frozen=True, slots=True)
class StatusReason:
    """Why: a code of the closed list, and words."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class StatusAmount:
    """Money of a status: ``MEN`` is what was collected, VAT included, of one rate."""

    amount: Money
    rate_bp: int
    kind: str = "MEN"


@dataclass(frozen=True, slots=True)
class Party:
    """A business in a life-cycle message."""

    siren: str
    name: str
    address: str = ""
    """Its electronic address (scheme 0225); empty: the SIREN itself."""


@dataclass(frozen=True, slots=True)
class StatusSaid:
    """What one message says of one invoice."""

    invoice_number: str
    code: int
    happened_at: datetime
    invoice_date: date | None = None
    invoice_type: str = "380"
    seller_siren: str = ""
    reasons: tuple[StatusReason, ...] = ()
    note: str = ""
    amounts: tuple[StatusAmount, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusToSay:
    """A message to write: who says it, to whom, about what."""

    message_id: str
    said: StatusSaid
    sender: Party
    recipient: Party
    by_seller: bool
