"""What an invoice still lacks before it may be issued."""

from datetime import date

from merchant_desk.rules.company_numbers import is_siren
from merchant_desk.rules.invoice_numbering import is_valid_number
from merchant_desk.rules.legal_data import e_invoicing_date
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_SIREN_DIGITS = 9
_FRENCH = frozenset({"", "FR", "GP", "MQ", "GF", "RE", "YT", "BL", "MF"})
_CORRECTING = frozenset({InvoiceKind.CREDIT_NOTE, InvoiceKind.CORRECTED})


def missing_facts(page: InvoicePage) -> tuple[str, ...]:
    """Return, in French, each fact the law wants and the document does not have."""
    company = company_gaps(page.buyer.address, page.buyer.siren, page.issued_on)
    return (*(sentence for missing, sentence in _checks(page) if missing), *company)


def buyer_gaps(address: Address) -> tuple[str, ...]:
    """Return what is missing to make an invoice out to this address."""
    return tuple(sentence for missing, sentence in _buyer_checks(address) if missing)


def company_gaps(address: Address, siren: str, on: date) -> tuple[str, ...]:
    """Return what is missing of a French company, from the day its invoices go by a platform."""
    french = address.country.strip().upper() in _FRENCH
    due = bool(address.company.strip()) and french and on >= e_invoicing_date("issue")
    if due and not is_siren("".join(siren.split())):
        return (_("Le SIREN du client manque, ou n’a pas 9 chiffres valables."),)
    return ()


def _checks(page: InvoicePage) -> tuple[tuple[bool, str], ...]:
    seller = page.seller
    siren = "".join(seller.siren.split())
    taxed = any(row.treatment is VatTreatment.NORMAL and row.vat for row in page.vat_rows)
    return (
        (not seller.name.strip(), _("Le nom de la boutique manque.")),
        (not _has_place(seller.address), _("L’adresse de la boutique manque.")),
        (
            len(siren) != _SIREN_DIGITS or not siren.isdecimal(),
            _("Le SIREN de la boutique doit avoir 9 chiffres."),
        ),
        (
            taxed and not seller.vat_number.strip(),
            _("Le numéro de TVA de la boutique manque."),
        ),
        *_buyer_checks(page.buyer.address),
        (
            any(row.treatment is VatTreatment.INTRA_EU for row in page.vat_rows)
            and not (page.buyer.vat_number.strip() and seller.vat_number.strip()),
            _("Une livraison intracommunautaire porte les deux numéros de TVA."),
        ),
        (not page.lines, _("Il n’y a rien à facturer.")),
        (
            page.kind in _CORRECTING and page.corrects is None,
            _("La facture d’origine manque."),
        ),
        (not is_valid_number(page.number), _("Le numéro de la facture n’est pas valable.")),
    )


def _buyer_checks(address: Address) -> tuple[tuple[bool, str], ...]:
    named = bool(address.name.strip() or address.company.strip())
    return (
        (not named, _("Le nom du client manque.")),
        (not _has_place(address), _("L’adresse du client manque.")),
    )


def _has_place(address: Address) -> bool:
    return bool(address.line1.strip() and address.city.strip())
