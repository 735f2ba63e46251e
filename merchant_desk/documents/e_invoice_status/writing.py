"""Write a life-cycle message: « Encaissée » as a seller, the others as a buyer."""

from xml.sax.saxutils import escape, quoteattr

from merchant_desk.documents.e_invoice_status.names import (
    NAMES,
    amount_text,
    instant_text,
    percent_text,
)
from merchant_desk.values.e_invoice_status import (
    Party,
    StatusAmount,
    StatusReason,
    StatusSaid,
    StatusToSay,
)

_CONTEXT = (
    "<rsm:ExchangedDocumentContext><ram:BusinessProcessSpecifiedDocumentContextParameter>"
    "<ram:ID>REGULATED</ram:ID></ram:BusinessProcessSpecifiedDocumentContextParameter>"
    "<ram:GuidelineSpecifiedDocumentContextParameter>"
    "<ram:ID>urn.cpro.gouv.fr:1p0:CDV:invoice</ram:ID>"
    "</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>"
)
_TREATMENT = "23"
"""Phase of the message (MDT-77): what the parties say; 305 is what platforms say."""


def status_message(message: StatusToSay) -> bytes:
    """Return the message, in the order of the schema; the same facts give the same bytes."""
    said, at = message.said, instant_text(message.said.happened_at)
    ours, theirs = ("SE", "BY") if message.by_seller else ("BY", "SE")
    declared = " ".join(f"xmlns:{name}={quoteattr(uri)}" for name, uri in NAMES.items())
    parts = (
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f"<rsm:CrossDomainAcknowledgementAndResponse {declared}>",
        _CONTEXT,
        f"<rsm:ExchangedDocument><ram:ID>{escape(message.message_id)}</ram:ID>",
        f"<ram:IssueDateTime>{_instant(at)}</ram:IssueDateTime>",
        # Who sends bears no number: rule CL-09 takes one that is no platform's for the state's.
        f"<ram:SenderTradeParty><ram:Name>{escape(message.sender.name)}</ram:Name>",
        f"<ram:RoleCode>{ours}</ram:RoleCode></ram:SenderTradeParty>",
        _party("IssuerTradeParty", message.sender, ours),
        _party("RecipientTradeParty", message.recipient, theirs, reached=True),
        "</rsm:ExchangedDocument><rsm:AcknowledgementDocument>",
        "<ram:MultipleReferencesIndicator><udt:Indicator>false</udt:Indicator>",
        f"</ram:MultipleReferencesIndicator><ram:TypeCode>{_TREATMENT}</ram:TypeCode>",
        f"<ram:IssueDateTime>{_instant(at)}</ram:IssueDateTime>",
        _invoice(said, message.sender if message.by_seller else message.recipient),
        "</rsm:AcknowledgementDocument></rsm:CrossDomainAcknowledgementAndResponse>\n",
    )
    return "".join(parts).encode()


def _instant(text: str) -> str:
    return f'<udt:DateTimeString format="204">{text}</udt:DateTimeString>'


def _party(name: str, party: Party, role: str, *, reached: bool = False) -> str:
    address = (
        "<ram:URIUniversalCommunication>"
        f'<ram:URIID schemeID="0225">{escape(party.address or party.siren)}</ram:URIID>'
        "</ram:URIUniversalCommunication>"
    )
    return (
        f'<ram:{name}><ram:GlobalID schemeID="0002">{escape(party.siren)}</ram:GlobalID>'
        f"<ram:Name>{escape(party.name)}</ram:Name><ram:RoleCode>{role}</ram:RoleCode>"
        f"{address if reached else ''}</ram:{name}>"
    )


def _invoice(said: StatusSaid, seller: Party) -> str:
    day = "" if said.invoice_date is None else said.invoice_date.strftime("%Y%m%d")
    dated = (
        f'<ram:FormattedIssueDateTime><qdt:DateTimeString format="102">{day}'
        "</qdt:DateTimeString></ram:FormattedIssueDateTime>"
    )
    return (
        "<ram:ReferenceReferencedDocument>"
        f"<ram:IssuerAssignedID>{escape(said.invoice_number)}</ram:IssuerAssignedID>"
        f"<ram:TypeCode>{escape(said.invoice_type)}</ram:TypeCode>"
        f"{dated if day else ''}"
        f"<ram:ProcessConditionCode>{said.code}</ram:ProcessConditionCode>"
        f"{_party('IssuerTradeParty', seller, 'SE')}{_details(said)}"
        "</ram:ReferenceReferencedDocument>"
    )


def _details(said: StatusSaid) -> str:
    """Return a detail for each reason, then one that holds the amounts."""
    details = [_reason(number, each) for number, each in enumerate(said.reasons, start=1)]
    if said.amounts or (said.note and not said.reasons):
        number = len(details) + 1
        note = (
            f"<ram:IncludedNote><ram:Content>{escape(said.note)}</ram:Content></ram:IncludedNote>"
        )
        details.append(
            "<ram:SpecifiedDocumentStatus>"
            f"<ram:SequenceNumeric>{number}</ram:SequenceNumeric>{note if said.note else ''}"
            f"{''.join(map(_amount, said.amounts))}</ram:SpecifiedDocumentStatus>"
        )
    return "".join(details)


def _reason(number: int, reason: StatusReason) -> str:
    words = f"<ram:Reason>{escape(reason.text)}</ram:Reason>" if reason.text else ""
    return (
        f"<ram:SpecifiedDocumentStatus><ram:ReasonCode>{escape(reason.code)}</ram:ReasonCode>"
        f"{words}<ram:SequenceNumeric>{number}</ram:SequenceNumeric></ram:SpecifiedDocumentStatus>"
    )


def _amount(amount: StatusAmount) -> str:
    return (
        "<ram:SpecifiedDocumentCharacteristic>"
        f"<ram:TypeCode>{escape(amount.kind)}</ram:TypeCode>"
        f'<ram:ValueAmount currencyID="EUR">{amount_text(amount.amount)}</ram:ValueAmount>'
        f"<ram:ValuePercent>{percent_text(amount.rate_bp)}</ram:ValuePercent>"
        "</ram:SpecifiedDocumentCharacteristic>"
    )
