"""Read a life-cycle message a platform sent: what it says of which invoice."""

from merchant_desk.documents.e_invoice_status.names import NAMES, ROOT, read_day, read_instant
from merchant_desk.documents.received.exact import basis_points, money
from merchant_desk.documents.received.xml_door import Node, open_xml
from merchant_desk.errors import RefusedError, RemoteDataError
from merchant_desk.values.e_invoice_status import StatusAmount, StatusReason, StatusSaid
from merchant_desk.values.texts import _

_SIREN = "0002"
_CODE_DIGITS = 3
_AT = "ram:IssueDateTime/udt:DateTimeString"


def read_statuses(body: bytes) -> tuple[StatusSaid, ...]:
    """Return every status of the message; RemoteDataError for what cannot be understood."""
    try:
        root = open_xml(body, NAMES)
    except RefusedError as refused:
        raise _unread() from refused
    if root.element.tag != ROOT:
        raise _unread()
    said = tuple(
        _status(root, about, each)
        for about in root.all("rsm:AcknowledgementDocument")
        for each in about.all("ram:ReferenceReferencedDocument")
    )
    if not said:
        raise _unread()
    return said


def _status(root: Node, about: Node, invoice: Node) -> StatusSaid:
    code = invoice.text("ram:ProcessConditionCode")
    number = invoice.text("ram:IssuerAssignedID")
    at = read_instant(about.text(_AT) or root.text(f"rsm:ExchangedDocument/{_AT}"))
    if len(code) != _CODE_DIGITS or not code.isdecimal() or not number or at is None:
        raise _unread()
    details = invoice.all("ram:SpecifiedDocumentStatus")
    return StatusSaid(
        invoice_number=number,
        code=int(code),
        happened_at=at,
        invoice_date=read_day(invoice.text("ram:FormattedIssueDateTime/qdt:DateTimeString")),
        invoice_type=invoice.text("ram:TypeCode") or "380",
        seller_siren=_siren(invoice),
        reasons=tuple(each for detail in details for each in _reasons(detail)),
        note=" ".join(
            note.own_text() for detail in details for note in detail.all("ram:IncludedNote/*")
        ),
        amounts=tuple(each for detail in details for each in _amounts(detail)),
    )


def _siren(invoice: Node) -> str:
    return next(
        (
            each.own_text()
            for each in invoice.all("ram:IssuerTradeParty/ram:GlobalID")
            if each.attribute("schemeID") == _SIREN
        ),
        "",
    )


def _reasons(detail: Node) -> tuple[StatusReason, ...]:
    code = detail.text("ram:ReasonCode")
    return (StatusReason(code, detail.text("ram:Reason")),) if code else ()


def _amounts(detail: Node) -> tuple[StatusAmount, ...]:
    found = []
    for each in detail.all("ram:SpecifiedDocumentCharacteristic"):
        amount, rate = each.text("ram:ValueAmount"), each.text("ram:ValuePercent")
        if amount:
            try:
                told = StatusAmount(
                    money(amount), basis_points(rate or "0"), each.text("ram:TypeCode")
                )
            except RefusedError as refused:
                raise _unread() from refused
            found.append(told)
    return tuple(found)


def _unread() -> RemoteDataError:
    return RemoteDataError(
        _("Un message de la plateforme agréée n’a pas été compris\u00a0: il est abîmé."),
        _("Consultez le statut de la facture sur son site et notez-le à la main."),
    )
