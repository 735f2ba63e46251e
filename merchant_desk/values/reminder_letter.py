"""A reminder of a late payment, as it is written and drawn."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from merchant_desk.values.invoice_page import Buyer, Seller
from merchant_desk.values.money import Money


class ReminderLevel(IntEnum):
    """How firmly it is asked."""

    COURTEOUS = 1
    FIRM = 2
    FORMAL = 3


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """What a reminder is about, on the day it is written."""

    number: str
    issued_on: date
    due_on: date
    today: date
    total: Money
    left: Money
    seller: Seller
    buyer: Buyer
    sent: tuple[int, ...] = ()
    """The levels written before."""

    @property
    def days_late(self) -> int:
        """Return for how many days it has been late."""
        return max(0, (self.today - self.due_on).days)


@dataclass(frozen=True, slots=True)
class ReminderText:
    """What is written, to be changed before it is kept."""

    subject: str
    body: str

    @property
    def whole(self) -> str:
        """Return both as they are kept: the subject is the first line."""
        return f"{self.subject}\n\n{self.body}"


@dataclass(frozen=True, slots=True)
class ReminderLetter:
    """The letter as it is drawn."""

    seller: Seller
    buyer: Buyer
    written_on: date
    text: ReminderText
    logo: bytes | None = None


def read_whole_text(kept: str) -> ReminderText:
    """Return what was kept as one text."""
    subject, _gap, body = kept.partition("\n\n")
    return ReminderText(subject, body)
