"""Seller (BG-4), buyer (BG-7) and place of delivery (BG-13)."""

from datetime import date

from merchant_desk.rules.en16931.decimals import one_line
from merchant_desk.rules.en16931.electronic_address import buyer_address, seller_address
from merchant_desk.rules.en16931.flow import is_french_business, siren_of
from merchant_desk.rules.en16931.vat_groups import OUT_OF_SCOPE, STANDARD, categories
from merchant_desk.values.business_terms import Party
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.remote import Address
from merchant_desk.values.vat import VatTreatment

_SIREN, _SIRET = "0002", "0009"
_LEGAL = ("sole_trader", "company", "company_without_capital", "rcs", "vat_group",
          "fiscal_representative")  # fmt: skip
_UNKNOWN = "Client non nommé"  # at the counter, for a ticket; the standard wants a name (BR-7)


def seller_party(page: InvoicePage) -> Party:
    """Return BG-4.

    A seller without VAT number is known to the tax office by her SIREN (BT-32), or an exempt
    document fails BR-E-02; out of scope (O) no VAT number may be told at all (BR-O-02).
    """
    seller = page.seller
    party: Party = {"name": one_line(seller.name)}
    if seller.trade_name.strip() and seller.trade_name.strip() != seller.name.strip():
        party["biz_name"] = one_line(seller.trade_name)
    siren, vat = _bare(seller.siren), _bare(seller.vat_number)
    _identify(party, siren, _bare(seller.siret))
    if vat and not _out_of_scope(page):
        party["vat_identifier"] = vat
    else:
        party["tax_identifier"] = siren
    if legal := " - ".join(one_line(m.text) for m in page.mentions if m.key in _LEGAL):
        party["legal_info"] = legal
    contact = {"phone": seller.phone.strip(), "email": seller.email.strip()}
    if any(contact.values()):
        party["contacts"] = [
            {"name": one_line(seller.name), "phone": contact["phone"], "email": contact["email"]}
        ]
    _place(party, seller.address)
    address = seller_address(seller)
    party["einvoicing_addr"], party["einvoicing_addr_schemeid"] = address.address, address.scheme
    return party


def buyer_party(page: InvoicePage) -> Party:
    """Return BG-7: the company when there is one, the person being its contact."""
    buyer = page.buyer
    person, company = one_line(buyer.address.name), one_line(buyer.address.company)
    party: Party = {"name": company or person or _unnamed(page)}
    if is_french_business(page):
        _identify(party, siren_of(buyer), _bare(buyer.siret))
    if buyer.is_business and _bare(buyer.vat_number) and not _out_of_scope(page):
        party["vat_identifier"] = _bare(buyer.vat_number)
    if company and person:
        party["contacts"] = [{"name": person, "email": buyer.email.strip()}]
    _place(party, buyer.address)
    address = buyer_address(page)
    party["einvoicing_addr"], party["einvoicing_addr_schemeid"] = address.address, address.scheme
    return party


def delivery_date(page: InvoicePage) -> date | None:
    """Return BT-72: nothing is delivered yet when a deposit is asked."""
    return None if page.kind is InvoiceKind.DEPOSIT else page.delivered_on


def delivery_party(page: InvoicePage) -> Party | None:
    """Return BG-13: where it differs, and always when goods leave for another state (BR-IC-12).

    Without a day of delivery it is told too: CII wants its part on delivery, and wants it filled.
    """
    place = page.delivery_address
    leaves = any(row.treatment is VatTreatment.INTRA_EU for row in page.vat_rows)
    if place is None and (leaves or delivery_date(page) is None):
        place = page.buyer.address
    if place is None:
        return None
    party: Party = {"name": one_line(place.company) or one_line(place.name) or _unnamed(page)}
    _place(party, place)
    return party


def taxed(page: InvoicePage) -> bool:
    """Tell whether some line of the document bears VAT of its own."""
    told = categories(page)
    return any(told.code(row.treatment, row.rate_bp) == STANDARD for row in page.vat_rows)


def _unnamed(page: InvoicePage) -> str:
    """Return who stands where no name is given: a business receives under its own."""
    if not page.buyer.is_business:
        return _UNKNOWN
    return one_line(page.buyer.address.company) or one_line(page.buyer.address.name)


def _out_of_scope(page: InvoicePage) -> bool:
    told = categories(page)
    return any(told.code(row.treatment, row.rate_bp) == OUT_OF_SCOPE for row in page.vat_rows)


def _identify(party: Party, siren: str, siret: str) -> None:
    if siren:
        party["legal_identifier"], party["legal_identifier_schemeid"] = siren, _SIREN
    if siret:
        party["identifiers"] = {_SIRET: siret}


def _place(party: Party, address: Address) -> None:
    party["addr_l1"], party["addr_l2"] = one_line(address.line1), one_line(address.line2)
    party["postcode"], party["city"] = one_line(address.postcode), one_line(address.city)
    party["country_code"] = address.country.strip().upper() or "FR"


def _bare(number: str) -> str:
    return "".join(number.split()).upper()
