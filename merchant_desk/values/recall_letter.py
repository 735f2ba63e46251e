"""The letters that warn customers of a recalled lot, as they are drawn."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.remote import Address


@dataclass(frozen=True, slots=True)
class Warned:
    """A customer who has units of the lot, and in which orders they left."""

    name: str
    email: str
    address: Address
    orders: tuple[str, ...]
    sure: bool
    """Units of the lot were scanned into her parcel; else they are supposed to be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallLetters:
    """One letter a customer; none when nobody has any."""

    seller: Seller
    article: str
    lot: str
    expires_on: date | None
    reason: str
    written_on: date
    customers: tuple[Warned, ...]
    logo: bytes | None = None
