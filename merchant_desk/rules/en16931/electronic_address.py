"""Where an electronic invoice is sent: BT-34 of the seller, BT-49 of the buyer. Decided here only.

- Seller and French business: scheme 0225 of the directory, her own address when she has one, else
  her SIREN (XP Z12-013, annexe B; BR-FR-21 to 25). An address always begins with the SIREN.
- Foreign business: her e-mail (scheme EM), else her VAT number under the scheme of her state
  (code list EAS of the Commission, 9910 to 9957 and national ones).
- Consumer with an e-mail: the e-mail, scheme EM (BR-FR-21 asks for the directory for B2B only).
- Nobody else has an address, and still the rule wants one: BR-FR-12 of FNFE-MPE 1.4.0 makes BT-49
  compulsory whatever the way (France_RFE, issue 11), and says nothing of a value. We write the
  seller's own address: an invoice to a consumer is not routed but only reported by the platform,
  and were it sent all the same it would come back to the shop, never to a stranger.
"""

from dataclasses import dataclass

from merchant_desk.rules.en16931.flow import is_french_business, siren_of
from merchant_desk.values.invoice_page import Buyer, InvoicePage, Seller

DIRECTORY = "0225"
MAIL = "EM"
_VAT_SCHEMES = {
    "AT": "9914", "BE": "9925", "BG": "9926", "CY": "9928", "CZ": "9929", "DE": "9930",
    "EE": "9931", "EL": "9933", "ES": "9920", "FI": "0213", "HR": "9934", "HU": "9910",
    "IE": "9935", "IT": "0211", "LT": "9937", "LU": "9938", "LV": "9939", "MT": "9943",
    "NL": "9944", "PL": "9945", "PT": "9946", "RO": "9947", "SE": "9955", "SI": "9949",
    "SK": "9950", "GB": "9932",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ElectronicAddress:
    """An address and the code of its scheme."""

    address: str
    scheme: str


def seller_address(seller: Seller) -> ElectronicAddress:
    """Return BT-34."""
    siren = "".join(seller.siren.split())
    return ElectronicAddress(seller.electronic_address.strip() or siren, DIRECTORY)


def buyer_address(page: InvoicePage) -> ElectronicAddress:
    """Return BT-49."""
    buyer = page.buyer
    siren = siren_of(buyer)
    if is_french_business(page) and (buyer.electronic_address.strip() or siren):
        return ElectronicAddress(buyer.electronic_address.strip() or siren, DIRECTORY)
    if buyer.email.strip():
        return ElectronicAddress(buyer.email.strip(), MAIL)
    return _by_vat_number(buyer) or seller_address(page.seller)


def _by_vat_number(buyer: Buyer) -> ElectronicAddress | None:
    number = "".join(buyer.vat_number.split()).upper()
    scheme = _VAT_SCHEMES.get(number[:2], "")
    return ElectronicAddress(number, scheme) if buyer.is_business and scheme else None
