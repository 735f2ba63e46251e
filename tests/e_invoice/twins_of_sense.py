"""Pages every official rule accepts and no shop may issue: signs, regimes, places and dates."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from merchant_desk.values.invoice_page import InvoiceKind, InvoicePayment, InvoiceReference
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.vat import VatTreatment
from tests.e_invoice.recipes import FIRST, SOAP
from tests.e_invoice.shop import COMPANY, CONSUMER, GERMAN, SHOP, TODAY, consumer_page, fee, line
from tests.e_invoice.shop import page as written
from tests.e_invoice.twins import BUSINESS, Twin

_BOOK = line("Carnet", 1200, -1)
_TOO_LOW = line("Carnet", 1200, discount=Money(1500))
_ABROAD = "to another member state"
_OSS = "one-stop shop"
_DEPOSIT = "deposit"

SIGNS: Mapping[str, Twin] = {
    "an invoice of less than nothing": Twin(
        BUSINESS, "total", lambda _page: written([fee("Remise", -1200)])
    ),
    "a deposit of less than nothing": Twin(
        _DEPOSIT,
        "total",
        lambda page: replace(written([fee("Acompte", -1200)]), kind=page.kind, number=page.number),
    ),
    "a correction of less than nothing": Twin(
        "corrected invoice",
        "total",
        lambda page: replace(
            written([fee("Remise", -1200)]),
            kind=page.kind,
            number=page.number,
            corrects=page.corrects,
        ),
    ),
    "a product taken back on an invoice": Twin(
        BUSINESS, "ligne", lambda _page: written([SOAP, _BOOK])
    ),
    "a discount larger than its line": Twin(
        BUSINESS, "ligne", lambda _page: written([SOAP, _TOO_LOW])
    ),
    "a credit note that asks for money": Twin(
        "credit note",
        "total",
        lambda page: replace(
            written([SOAP]), kind=page.kind, number=page.number, corrects=FIRST, due_on=None
        ),
    ),
}
PLACES: Mapping[str, Twin] = {
    "an export that stays in France": Twin(
        "export to a company", "262 I", lambda page: replace(page, buyer=COMPANY)
    ),
    "an export delivered in France": Twin(
        "export to a company",
        "262 I",
        lambda page: replace(page, delivery_address=COMPANY.address),
    ),
    "another state, to a buyer of Switzerland": Twin(
        _ABROAD,
        "262 ter",
        lambda page: replace(
            page, buyer=replace(page.buyer, address=replace(page.buyer.address, country="CH"))
        ),
    ),
    "another state, to a French VAT number": Twin(
        _ABROAD,
        "262 ter",
        lambda page: replace(page, buyer=COMPANY, delivery_address=GERMAN.address),
    ),
    "a one-stop sale to a business that has a VAT number": Twin(
        _OSS,
        "OSS",
        lambda page: replace(page, buyer=replace(page.buyer, vat_number="DE136695976")),
    ),
    "a one-stop sale taxed elsewhere than it goes": Twin(
        _OSS,
        "OSS",
        lambda page: replace(
            page, buyer=replace(page.buyer, address=replace(page.buyer.address, country="DE"))
        ),
    ),
    "a shop under the VAT number of another": Twin(
        BUSINESS,
        "SIREN",
        lambda page: replace(page, seller=replace(SHOP, vat_number="FR96552100554")),
    ),
    "a buyer under the VAT number of another": Twin(
        BUSINESS,
        "SIREN",
        lambda page: replace(page, buyer=replace(COMPANY, vat_number="FR44732829320")),
    ),
    "a French postcode of four digits": Twin(
        BUSINESS,
        "code postal",
        lambda page: replace(
            page, buyer=replace(COMPANY, address=replace(COMPANY.address, postcode="6900"))
        ),
    ),
    "a French address without postcode": Twin(
        "to a consumer, paid",
        "code postal",
        lambda page: replace(
            page, buyer=replace(CONSUMER, address=replace(CONSUMER.address, postcode=""))
        ),
    ),
}
DAYS: Mapping[str, Twin] = {
    "a business that pays after three months": Twin(
        BUSINESS, "L441-10", lambda page: replace(page, due_on=date(2027, 2, 21))
    ),
    "a business that pays a day too late": Twin(
        BUSINESS, "L441-10", lambda page: replace(page, due_on=date(2027, 2, 1))
    ),
    "a deposit due before it is asked": Twin(
        _DEPOSIT, "échéance", lambda page: replace(page, due_on=date(2026, 11, 20))
    ),
    "goods delivered two years before": Twin(
        BUSINESS, "livraison", lambda page: replace(page, delivered_on=date(2024, 11, 21))
    ),
    "goods delivered in two years": Twin(
        BUSINESS, "livraison", lambda page: replace(page, delivered_on=date(2028, 11, 21))
    ),
}
SENSELESS: Mapping[str, Twin] = {**SIGNS, **PLACES, **DAYS}

_OLD = InvoiceReference("FA2024-000100", date(2024, 11, 20))
_DEPOT = Address(company="Lager", line1="Hafen 1", postcode="20457", city="Hamburg", country="DE")
SOUND = {
    "sixty days after the issue": written(
        [SOAP], issued_on=date(2026, 12, 1), due_on=date(2027, 1, 30)
    ),
    "the last day that was agreed": written([SOAP], due_on=date(2027, 1, 31)),
    "forty-five days after the end of the month": written(
        [SOAP], issued_on=date(2026, 11, 1), due_on=date(2027, 1, 14)
    ),
    "forty-five days, then the end of the month": written(
        [SOAP], issued_on=date(2026, 11, 30), delivered_on=TODAY, due_on=date(2027, 1, 31)
    ),
    "the correction of an old invoice": written(
        [SOAP],
        kind=InvoiceKind.CORRECTED,
        number="FR2026-000003",
        corrects=_OLD,
        delivered_on=_OLD.issued_on,
    ),
    "the credit note of an old invoice": written(
        [line("Savon", 500, -2)],
        kind=InvoiceKind.CREDIT_NOTE,
        number="AV2026-000013",
        corrects=_OLD,
        delivered_on=_OLD.issued_on,
        due_on=None,
    ),
    "a deposit paid before its day": written(
        [line("Acompte", 500)],
        kind=InvoiceKind.DEPOSIT,
        number="AC2026-000010",
        due_on=date(2026, 11, 20),
        payments=(InvoicePayment("card", date(2026, 11, 20), Money(600)),),
    ),
    "a credit note of nothing": written(
        [line("Savon", 500, -2, discount=Money(-1000))],
        kind=InvoiceKind.CREDIT_NOTE,
        number="AV2026-000014",
        corrects=FIRST,
        due_on=None,
    ),
    "an order that a voucher pays whole": consumer_page(
        [line("Savon", 999), fee("Chèque-cadeau", -999)], order_number="1044"
    ),
    "an export that a French company sends abroad": written(
        [line("Article", 4000, 2, 0, VatTreatment.EXPORT)],
        delivery_address=Address(
            company="Keller AG", line1="Marktgasse 1", postcode="3011", city="Bern", country="CH"
        ),
    ),
    "a buyer of another state delivered in a third place": written(
        [line("Article", 4000, 2, 0, VatTreatment.INTRA_EU)],
        buyer=GERMAN,
        delivery_address=_DEPOT,
    ),
    "delivered to a place nobody named": written(
        [SOAP], delivery_address=Address(line1="8 rue du Port", postcode="69009", city="Lyon")
    ),
    "a member of a group under the number of the group": written(
        [SOAP],
        seller=replace(SHOP, vat_number="FR96552100554", vat_group="Groupe Lilas, Lyon"),
    ),
}
"""Right, and near enough to the limits to be refused by mistake."""
