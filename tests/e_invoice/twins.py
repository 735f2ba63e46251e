"""Broken twins of good pages: one fact wrong, and the rule that must say so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from merchant_desk.values.invoice_page import InvoicePage, InvoiceReference
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.unit_price import UnitPrice
from tests.e_invoice.recipes import RECIPES
from tests.e_invoice.shop import TODAY

BUSINESS, CONSUMER = "between businesses", "to a consumer, paid"


@dataclass(frozen=True)
class Twin:
    """What is broken, in which recipe, and the rule that ours and the official ones name."""

    recipe: str
    rule: str
    breaking: Callable[[InvoicePage], InvoicePage]

    @property
    def page(self) -> InvoicePage:
        return self.breaking(RECIPES[self.recipe])


def _seller(**facts: str) -> Callable[[InvoicePage], InvoicePage]:
    return lambda page: replace(page, seller=replace(page.seller, **facts))  # type: ignore[arg-type] # texts only


def _buyer(**facts: str) -> Callable[[InvoicePage], InvoicePage]:
    return lambda page: replace(page, buyer=replace(page.buyer, **facts))  # type: ignore[arg-type] # texts only


def _buyer_place(**facts: str) -> Callable[[InvoicePage], InvoicePage]:
    def breaking(page: InvoicePage) -> InvoicePage:
        return replace(
            page, buyer=replace(page.buyer, address=replace(page.buyer.address, **facts))
        )

    return breaking


def _page(**facts: object) -> Callable[[InvoicePage], InvoicePage]:
    return lambda page: replace(page, **facts)  # type: ignore[arg-type] # fields of a page


def _line(**facts: object) -> Callable[[InvoicePage], InvoicePage]:
    def breaking(page: InvoicePage) -> InvoicePage:
        first = replace(page.lines[0], **facts)  # type: ignore[arg-type] # fields of a line
        return replace(page, lines=(first, *page.lines[1:]))

    return breaking


def _row(base: int = 0, vat: int = 0, rate_bp: int = 0) -> Callable[[InvoicePage], InvoicePage]:
    """Move the first rate of the page by so many cents, and its lines to another rate."""

    def breaking(page: InvoicePage) -> InvoicePage:
        row, wanted = page.vat_rows[0], rate_bp or page.vat_rows[0].rate_bp
        lines = tuple(
            replace(line, rate_bp=wanted) if line.rate_bp == row.rate_bp else line
            for line in page.lines
        )
        moved = replace(
            row,
            rate_bp=wanted,
            base=row.base + Money(base),
            vat=row.vat + Money(vat),
            ttc=row.ttc + Money(base + vat),
        )
        return replace(page, lines=lines, vat_rows=(moved, *page.vat_rows[1:]))

    return breaking


_LATER = date(2027, 9, 2)
_NOWHERE = {"line1": "", "line2": "", "postcode": "", "city": ""}

BOTH_SEE: Mapping[str, Twin] = {
    "a number with a space": Twin(BUSINESS, "BR-FR-02", _page(number="FA 2026")),
    "a number of 36 characters": Twin(BUSINESS, "BR-FR-01", _page(number="F" * 36)),
    "an origin with a strange number": Twin(
        "credit note", "BR-FR-02", _page(corrects=InvoiceReference("n° 12", TODAY))
    ),
    "a date of the next century": Twin(
        BUSINESS, "BR-FR-03", _page(issued_on=date(2100, 1, 2), due_on=date(2100, 2, 2))
    ),
    "a due date before the invoice": Twin(
        BUSINESS, "BR-FR-CO-07", _page(due_on=TODAY - timedelta(days=1))
    ),
    "a shop without a name": Twin(BUSINESS, "BR-06", _seller(name="")),
    "a SIREN of eight digits": Twin(BUSINESS, "BR-FR-10", _seller(siren="73282932", siret="")),
    "a SIRET of another company": Twin(BUSINESS, "BR-FR-09", _seller(siret="55210055400013")),
    "a VAT number without its state": Twin(BUSINESS, "BR-CO-09", _seller(vat_number="44732829320")),
    "a buyer without a name": Twin(BUSINESS, "BR-07", _buyer_place(name="", company="")),
    "a buyer’s SIREN of two digits": Twin(BUSINESS, "BR-FR-11", _buyer(siren="55", siret="")),
    "a buyer’s SIRET of another company": Twin(
        BUSINESS, "BR-FR-09", _buyer(siret="73282932000074")
    ),
    "a company without SIREN once it must be told": Twin(
        BUSINESS,
        "BR-FR-11",
        lambda page: replace(
            _buyer(siren="", siret="")(page), issued_on=_LATER, due_on=_LATER, delivered_on=_LATER
        ),
    ),
    "an address of another SIREN": Twin(
        BUSINESS, "BR-FR-21", _buyer(electronic_address="732829320_ACHATS")
    ),
    "an address with a stroke": Twin(
        BUSINESS, "BR-FR-23", _buyer(electronic_address="552100554/ACHATS")
    ),
    "an address of 126 characters": Twin(
        BUSINESS, "BR-FR-25", _buyer(electronic_address="552100554_" + "A" * 116)
    ),
    "a shop’s address with a stroke": Twin(
        BUSINESS, "BR-FR-23", _seller(electronic_address="732829320/COMPTA")
    ),
    "a rate France never had": Twin(BUSINESS, "BR-FR-16", _row(rate_bp=2100)),
    "VAT on a line that bears none": Twin("second-hand goods", "BR-E-09", _row(vat=100)),
    "another state, its buyer without VAT number": Twin(
        "to another member state", "BR-IC-02", _buyer(vat_number="")
    ),
    "another state, without a day of delivery": Twin(
        "to another member state", "BR-IC-11", _page(delivered_on=None)
    ),
    "another state, by a shop without VAT number": Twin(
        "to another member state", "BR-IC-02", _seller(vat_number="")
    ),
    "export by a shop without VAT number": Twin(
        "export to a company", "BR-G-02", _seller(vat_number="")
    ),
    "reverse charge to nobody known": Twin(
        "reverse charge", "BR-AE-02", _buyer(siren="", siret="", vat_number="")
    ),
    "a base that is not its lines": Twin(BUSINESS, "BR-S-08", _row(base=1)),
    "a tax one euro and a half away": Twin(BUSINESS, "BR-CO-17", _row(vat=150)),
    "a credit note of nothing": Twin("credit note", "BR-FR-CO-05", _page(corrects=None)),
    "a correction of nothing": Twin("corrected invoice", "BR-FR-CO-04", _page(corrects=None)),
}
OURS_ALONE: Mapping[str, Twin] = {
    "a shop without an address": Twin(
        BUSINESS,
        "L441-9",
        lambda page: replace(page, seller=replace(page.seller, address=Address())),
    ),
    "a SIREN whose key is wrong": Twin(BUSINESS, "BR-FR-10", _seller(siren="732829321", siret="")),
    "a SIRET whose key is wrong": Twin(BUSINESS, "BR-FR-09", _seller(siret="73282932000075")),
    "a VAT number whose key is wrong": Twin(
        BUSINESS, "BR-CO-09", _seller(vat_number="FR45732829320")
    ),
    "a buyer’s SIREN whose key is wrong": Twin(
        BUSINESS, "BR-FR-11", _buyer(siren="552100555", siret="")
    ),
    "a buyer’s VAT number whose key is wrong": Twin(
        "to another member state", "BR-CO-09", _buyer(vat_number="DE136695975")
    ),
    "a taxed sale by a shop without VAT number": Twin(
        CONSUMER, "242 nonies A", _seller(vat_number="")
    ),
    "a business without an address": Twin(BUSINESS, "L441-9", _buyer_place(**_NOWHERE)),
    "an e-mail that is none": Twin(CONSUMER, "EM", _buyer(email="ines chez courriel")),
    "a quantity of zero": Twin(BUSINESS, "ligne", _line(quantity=0, unit_price=None)),
    "a price that does not make the line": Twin(
        BUSINESS, "ligne", _line(unit_price=UnitPrice(4_900_000))
    ),
    "a rate of the past": Twin(BUSINESS, "BR-FR-16", _row(rate_bp=1960, vat=-9)),
    "a rate of an overseas department": Twin(BUSINESS, "BR-FR-16", _row(rate_bp=850, vat=-275)),
    "a tax half a euro away": Twin(BUSINESS, "BR-CO-17", _row(vat=50)),
    "another state, delivered in France": Twin(
        "to another member state",
        "262 ter",
        _page(delivery_address=Address(name="Dépôt", line1="1 quai", city="Lyon")),
    ),
    "a one-stop sale without its rate": Twin(
        "one-stop shop",
        "BR-S-05",
        lambda page: replace(
            page,
            lines=tuple(replace(each, rate_bp=0, net=each.ttc) for each in page.lines),
            vat_rows=tuple(
                replace(row, rate_bp=0, base=row.ttc, vat=Money(0)) for row in page.vat_rows
            ),
        ),
    ),
    "a one-stop sale at a rate of nowhere": Twin(
        "one-stop shop",
        "OSS",
        lambda page: replace(_buyer_place(country="DE")(page), tax_country="DE"),
    ),
    "a one-stop sale without its country": Twin("one-stop shop", "OSS", _page(tax_country="")),
    "an account number whose key is wrong": Twin(
        BUSINESS, "IBAN", _seller(iban="FR7630006000011234567890188")
    ),
    "a name whose writing is turned round": Twin(BUSINESS, "XML", _line(name="Savon \u202eeuqram")),
    "a typed price of zero": Twin(BUSINESS, "ligne", _line(unit_price=UnitPrice(0), name="Oublié")),
}
OTHERWISE_NAMED: Mapping[str, Twin] = {
    "a country in words": Twin(BUSINESS, "BR-CL-14", _buyer_place(country="France")),
    "no line": Twin(BUSINESS, "BR-16", _page(lines=(), vat_rows=())),
}
"""Refused by Factur-X under its own numbers of code lists, or by the schema."""
UNWRITABLE: Mapping[str, Twin] = {
    "a name with a control character": Twin(BUSINESS, "XML", _line(name="Savon\x01")),
    "a company with a bell": Twin(BUSINESS, "XML", _buyer_place(company="Martin\x07")),
    "a line without a name": Twin(BUSINESS, "BR-25", _line(name=" ")),
    "a note with half a character": Twin(BUSINESS, "XML", _page(note="Merci \ud83d")),
}
ALL: Mapping[str, Twin] = {**BOTH_SEE, **OURS_ALONE, **OTHERWISE_NAMED, **UNWRITABLE}
