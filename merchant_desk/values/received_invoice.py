"""An invoice that came from a supplier, as its data say it: read, not yet judged by anyone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merchant_desk.values.money import ZERO, Money

QUANTITY_PARTS = 10_000
"""Quantities are counted in ten-thousandths: 1,5 kg is 15,000."""
CREDIT_KINDS = frozenset(
    {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"}
)
"""UNTDID 1001: the documents by which a supplier gives money back."""


class ReceivedSyntax(StrEnum):
    """The form an invoice came in."""

    FACTUR_X = "factur-x"
    CII = "cii"
    UBL = "ubl"


@dataclass(frozen=True, slots=True)
class ReceivedFinding:
    """Something the reading noticed: the rule it breaks, and a sentence for the merchant."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedParty:
    """Who sells or who buys, as the invoice names them; an empty field is not told."""

    name: str = ""
    siren: str = ""
    vat_number: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedLine:
    """One thing charged; amounts are those of the file, positive on a credit note."""

    name: str
    net: Money
    quantity: int  # in ten-thousandths of the unit
    unit_millionths: int | None = None  # net price of one unit
    rate_bp: int = 0
    category: str = "S"
    unit: str = ""
    supplier_sku: str = ""
    buyer_sku: str = ""
    ean: str = ""
    charges: Money = ZERO  # of the line, discounts below zero


@dataclass(frozen=True, slots=True)
class ReceivedRate:
    """Base and VAT of one rate, as the invoice says them."""

    category: str
    rate_bp: int
    base: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class ReceivedCharge:
    """Carriage, a fee, or a discount on the whole invoice; a discount counts below zero."""

    reason: str
    amount: Money
    category: str
    rate_bp: int
    is_discount: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedTotals:
    """The totals the invoice says; None where it does not say one."""

    total: Money
    net: Money | None = None
    vat: Money | None = None
    lines: Money | None = None
    charges: Money | None = None
    discounts: Money | None = None
    prepaid: Money = ZERO
    rounding: Money = ZERO
    payable: Money | None = None


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """The bytes an invoice came in, and the name they had."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedInvoice:
    """What an invoice file says, and what its reading noticed."""

    syntax: ReceivedSyntax
    profile: str
    kind: str
    number: str
    issue_date: date
    seller: ReceivedParty
    buyer: ReceivedParty
    totals: ReceivedTotals
    due_on: date | None = None
    delivered_on: date | None = None
    order_reference: str = ""
    corrects: str = ""  # number of the invoice it corrects or gives back
    lines: tuple[ReceivedLine, ...] = ()
    rates: tuple[ReceivedRate, ...] = ()
    charges: tuple[ReceivedCharge, ...] = ()
    iban: str = ""
    bic: str = ""
    terms: str = ""
    notes: tuple[str, ...] = ()
    findings: tuple[ReceivedFinding, ...] = ()

    @property
    def is_credit(self) -> bool:
        """Tell whether it gives money back."""
        return self.kind in CREDIT_KINDS

    @property
    def payable(self) -> Money:
        """Return what is left to pay as it says, or as its totals make it."""
        if self.totals.payable is not None:
            return self.totals.payable
        return self.totals.total - self.totals.prepaid + self.totals.rounding

    @property
    def vat(self) -> Money:
        """Return its VAT as it says, or as its totals make it."""
        if self.totals.vat is not None:
            return self.totals.vat
        return ZERO if self.totals.net is None else self.totals.total - self.totals.net

    @property
    def net(self) -> Money:
        """Return its total without VAT as it says, or as its totals make it."""
        return self.totals.net if self.totals.net is not None else self.totals.total - self.vat
