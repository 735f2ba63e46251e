"""A shop, its customers and a plain way to write a page: amounts by the real VAT rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from merchant_desk.rules.invoice_mentions import due_mentions
from merchant_desk.rules.vat_lines import PricedLine, from_net, from_ttc
from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoiceLine,
    InvoicePage,
    InvoicePayment,
    InvoiceVatRow,
    PriceMethod,
    Seller,
)
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import VatTreatment

TODAY = date(2026, 11, 21)
YESTERDAY = date(2026, 11, 20)
SHOP = Seller(
    name="Camille Roux",
    trade_name="Aux Trois Lilas",
    address=Address(line1="3 rue des Lilas", postcode="69001", city="Lyon"),
    siren="732829320",
    siret="73282932000074",
    sole_trader=True,
    vat_number="FR44732829320",
    email="bonjour@trois-lilas.example",
    phone="04 72 00 00 00",
    iban="FR76 3000 6000 0112 3456 7890 189",
    bic="AGRIFRPP",
)
COMPANY = Buyer(
    Address(
        name="Paul Martin",
        company="Atelier Martin SARL",
        line1="12 quai de Saône",
        postcode="69002",
        city="Lyon",
    ),
    is_business=True,
    siren="552100554",
    siret="55210055400013",
    vat_number="FR96552100554",
    email="compta@atelier-martin.example",
)
CONSUMER = Buyer(
    Address(name="Inès Faure", line1="5 place du Marché", postcode="44000", city="Nantes"),
    email="ines.faure@courriel.example",
)
GERMAN = Buyer(
    Address(
        company="Blumenladen Müller GmbH",
        line1="Lindenstraße 4",
        postcode="10969",
        city="Berlin",
        country="DE",
    ),
    is_business=True,
    vat_number="DE136695976",
)


def line(
    name: str,
    price: int,
    quantity: int = 1,
    rate_bp: int = 2000,
    treatment: VatTreatment = VatTreatment.NORMAL,
    **more: object,
) -> InvoiceLine:
    """Write a line whose price, in cents, follows the method of its page."""
    discount = more.pop("discount", ZERO)
    assert isinstance(discount, Money)
    amount = Money(price * quantity) - discount
    written = InvoiceLine(
        sku=name[:3].upper(),
        name=name,
        quantity=quantity,
        rate_bp=rate_bp,
        net=amount,
        ttc=amount,
        treatment=treatment,
        unit_price=UnitPrice.of(Money(price)),
        discount=discount,
    )
    return replace(written, **more)  # type: ignore[arg-type] # fields of a line, by their names


def shipping(price: int, rate_bp: int = 2000) -> InvoiceLine:
    return line("Livraison Colissimo", price, rate_bp=rate_bp, kind=LineKind.SHIPPING, sku="")


def fee(name: str, price: int, rate_bp: int = 2000) -> InvoiceLine:
    return line(name, price, rate_bp=rate_bp, kind=LineKind.FEE, sku="")


def page(lines: Sequence[InvoiceLine], **more: object) -> InvoicePage:
    """Write a page; its amounts are worked out of the prices of the lines by its method."""
    method = more.get("method", PriceMethod.NET)
    amounts = (from_net if method is PriceMethod.NET else from_ttc)(
        [PricedLine(each.net, each.rate_bp, each.treatment) for each in lines]
    )
    written = InvoicePage(
        kind=InvoiceKind.INVOICE,
        number="FA2026-000123",
        issued_on=TODAY,
        seller=SHOP,
        buyer=COMPANY,
        lines=tuple(
            replace(each, net=part.net, ttc=part.ttc)
            for each, part in zip(lines, amounts.lines, strict=True)
        ),
        vat_rows=tuple(
            InvoiceVatRow(row.rate_bp, row.base, row.vat, row.ttc, row.treatment)
            for row in amounts.rows
        ),
        delivered_on=TODAY,
        method=PriceMethod.NET,
        due_on=date(2026, 12, 21),
    )
    written = replace(written, **more)  # type: ignore[arg-type] # fields of a page, by their names
    return replace(written, mentions=due_mentions(written))


def consumer_page(lines: Sequence[InvoiceLine], **more: object) -> InvoicePage:
    """Write what a web order becomes: prices with VAT, paid by card on the day."""
    facts: dict[str, object] = {"method": PriceMethod.TTC, "buyer": CONSUMER, "due_on": None}
    written = page(lines, **(facts | more))
    if "payments" in more:
        return written
    return replace(written, payments=(InvoicePayment("card", YESTERDAY, written.ttc),))
