"""Who sent an invoice, and the account it asks to be paid on: whether the numbers can be."""

from collections.abc import Iterator

from merchant_desk.rules.company_numbers import is_siren, vat_number_of
from merchant_desk.values.received_invoice import ReceivedFinding, ReceivedInvoice
from merchant_desk.values.texts import _

_FRANCE = "FR"


def check_seller(invoice: ReceivedInvoice) -> Iterator[ReceivedFinding]:
    """Check the SIREN and the VAT number of the supplier."""
    from stdnum.eu import vat  # noqa: PLC0415 - on the first invoice read

    seller = invoice.seller
    if seller.country == _FRANCE and not seller.siren:
        yield ReceivedFinding("BR-FR-10", _("Le SIREN du fournisseur n’est pas dit."))
    if seller.siren and seller.country in ("", _FRANCE) and not is_siren(seller.siren):
        told = _("Le SIREN du fournisseur, {siren}, est faux.")
        yield ReceivedFinding("BR-FR-10", told.format(siren=seller.siren))
    number = seller.vat_number
    if not number:
        if any(each.vat for each in invoice.rates):
            told = _("Le fournisseur compte de la TVA sans dire son numéro de TVA.")
            yield ReceivedFinding("BR-S-02", told)
        return
    if number[:2].lower() in (*vat.MEMBER_STATES, "el", "xi") and not vat.is_valid(number):
        told = _("Le numéro de TVA du fournisseur, {number}, est faux.")
        yield ReceivedFinding("VAT", told.format(number=number))
        return
    if number.startswith(_FRANCE) and is_siren(seller.siren) and number[4:] != seller.siren:
        told = _("Le numéro de TVA {number} n’est pas celui du SIREN {siren} ({expected}).")
        yield ReceivedFinding(
            "VAT",
            told.format(number=number, siren=seller.siren, expected=vat_number_of(seller.siren)),
        )


def check_account(invoice: ReceivedInvoice) -> Iterator[ReceivedFinding]:
    """Check the account it asks to be paid on."""
    from stdnum import bic, iban  # noqa: PLC0415 - on the first invoice read

    if invoice.iban and not iban.is_valid(invoice.iban):
        told = _("L’IBAN {iban} est faux\u00a0: ne payez pas avant d’avoir vérifié.")
        yield ReceivedFinding("IBAN", told.format(iban=invoice.iban))
    if invoice.bic and not bic.is_valid(invoice.bic):
        told = _("Le BIC {bic} est faux.")
        yield ReceivedFinding("BIC", told.format(bic=invoice.bic))
