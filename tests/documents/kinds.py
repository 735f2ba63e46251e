"""One page of every kind of document a shop issues, with its mentions, as it is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from merchant_desk.rules.vat_lines import PricedLine, from_net
from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoiceLine,
    InvoicePage,
    InvoicePayment,
    InvoiceReference,
    InvoiceVatRow,
    PriceMethod,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import SaleCategory, VatTreatment
from tests.documents.samples import SELLER, SOLD, invoice, issued

IBAN = "FR7630006000011234567890189"
SHOP = replace(
    SELLER,
    phone="04 78 00 00 00",
    email="bonjour@maison-lavande.fr",
    website="maison-lavande.fr",
    iban=IBAN,
    bic="AGRIFRPP",
    colour="#5B3FA8",
    footer="Merci de votre confiance. Nos savons sont coulés à la main à Lyon.",
    mediator="CM2C, cm2c.net",
)
BUSINESS = Buyer(
    Address(
        company="Atelier Morel SAS",
        name="Inès Morel",
        line1="ZA des Peupliers",
        postcode="38000",
        city="Grenoble",
    ),
    is_business=True,
    siren="552100554",
    vat_number="FR40552100554",
)
GERMAN = Buyer(
    Address(
        company="Seifenhaus GmbH",
        line1="Hauptstraße 3",
        postcode="10115",
        city="Berlin",
        country="DE",
    ),
    is_business=True,
    vat_number="DE123456789",
)
STORE = Address(
    company="Atelier Morel — dépôt", line1="7 quai Jongkind", postcode="38000", city="Grenoble"
)
LOGO = (Path(__file__).resolve().parents[2] / "resources" / "sample" / "logo.png").read_bytes()
PAID = (InvoicePayment("card", date(2026, 11, 19), Money(3460)),)
EARLIER = InvoiceReference("FA2026-000100", date(2026, 11, 2))
DEPOSIT = InvoiceReference("FA2026-000090", date(2026, 10, 12), InvoiceKind.DEPOSIT, Money(1500))
NO_VAT = tuple((sku, name, count, ttc, 0) for sku, name, count, ttc, _rate in SOLD)


def shop_invoice(page: InvoicePage | None = None) -> InvoicePage:
    """Return an invoice of the sample shop, logo and colour on."""
    return replace(page or invoice(), seller=SHOP, logo=LOGO)


def net_invoice() -> InvoicePage:
    """Return an invoice between businesses: prices without VAT, up to six decimals."""
    sold = (
        ("SAV-VRAC", "Savon de Marseille en vrac, le gramme", 12_500, 14_296, 2000),
        ("ETI-KRA", "Étiquette kraft, le cent", 40, 184, 2000),
        ("MIE-250", "Miel de lavande 250 g — carton de 12", 6, 74_400, 550),
    )
    lines, rows = _net_amounts(tuple((net, rate) for *_rest, net, rate in sold))
    units = (UnitPrice(11_437), UnitPrice(46_000), UnitPrice(124_000_000))
    return replace(
        shop_invoice(),
        buyer=BUSINESS,
        method=PriceMethod.NET,
        lines=tuple(
            replace(InvoiceLine(sku, name, count, rate, *amounts), unit_price=unit)
            for (sku, name, count, _net, rate), amounts, unit in zip(
                sold, lines, units, strict=True
            )
        ),
        vat_rows=rows,
        delivery_address=STORE,
        delivered_on=date(2026, 11, 18),
        due_on=date(2026, 12, 21),
        purchase_order="BC-7781",
        note="Livraison au dépôt avant 10 h, sonner deux fois.",
    )


def _net_amounts(
    sold: tuple[tuple[int, int], ...],
) -> tuple[tuple[tuple[Money, Money], ...], tuple[InvoiceVatRow, ...]]:
    amounts = from_net([PricedLine(Money(net), rate) for net, rate in sold])
    lines = tuple((line.net, line.ttc) for line in amounts.lines)
    rows = tuple(InvoiceVatRow(row.rate_bp, row.base, row.vat, row.ttc) for row in amounts.rows)
    return lines, rows


def turned(page: InvoicePage) -> InvoicePage:
    """Return a page with its amounts as a credit note keeps them: taken away."""
    return replace(
        page,
        lines=tuple(
            replace(line, quantity=-line.quantity, net=-line.net, ttc=-line.ttc)
            for line in page.lines
        ),
        vat_rows=tuple(
            replace(row, base=-row.base, vat=-row.vat, ttc=-row.ttc) for row in page.vat_rows
        ),
    )


def credit_note() -> InvoicePage:
    """Return the credit note of a whole invoice, paid back by card."""
    return replace(
        turned(shop_invoice()),
        kind=InvoiceKind.CREDIT_NOTE,
        number="AV2026-000007",
        corrects=EARLIER,
        reason="Savons arrivés cassés",
        payments=(InvoicePayment("card", date(2026, 11, 21), Money(-3460)),),
    )


def eco_invoice() -> InvoicePage:
    """Return an invoice with discounts and two schemes of eco-participation."""
    page = shop_invoice()
    first, second, port = page.lines
    return replace(
        page,
        lines=(
            replace(
                first,
                name="Lampe de chevet à variateur",
                eco=Money(15),
                eco_scheme="DEEE",
                unit_price=UnitPrice.of(Money(630)),
                discount=Money(100),
            ),
            replace(
                second, name="Tabouret bas", option="Chêne clair", eco=Money(62), eco_scheme="DEA"
            ),
            replace(port, kind=LineKind.SHIPPING),
        ),
        has_guaranteed_goods=True,
        sold_in_shop=True,
        payments=PAID,
    )


def ticket() -> InvoicePage:
    """Return a sale at the counter, paid in cash and by card."""
    return replace(
        shop_invoice(),
        kind=InvoiceKind.TICKET,
        number="TA2026-001204",
        issued_at=datetime(2026, 11, 21, 13, 2, 41, tzinfo=UTC),
        buyer=Buyer(Address()),
        order_number="",
        ordered_on=None,
        operator="Camille",
        register="A",
        seal="k7Qz",
        sold_in_shop=True,
        has_guaranteed_goods=True,
        payments=(
            InvoicePayment("card", date(2026, 11, 21), Money(2000)),
            InvoicePayment("cash", date(2026, 11, 21), Money(1460)),
        ),
        change=Money(540),
    )


def _of(treatment: VatTreatment, buyer: Buyer | None = None) -> InvoicePage:
    page = shop_invoice(invoice(NO_VAT, treatment))
    return replace(page, buyer=buyer) if buyer else page


@cache
def every_kind() -> dict[str, InvoicePage]:
    """Return every kind of A4 document, by name."""
    business = replace(shop_invoice(), buyer=BUSINESS, due_on=date(2026, 12, 21))
    franchise = replace(SHOP, vat_number="")
    long = tuple(
        (f"SKU{n:04d}", f"Article numéro {n}", 1 + n % 3, 100 + n, 2000) for n in range(400)
    )
    kinds = {
        "consumer": replace(shop_invoice(), payments=PAID),
        "consumer_unpaid": shop_invoice(),
        "business": business,
        "net": net_invoice(),
        "credit_note": credit_note(),
        "credit_business": replace(
            credit_note(), buyer=BUSINESS, payments=(), reason="Geste commercial"
        ),
        "corrected": replace(business, kind=InvoiceKind.CORRECTED, corrects=EARLIER),
        "deposit": replace(
            shop_invoice(invoice((("", "Acompte sur la commande C1042", 1, 1500, 2000),))),
            kind=InvoiceKind.DEPOSIT,
            number="FA2026-000090",
            payments=(InvoicePayment("transfer", date(2026, 11, 20), Money(1500)),),
        ),
        "final": replace(business, deposits=(DEPOSIT,)),
        "franchise": replace(_of(VatTreatment.FRANCHISE), seller=franchise),
        "margin": _of(VatTreatment.SECOND_HAND),
        "intra_eu": _of(VatTreatment.INTRA_EU, GERMAN),
        "export": _of(VatTreatment.EXPORT),
        "reverse_charge": _of(VatTreatment.REVERSE_CHARGE, BUSINESS),
        "oss": replace(
            shop_invoice(invoice(((*SOLD[0][:4], 1900),), VatTreatment.OSS)),
            tax_country="DE",
            buyer=Buyer(replace(GERMAN.address, company="", name="Anna Schmidt")),
        ),
        "eco": eco_invoice(),
        "services": replace(business, category=SaleCategory.BOTH),
        "of_ticket": replace(
            shop_invoice(),
            details=InvoiceReference("TA2026-001204", date(2026, 11, 20), InvoiceKind.TICKET),
            payments=PAID,
        ),
        "duplicate": replace(business, duplicate=2),
        "training": replace(business, training=True, number="ECOLE-000004"),
        "long": shop_invoice(invoice(long)),
    }
    return {name: issued(page) for name, page in kinds.items()}
