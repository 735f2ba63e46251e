"""What the sample platform writes and reads: life-cycle messages, and what an invoice says."""

import io
import re
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from merchant_desk.values.clock import PARIS

_NUMBER = re.compile(rb"<(?:\w+:)?ExchangedDocument>\s*<(?:\w+:)?ID>([^<]{1,80})</")
_DATE = re.compile(rb"<(?:\w+:)?IssueDateTime>\s*<(?:\w+:)?DateTimeString[^>]*>(\d{8})</")
_BUYER = re.compile(rb"<(?:\w+:)?BuyerTradeParty>.*?</(?:\w+:)?BuyerTradeParty>", re.DOTALL)
_SELLER = re.compile(rb"<(?:\w+:)?SellerTradeParty>.*?</(?:\w+:)?SellerTradeParty>", re.DOTALL)
_SIREN = re.compile(rb'schemeID="0002">\s*(\d{9})\s*<')
_MESSAGE = """<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossDomainAcknowledgementAndResponse
 xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
 xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:BusinessProcessSpecifiedDocumentContextParameter>
<ram:ID>REGULATED</ram:ID></ram:BusinessProcessSpecifiedDocumentContextParameter>
<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn.cpro.gouv.fr:1p0:CDV:invoice</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>{message}</ram:ID><ram:IssueDateTime>
<udt:DateTimeString format="204">{at}</udt:DateTimeString></ram:IssueDateTime>
<ram:SenderTradeParty><ram:RoleCode>WK</ram:RoleCode></ram:SenderTradeParty>
<ram:IssuerTradeParty><ram:GlobalID schemeID="0238">0042</ram:GlobalID>
<ram:RoleCode>{role}</ram:RoleCode></ram:IssuerTradeParty>
<ram:RecipientTradeParty><ram:GlobalID schemeID="0002">{seller}</ram:GlobalID>
<ram:RoleCode>SE</ram:RoleCode><ram:URIUniversalCommunication>
<ram:URIID schemeID="0225">{seller}</ram:URIID></ram:URIUniversalCommunication>
</ram:RecipientTradeParty></rsm:ExchangedDocument>
<rsm:AcknowledgementDocument>
<ram:MultipleReferencesIndicator><udt:Indicator>false</udt:Indicator>
</ram:MultipleReferencesIndicator><ram:TypeCode>{phase}</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="204">{at}</udt:DateTimeString></ram:IssueDateTime>
<ram:ReferenceReferencedDocument><ram:IssuerAssignedID>{number}</ram:IssuerAssignedID>
<ram:TypeCode>380</ram:TypeCode><ram:FormattedIssueDateTime>
<qdt:DateTimeString format="102">{day}</qdt:DateTimeString></ram:FormattedIssueDateTime>
<ram:ProcessConditionCode>{code}</ram:ProcessConditionCode>
<ram:IssuerTradeParty><ram:GlobalID schemeID="0002">{seller}</ram:GlobalID>
<ram:RoleCode>SE</ram:RoleCode></ram:IssuerTradeParty>{reason}
</ram:ReferenceReferencedDocument></rsm:AcknowledgementDocument>
</rsm:CrossDomainAcknowledgementAndResponse>
"""
_REASON = (
    "<ram:SpecifiedDocumentStatus><ram:ReasonCode>{code}</ram:ReasonCode>"
    "<ram:Reason>{words}</ram:Reason><ram:SequenceNumeric>1</ram:SequenceNumeric>"
    "</ram:SpecifiedDocumentStatus>"
)
_BUYERS_OWN = range(204, 213)


@dataclass(frozen=True, slots=True)
class InvoiceRead:
    """What the platform needs to know of an invoice."""

    number: str
    day: str
    seller: str
    buyer: str

    @property
    def buyer_exists(self) -> bool:
        """Tell whether the SIREN of the buyer has its check digit (Luhn)."""
        digits = [int(each) for each in self.buyer]
        odd = sum(digits[-1::-2])
        even = sum(sum(divmod(2 * each, 10)) for each in digits[-2::-2])
        return len(digits) == 9 and (odd + even) % 10 == 0  # noqa: PLR2004 - digits of a SIREN


def read_invoice(body: bytes, name: str) -> InvoiceRead:
    """Look into a Factur-X or a CII; the name of the file stands in for a missing number."""
    xml = _attached(body) if body.startswith(b"%PDF-") else body
    buyer, seller = _BUYER.search(xml), _SELLER.search(xml)
    return InvoiceRead(
        number=_first(_NUMBER, xml) or name.rsplit(".", 1)[0],
        day=_first(_DATE, xml) or "20260101",
        seller=_first(_SIREN, seller.group(0)) if seller else "",
        buyer=_first(_SIREN, buyer.group(0)) if buyer else "",
    )


def life_message(
    invoice: InvoiceRead, code: int, at: datetime, message: str, reason: tuple[str, str] = ("", "")
) -> bytes:
    """Write the message of one status."""
    told = _REASON.format(code=escape(reason[0]), words=escape(reason[1])) if reason[0] else ""
    by_buyer = code in _BUYERS_OWN
    return _MESSAGE.format(
        message=escape(message),
        at=at.astimezone(PARIS).strftime("%Y%m%d%H%M%S"),
        role="BY" if by_buyer else "WK",
        phase="23" if by_buyer else "305",
        number=escape(invoice.number),
        day=invoice.day,
        code=code,
        seller=escape(invoice.seller),
        reason=told,
    ).encode()


def _attached(body: bytes) -> bytes:
    import pypdf  # noqa: PLC0415 - only the sample platform reads PDFs this way
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above

    try:
        found = pypdf.PdfReader(io.BytesIO(body)).attachments
    except (PyPdfError, ValueError):
        return b""
    return next((data for each in found.values() for data in each), b"")


def _first(pattern: re.Pattern[bytes], text: bytes) -> str:
    found = pattern.search(text)
    return found.group(1).decode("utf-8", "replace").strip() if found else ""
