"""Believable values to draw: an order, a wave, an invoice."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from PIL import Image, ImageDraw

from merchant_desk.rules.invoice_mentions import due_mentions
from merchant_desk.rules.vat_lines import PricedLine, from_ttc
from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoiceLine,
    InvoicePage,
    InvoiceVatRow,
    Seller,
)
from merchant_desk.values.money import Money
from merchant_desk.values.order_code import order_code
from merchant_desk.values.remote import Address, Delivery
from merchant_desk.values.slips import PackingSlip, PickingBatch, PickLine, PickShare, SlipLine
from merchant_desk.values.vat import VatTreatment

HOME = Address(name="Camille Roux", line1="12 rue de la République", postcode="69002", city="Lyon")
LINES = (
    SlipLine("B2", "SAV-LAV-100", "Savon lavande 100 g", 3, "", "3760123456784"),
    SlipLine("A10", "BOU-MIE-120", "Bougie au miel", 2, "120 g · Verre ambré"),
    SlipLine("", "POC-COT-S", "Pochon coton, petit", 1),
    SlipLine("A2", "HUI-AMA-050", "Huile d’amande douce 50 ml", 1),
)
SLIP = PackingSlip(
    order_number="C1042",
    order_code=order_code("C1042"),
    shipping=HOME,
    delivery=Delivery.HOME,
    lines=LINES,
    customer="Camille Roux",
    placed_on=date(2026, 11, 19),
    carrier="Colissimo domicile",
    promised_on=date(2026, 11, 24),
    shop_name="Maison Lavande",
)
BATCH = PickingBatch(
    wave_number="12",
    created_at=datetime(2026, 11, 21, 13, 2, tzinfo=UTC),
    pick_lines=tuple(
        PickLine(
            bin_code=line.bin_code,
            sku=line.sku,
            name=line.name,
            quantity=line.quantity,
            option=line.option,
            ean=line.ean,
            shares=(PickShare("C1042", line.quantity),),
        )
        for line in LINES
    ),
    slips=(SLIP,),
    shop_name="Maison Lavande",
    prepared_by="Camille",
)
SELLER = Seller(
    name="Camille Roux",
    address=Address(line1="3 rue des Lilas", postcode="69001", city="Lyon"),
    siren="732829320",
    siret="73282932000074",
    trade_name="Maison Lavande",
    sole_trader=True,
    vat_number="FR44732829320",
)
SOLD = (
    ("SAV-LAV-100", "Savon lavande 100 g", 3, 1790, 2000),
    ("BIS-ANI-200", "Biscuits anis 200 g", 2, 980, 550),
    ("PORT", "Livraison Colissimo", 1, 690, 2000),
)


def slips(count: int) -> tuple[PackingSlip, ...]:
    """Return the slips of so many orders."""
    return tuple(
        replace(SLIP, order_number=f"C{number}", order_code=order_code(f"C{number}"))
        for number in range(1000, 1000 + count)
    )


def invoice(
    sold: tuple[tuple[str, str, int, int, int], ...] = SOLD,
    treatment: VatTreatment = VatTreatment.NORMAL,
) -> InvoicePage:
    """Return an invoice to a private customer; its mentions are still to be added."""
    amounts = from_ttc(
        [PricedLine(Money(ttc), rate_bp, treatment) for _sku, _name, _count, ttc, rate_bp in sold]
    )
    return InvoicePage(
        kind=InvoiceKind.INVOICE,
        number="FA2026-000123",
        issued_on=date(2026, 11, 21),
        seller=SELLER,
        buyer=Buyer(HOME),
        lines=tuple(
            InvoiceLine(sku, name, count, rate_bp, line.net, line.ttc, treatment=treatment)
            for (sku, name, count, _ttc, rate_bp), line in zip(sold, amounts.lines, strict=True)
        ),
        vat_rows=tuple(
            InvoiceVatRow(row.rate_bp, row.base, row.vat, row.ttc, row.treatment)
            for row in amounts.rows
        ),
        order_number="C1042",
        ordered_on=date(2026, 11, 19),
    )


def issued(page: InvoicePage) -> InvoicePage:
    """Return the invoice with the mentions it owes."""
    return replace(page, mentions=due_mentions(page))


@cache
def logo(fashion: str = "PNG") -> bytes:
    """Return a small logo, transparent where its format can be."""
    picture = Image.new("RGBA", (400, 120), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((10, 10, 110, 110), fill=(75, 59, 181, 255))
    if fashion == "JPEG":
        picture = picture.convert("RGB")
    out = io.BytesIO()
    picture.save(out, fashion)
    return out.getvalue()
