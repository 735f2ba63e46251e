"""Read an invoice of the UN/CEFACT kind (CII D16B/D22B), which is also what Factur-X carries."""

from datetime import date

from merchant_desk.documents.received import exact
from merchant_desk.documents.received.told import Told, siren_of, vat_rate
from merchant_desk.documents.received.xml_door import Node
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.received_invoice import (
    ReceivedCharge,
    ReceivedInvoice,
    ReceivedLine,
    ReceivedParty,
    ReceivedRate,
    ReceivedSyntax,
    ReceivedTotals,
)

_UNECE = "urn:un:unece:uncefact:data:"
NAMES = {
    "rsm": f"{_UNECE}standard:CrossIndustryInvoice:100",
    "ram": f"{_UNECE}standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": f"{_UNECE}standard:UnqualifiedDataType:100",
}
ROOT = f"{{{NAMES['rsm']}}}CrossIndustryInvoice"
_PROFILE = "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
_DEAL = "rsm:SupplyChainTradeTransaction"
_AGREED = f"{_DEAL}/ram:ApplicableHeaderTradeAgreement"
_DELIVERED = f"{_DEAL}/ram:ApplicableHeaderTradeDelivery"
_ARRIVED = f"{_DELIVERED}/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime"
_STAMP = "udt:DateTimeString"
_SETTLED = f"{_DEAL}/ram:ApplicableHeaderTradeSettlement"
_SUMS = f"{_SETTLED}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_MEANS = f"{_SETTLED}/ram:SpecifiedTradeSettlementPaymentMeans"
_TERMS = f"{_SETTLED}/ram:SpecifiedTradePaymentTerms"


def read_cii(root: Node) -> ReceivedInvoice:
    """Return what the file says. Raises RefusedError when number, date or total are missing."""
    told = Told(
        kind=root.text("rsm:ExchangedDocument/ram:TypeCode"),
        number=root.text("rsm:ExchangedDocument/ram:ID"),
        currency=root.text(f"{_SETTLED}/ram:InvoiceCurrencyCode"),
        issued=root.text("rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString"),
        total=root.text(f"{_SUMS}/ram:GrandTotalAmount"),
        seller=root.text(f"{_AGREED}/ram:SellerTradeParty/ram:Name"),
    )
    issue_date = told.checked()
    return ReceivedInvoice(
        syntax=ReceivedSyntax.CII,
        profile=root.text(_PROFILE),
        kind=told.kind,
        number=told.number,
        issue_date=issue_date,
        due_on=_due_on(root),
        delivered_on=exact.day(root.text(f"{_ARRIVED}/{_STAMP}")),
        seller=_party(root.first(f"{_AGREED}/ram:SellerTradeParty")),
        buyer=_party(root.first(f"{_AGREED}/ram:BuyerTradeParty")),
        order_reference=root.text(f"{_AGREED}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"),
        corrects=root.text(f"{_SETTLED}/ram:InvoiceReferencedDocument/ram:IssuerAssignedID"),
        totals=_totals(root, told.currency),
        lines=tuple(
            _line(each) for each in root.all(f"{_DEAL}/ram:IncludedSupplyChainTradeLineItem")
            if _charges(each)
        ),
        rates=tuple(_rate(each) for each in root.all(f"{_SETTLED}/ram:ApplicableTradeTax")),
        charges=_document_charges(root),
        iban=root.text(f"{_MEANS}/ram:PayeePartyCreditorFinancialAccount/ram:IBANID"),
        bic=root.text(f"{_MEANS}/ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"),
        terms=root.text(f"{_TERMS}/ram:Description"),
        notes=tuple(
            words
            for each in root.all("rsm:ExchangedDocument/ram:IncludedNote")
            if (words := each.text("ram:Content"))
        ),
    )  # fmt: skip


def _due_on(root: Node) -> date | None:
    days = [
        exact.day(each.text("ram:DueDateDateTime/udt:DateTimeString")) for each in root.all(_TERMS)
    ]
    return min((each for each in days if each is not None), default=None)


def _party(party: Node | None) -> ReceivedParty:
    if party is None:
        return ReceivedParty()
    numbers = [*party.all("ram:SpecifiedLegalOrganization/ram:ID"), *party.all("ram:GlobalID")]
    registered = {
        each.attribute("schemeID"): each.own_text()
        for each in party.all("ram:SpecifiedTaxRegistration/ram:ID")
    }
    vat = registered.get("VA", "").replace(" ", "").upper()
    place = "ram:PostalTradeAddress"
    schemed = [(each.attribute("schemeID"), each.own_text()) for each in numbers]
    return ReceivedParty(
        name=party.text("ram:Name"),
        siren=siren_of([*schemed, ("FC", registered.get("FC", ""))], vat),
        vat_number=vat,
        street=party.text(f"{place}/ram:LineOne"),
        postcode=party.text(f"{place}/ram:PostcodeCode"),
        city=party.text(f"{place}/ram:CityName"),
        country=party.text(f"{place}/ram:CountryID"),
        email=party.text("ram:DefinedTradeContact/ram:EmailURIUniversalCommunication/ram:URIID"),
    )


