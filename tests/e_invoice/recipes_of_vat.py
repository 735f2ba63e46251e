"""One page of every VAT regime."""

from collections.abc import Mapping
from dataclasses import replace

from merchant_desk.values.invoice_page import Buyer, InvoicePage, Seller
from merchant_desk.values.remote import Address
from merchant_desk.values.vat import VatTreatment
from tests.e_invoice.shop import (
    COMPANY,
    CONSUMER,
    GERMAN,
    SHOP,
    consumer_page,
    line,
    page,
    shipping,
)

_SMALL: Seller = replace(SHOP, vat_number="")
_SWISS = Buyer(
    Address(name="Urs Keller", line1="Marktgasse 1", postcode="3011", city="Bern", country="CH"),
    email="urs@post.example",
)
_SWISS_COMPANY = Buyer(
    replace(_SWISS.address, company="Keller AG"), is_business=True, vat_number="CHE123456788MWST"
)
_SPANISH = Buyer(
    Address(name="Ana Ruiz", line1="Calle Mayor 3", postcode="28013", city="Madrid", country="ES"),
    email="ana@correo.example",
)
_REUNION = Address(line1="1 rue de Paris", postcode="97400", city="Saint-Denis")


def _exempt(treatment: VatTreatment, **more: object) -> InvoicePage:
    return page([line("Article", 4000, 2, 0, treatment)], **more)


VAT_RECIPES: Mapping[str, InvoicePage] = {
    "franchise, with a VAT number": _exempt(VatTreatment.FRANCHISE),
    "franchise, without a VAT number": _exempt(VatTreatment.FRANCHISE, seller=_SMALL),
    "franchise, to a consumer": consumer_page(
        [line("Savon", 999, 2, 0, VatTreatment.FRANCHISE)], seller=_SMALL
    ),
    "export to a consumer": consumer_page(
        [line("Savon", 999, 2, 0, VatTreatment.EXPORT), shipping(0)], buyer=_SWISS
    ),
    "export to a company": _exempt(VatTreatment.EXPORT, buyer=_SWISS_COMPANY),
    "export to an overseas department": _exempt(
        VatTreatment.EXPORT, buyer=replace(CONSUMER, address=replace(_REUNION, name="Luc Hoarau"))
    ),
    "to another member state": _exempt(VatTreatment.INTRA_EU, buyer=GERMAN),
    "reverse charge": _exempt(VatTreatment.REVERSE_CHARGE),
    "reverse charge abroad": _exempt(VatTreatment.REVERSE_CHARGE, buyer=GERMAN),
    "second-hand goods": _exempt(VatTreatment.SECOND_HAND),
    "works of art": _exempt(VatTreatment.ART),
    "collectors’ items": _exempt(VatTreatment.COLLECTORS),
    "two margin schemes and taxed goods": page(
        [
            line("Commode", 40000, 1, 0, VatTreatment.SECOND_HAND),
            line("Gravure", 12000, 1, 0, VatTreatment.ART),
            line("Cire", 900),
        ]
    ),
    "gift card": _exempt(VatTreatment.OUT_OF_SCOPE, buyer=CONSUMER),
    "gift card beside goods": page(
        [line("Carte cadeau", 5000, 1, 0, VatTreatment.OUT_OF_SCOPE), line("Savon", 500)]
    ),
    "overseas department": page(
        [line("Vanille", 1900, 3, 850), line("Journal", 200, 1, 105)],
        seller=replace(SHOP, address=_REUNION),
        buyer=replace(COMPANY, address=replace(_REUNION, company="Boutique Hoarau", country="RE")),
    ),
    "one-stop shop": consumer_page(
        [line("Savon", 999, 2, 2100, VatTreatment.OSS)], buyer=_SPANISH, tax_country="ES"
    ),
}
