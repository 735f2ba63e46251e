"""Read an invoice a supplier sent, whatever its form: PDF with data, CII or UBL."""

from collections.abc import Callable
from dataclasses import replace

from merchant_desk.documents.received import cii, ubl
from merchant_desk.documents.received.pdf_envelope import attached_invoice
from merchant_desk.documents.received.schema import schema_findings
from merchant_desk.documents.received.xml_door import Node, open_xml
from merchant_desk.errors import RefusedError
from merchant_desk.rules.received.checks import received_findings
from merchant_desk.values.received_invoice import ReceivedInvoice, ReceivedSyntax
from merchant_desk.values.texts import _

LARGEST_FILE = 50 * 1024 * 1024
_PDF_START = 1024
_READERS: dict[str, tuple[dict[str, str], Callable[[Node], ReceivedInvoice]]] = {
    cii.ROOT: (cii.NAMES, cii.read_cii),
    ubl.INVOICE: (ubl.NAMES, ubl.read_ubl),
    ubl.CREDIT_NOTE: (ubl.NAMES, ubl.read_ubl),
}
_ZUGFERD_1 = "CrossIndustryDocument"
_ORDER = frozenset({"SCRDMCCBDACIOMessageStructure", "Order", "OrderResponse"})
_CII_OTHER = "CrossIndustryInvoice"


def read_invoice_file(name: str, data: bytes) -> ReceivedInvoice:
    """Return what an invoice file says, with everything its reading noticed.

    Raises RefusedError, with the reason in French, for a file that is no invoice, that cannot be
    read or that could do harm; nothing is written anywhere.
    """
    if not data:
        raise RefusedError(
            _("«\u00a0{name}\u00a0» n’a pas été lu\u00a0: le fichier est vide.").format(name=name),
            _("Téléchargez-le de nouveau."),
        )
    if len(data) > LARGEST_FILE:
        raise RefusedError(
            _("«\u00a0{name}\u00a0» n’a pas été lu\u00a0: il dépasse 50 Mo.").format(name=name),
            _("Demandez à votre fournisseur la facture seule, sans pièces jointes."),
        )
    if b"%PDF-" in data[:_PDF_START]:
        attached = attached_invoice(data)
        read = _read_xml(name, attached.content)
        if read.syntax is ReceivedSyntax.CII:
            return replace(read, syntax=ReceivedSyntax.FACTUR_X)
        return read
    if not _looks_like_xml(data):
        raise RefusedError(
            _("«\u00a0{name}\u00a0» n’a pas été lu\u00a0: ce n’est ni un PDF ni un XML.").format(
                name=name
            ),
            _("Déposez une facture Factur-X (PDF), CII ou UBL (XML)."),
        )
    return _read_xml(name, data)


def _looks_like_xml(data: bytes) -> bool:
    head = data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<")


def _read_xml(name: str, data: bytes) -> ReceivedInvoice:
    root = open_xml(data, {})
    tag = str(root.element.tag)
    reader = _READERS.get(tag)
    if reader is None:
        raise _unknown(name, tag.rpartition("}")[2])
    names, read = reader
    root = Node(root.element, names)
    invoice = read(root)
    found = (*schema_findings(root, invoice.profile), *received_findings(invoice))
    return replace(invoice, findings=found)


def _unknown(name: str, tag: str) -> RefusedError:
    if tag == _ZUGFERD_1:
        return RefusedError(
            _("Cette facture n’a pas été lue\u00a0: elle suit ZUGFeRD 1.0, une norme abandonnée."),
            _("Demandez à votre fournisseur une facture Factur-X, au format EN 16931."),
        )
    if tag in _ORDER:
        return RefusedError(
            _("Ce fichier n’a pas été lu\u00a0: c’est une commande, pas une facture."),
            _("Déposez ici les factures de vos fournisseurs seulement."),
        )
    if tag == _CII_OTHER:
        return RefusedError(
            _("Cette facture n’a pas été lue\u00a0: sa version de CII n’est pas reconnue."),
            _("Demandez à votre fournisseur une facture Factur-X ou CII au format EN 16931."),
        )
    return RefusedError(
        _(
            "«\u00a0{name}\u00a0» n’a pas été lu\u00a0: ce XML n’est pas une facture ({tag})."
        ).format(name=name, tag=tag[:60]),
        _("Déposez une facture Factur-X (PDF), CII ou UBL (XML)."),
    )
