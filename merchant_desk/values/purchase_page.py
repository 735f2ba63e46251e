"""Everything a purchase order prints."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchasePageLine:
    """One article; quantities are units, ``packs`` how the supplier counts them."""

    supplier_sku: str
    sku: str
    title: str
    ean: str
    quantity: int
    pack_units: int
    cost_tenthousandths: int | None
    rebate_bp: int
    total: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchasePage:
    """An order as the supplier reads it; amounts are before VAT."""

    number: str
    ordered_on: date
    draft: bool
    shop: Seller
    logo: bytes | None
    supplier: str
    supplier_address: Address
    supplier_email: str
    customer_number: str
    delivery: tuple[str, ...]
    """The lines of the address to deliver to."""
    wanted_on: date | None
    lines: tuple[PurchasePageLine, ...]
    goods: Money
    carriage: Money
    total: Money
    unknown_prices: int
    note: str
    person: str