def _totals(root: Node, currency: str) -> ReceivedTotals:
    sums = root.first(_SUMS)
    if sums is None:
        return ReceivedTotals(total=ZERO)
    vats = [
        each
        for each in sums.all("ram:TaxTotalAmount")
        if each.attribute("currencyID") in ("", currency)
    ]
    return ReceivedTotals(
        total=exact.money(sums.text("ram:GrandTotalAmount")),
        net=_told(sums, "ram:TaxBasisTotalAmount"),
        vat=exact.money(vats[0].own_text()) if vats else None,
        lines=_told(sums, "ram:LineTotalAmount"),
        charges=_told(sums, "ram:ChargeTotalAmount"),
        discounts=_told(sums, "ram:AllowanceTotalAmount"),
        prepaid=_told(sums, "ram:TotalPrepaidAmount") or ZERO,
        rounding=_told(sums, "ram:RoundingAmount") or ZERO,
        payable=_told(sums, "ram:DuePayableAmount"),
    )


def _told(node: Node, path: str) -> Money | None:
    text = node.text(path)
    return exact.money(text) if text else None


def _charges(line: Node) -> bool:
    """Tell whether a line charges something: groups and notes of long invoices do not."""
    kind = line.text("ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode")
    return kind in ("", "DETAIL")


def _line(line: Node) -> ReceivedLine:
    article, settled = "ram:SpecifiedTradeProduct", "ram:SpecifiedLineTradeSettlement"
    document = "ram:AssociatedDocumentLineDocument"
    price = "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice"
    tax = f"{settled}/ram:ApplicableTradeTax"
    billed = line.first("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity")
    charged = line.text(f"{price}/ram:ChargeAmount")
    global_id = line.first(f"{article}/ram:GlobalID")
    return ReceivedLine(
        name=line.text(f"{article}/ram:Name", f"{document}/ram:IncludedNote/ram:Content"),
        net=exact.money(
            line.text(
                f"{settled}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
            )
            or "0"
        ),
        quantity=exact.quantity((billed.own_text() if billed else "") or "0"),
        unit=billed.attribute("unitCode") if billed else "",
        unit_millionths=(
            exact.unit_price(charged, line.text(f"{price}/ram:BasisQuantity")) if charged else None
        ),
        rate_bp=vat_rate(line.text(f"{tax}/ram:RateApplicablePercent")),
        category=line.text(f"{tax}/ram:CategoryCode") or "S",
        supplier_sku=line.text(f"{article}/ram:SellerAssignedID"),
        buyer_sku=line.text(f"{article}/ram:BuyerAssignedID"),
        ean=global_id.own_text() if global_id else "",
        charges=total(
            each.amount
            for each in _charges_at(line, f"{settled}/ram:SpecifiedTradeAllowanceCharge")
        ),
    )  # fmt: skip


def _rate(tax: Node) -> ReceivedRate:
    return ReceivedRate(
        category=tax.text("ram:CategoryCode") or "S",
        rate_bp=vat_rate(tax.text("ram:RateApplicablePercent")),
        base=_told(tax, "ram:BasisAmount") or ZERO,
        vat=_told(tax, "ram:CalculatedAmount") or ZERO,
    )


def _document_charges(root: Node) -> tuple[ReceivedCharge, ...]:
    """Return what the whole document adds or takes off; carriage of EXTENDED invoices included."""
    carriage = tuple(
        ReceivedCharge(
            each.text("ram:Description"),
            exact.money(each.text("ram:AppliedAmount") or "0"),
            each.text("ram:AppliedTradeTax/ram:CategoryCode") or "S",
            vat_rate(each.text("ram:AppliedTradeTax/ram:RateApplicablePercent")),
        )
        for each in root.all(f"{_SETTLED}/ram:SpecifiedLogisticsServiceCharge")
    )
    return (*_charges_at(root, f"{_SETTLED}/ram:SpecifiedTradeAllowanceCharge"), *carriage)


def _charges_at(node: Node, path: str) -> tuple[ReceivedCharge, ...]:
    found = []
    for each in node.all(path):
        amount = exact.money(each.text("ram:ActualAmount") or "0")
        adds = each.text("ram:ChargeIndicator/udt:Indicator") in ("true", "1")
        found.append(
            ReceivedCharge(
                each.text("ram:Reason"),
                amount if adds else -amount,
                each.text("ram:CategoryTradeTax/ram:CategoryCode") or "S",
                vat_rate(each.text("ram:CategoryTradeTax/ram:RateApplicablePercent")),
                is_discount=not adds,
            )
        )
    return tuple(found)
