"""What an invoice still lacks before it may be issued."""

from merchant_desk.rules.invoice_numbering import is_valid_number
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_SIREN_DIGITS = 9


def missing_facts(page: InvoicePage) -> tuple[str, ...]:
    """Return, in French, each fact the law wants and the document does not have."""
    return tuple(sentence for missing, sentence in _checks(page) if missing)


def _checks(page: InvoicePage) -> tuple[tuple[bool, str], ...]:
    seller = page.seller
    siren = "".join(seller.siren.split())
    taxed = any(row.treatment is VatTreatment.NORMAL and row.vat for row in page.vat_rows)
    return (
        (not seller.name.strip(), _("Le nom de la boutique manque.")),
        (not _has_place(page, of_seller=True), _("L’adresse de la boutique manque.")),
        (
            len(siren) != _SIREN_DIGITS or not siren.isdecimal(),
            _("Le SIREN de la boutique doit avoir 9 chiffres."),
        ),
        (
            taxed and not seller.vat_number.strip(),
            _("Le numéro de TVA de la boutique manque."),
        ),
        (
            not (page.buyer.address.name.strip() or page.buyer.address.company.strip()),
            _("Le nom du client manque."),
        ),
        (not _has_place(page, of_seller=False), _("L’adresse du client manque.")),
        (not page.lines, _("Il n’y a rien à facturer.")),
        (
            page.kind is not InvoiceKind.INVOICE and page.corrects is None,
            _("La facture d’origine manque."),
        ),
        (not is_valid_number(page.number), _("Le numéro de la facture n’est pas valable.")),
    )


def _has_place(page: InvoicePage, *, of_seller: bool) -> bool:
    address = page.seller.address if of_seller else page.buyer.address
    return bool(address.line1.strip() and address.city.strip() and postal_lines(address))
