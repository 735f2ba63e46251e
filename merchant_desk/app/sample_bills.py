"""Invoices that suppliers wrote to the sample shop, as pages and as the files they sent."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from merchant_desk.app.demo_shop import sample_seller
from merchant_desk.rules.company_numbers import vat_number_of
from merchant_desk.rules.invoice_mentions import due_mentions
from merchant_desk.rules.vat_lines import PricedLine, from_net
from merchant_desk.values.bundled import RESOURCES
from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoiceLine,
    InvoicePage,
    InvoiceVatRow,
    PriceMethod,
    Seller,
)
from merchant_desk.values.money import Money
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.remote import Address
from merchant_desk.values.unit_price import UnitPrice

ISSUED, DUE = "{issued}", "{due}"
"""Where the days stand in a file that is kept."""
BILLS_FOLDER = RESOURCES / "sample" / "bills"
_STANDARD_BP = 2000
_SIRENS = {
    "Savonnerie du Ventoux": "111222337",
    "Emballages Girard": "222333445",
    "Verrerie des Alpes": "333444552",
    "Transports Meunier": "444555668",
}


@dataclass(frozen=True, slots=True)
class Bill:
    """One invoice: who sends it, how many days ago, due in how many, what for."""

    supplier: str
    number: str
    days_ago: int
    due_in: int
    lines: tuple[tuple[str, int, int], ...]  # name, quantity, cents each

    def days(self, today: date) -> tuple[date, date]:
        """Return the day it was written, and the day it is due."""
        return today - timedelta(days=self.days_ago), today + timedelta(days=self.due_in)


BOXES = Bill("Emballages Girard", "EG-5512", 42, -12, (("Boîtes cadeau", 250, 165),))
FREIGHT = Bill("Transports Meunier", "TM88123", 9, 21, (("Fret", 1, 9640),))
JARS = Bill("Verrerie des Alpes", "2026-1044", 5, 25, (("Bocaux", 400, 320),))
LABELS = Bill("Emballages Girard", "EG-5530", 14, 16, (("Étiquettes", 900, 12),))
SOAPS = Bill(
    "Savonnerie du Ventoux",
    "F-2026-118",
    2,
    28,
    (
        ("Savon de Marseille Lavande fine 100 g", 24, 190),
        ("Savon de Marseille Verveine 100 g", 24, 190),
    ),
)
BILLS = (BOXES, FREIGHT, JARS, LABELS, SOAPS)


def kept_bill(bill: Bill, today: date) -> ReceivedFile:
    """Return an invoice from the file our own writer made of it, dated as if sent these days."""
    data = (BILLS_FOLDER / f"{bill.number}.xml").read_bytes()
    for place, day in zip((ISSUED, DUE), bill.days(today), strict=True):
        data = data.replace(place.encode(), f"{day:%Y%m%d}".encode())
    return ReceivedFile(f"{bill.number}.xml", data)


def bill_page(bill: Bill, today: date) -> InvoicePage:
    """Return an invoice as its supplier wrote it."""
    nets = [Money(cents * quantity) for _name, quantity, cents in bill.lines]
    amounts = from_net([PricedLine(net, _STANDARD_BP) for net in nets])
    issued, due = bill.days(today)
    page = InvoicePage(
        kind=InvoiceKind.INVOICE,
        number=bill.number,
        issued_on=issued,
        seller=_supplier(bill.supplier),
        buyer=_shop(),
        lines=tuple(
            InvoiceLine(
                sku="",
                name=name,
                quantity=quantity,
                rate_bp=_STANDARD_BP,
                net=part.net,
                ttc=part.ttc,
                unit_price=UnitPrice.of(Money(cents)),
            )
            for (name, quantity, cents), part in zip(bill.lines, amounts.lines, strict=True)
        ),
        vat_rows=tuple(
            InvoiceVatRow(row.rate_bp, row.base, row.vat, row.ttc) for row in amounts.rows
        ),
        delivered_on=issued,
        due_on=due,
        method=PriceMethod.NET,
    )
    return replace(page, mentions=due_mentions(page))


def _supplier(name: str) -> Seller:
    siren = _SIRENS[name]
    return Seller(
        name=name,
        address=Address(line1="4 route des Usines", postcode="38000", city="Grenoble"),
        siren=siren,
        vat_number=vat_number_of(siren),
        legal_form="SAS",
        capital=Money(2_000_000),
        rcs_city="Grenoble",
        email="facturation@fournisseur.example",
        iban="FR7630006000011234567890189",
        bic="AGRIFRPP",
    )


def _shop() -> Buyer:
    ours = sample_seller()
    return Buyer(
        replace(ours.address, company=ours.name),
        is_business=True,
        siren=ours.siren,
        vat_number=ours.vat_number,
        email=ours.email,
    )
