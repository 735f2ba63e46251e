"""Read an invoice or a credit note of the UBL 2.1 kind."""

import re

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

_IBAN = re.compile(r"[A-Z]{2}\d\d")
_OASIS = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMES = {"cac": f"{_OASIS}CommonAggregateComponents-2", "cbc": f"{_OASIS}CommonBasicComponents-2"}
INVOICE = f"{{{_OASIS}Invoice-2}}Invoice"
CREDIT_NOTE = f"{{{_OASIS}CreditNote-2}}CreditNote"
_SUMS = "cac:LegalMonetaryTotal"
_MEANS = "cac:PaymentMeans"
_ACCOUNT = f"{_MEANS}/cac:PayeeFinancialAccount"


def read_ubl(root: Node) -> ReceivedInvoice:
    """Return what the file says. Raises RefusedError when number, date or total are missing."""
    seller = _party(root.first("cac:AccountingSupplierParty/cac:Party"))
    told = Told(
        kind=root.text("cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode") or _kind_of(root),
        number=root.text("cbc:ID"),
        currency=root.text("cbc:DocumentCurrencyCode"),
        issued=root.text("cbc:IssueDate"),
        total=root.text(f"{_SUMS}/cbc:TaxInclusiveAmount"),
        seller=seller.name,
    )
    issue_date = told.checked()
    credited = root.all("cac:CreditNoteLine")
    return ReceivedInvoice(
        syntax=ReceivedSyntax.UBL,
        profile=root.text("cbc:CustomizationID"),
        kind=told.kind,
        number=told.number,
        issue_date=issue_date,
        due_on=exact.day(root.text("cbc:DueDate", f"{_MEANS}/cbc:PaymentDueDate")),
        delivered_on=exact.day(root.text("cac:Delivery/cbc:ActualDeliveryDate")),
        seller=seller,
        buyer=_party(root.first("cac:AccountingCustomerParty/cac:Party")),
        order_reference=root.text("cac:OrderReference/cbc:ID"),
        corrects=root.text("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"),
        totals=_totals(root, told.currency),
        lines=tuple(_line(each) for each in credited or root.all("cac:InvoiceLine")),
        rates=tuple(_rate(each) for each in root.all("cac:TaxTotal/cac:TaxSubtotal")),
        charges=_charges(root),
        iban=_iban(root.text(f"{_ACCOUNT}/cbc:ID")),
        bic=root.text(f"{_ACCOUNT}/cac:FinancialInstitutionBranch/cbc:ID"),
        terms=root.text("cac:PaymentTerms/cbc:Note"),
        notes=tuple(words for each in root.all("cbc:Note") if (words := each.own_text())),
    )


def _kind_of(root: Node) -> str:
    return "381" if root.element.tag == CREDIT_NOTE else "380"


def _iban(account: str) -> str:
    """Return an account number when it is an IBAN: other kinds are not paid to by transfer."""
    return account if _IBAN.match(account) else ""


def _party(party: Node | None) -> ReceivedParty:
    if party is None:
        return ReceivedParty()
    numbers = [
        (each.attribute("schemeID"), each.own_text())
        for path in ("cac:PartyLegalEntity/cbc:CompanyID", "cac:PartyIdentification/cbc:ID")
        for each in party.all(path)
    ]
    vat = ""
    for each in party.all("cac:PartyTaxScheme"):
        told = each.text("cbc:CompanyID").replace(" ", "").upper()
        if each.text("cac:TaxScheme/cbc:ID") == "VAT":
            vat = told
        else:
            numbers.append(("FC", told))
    place = "cac:PostalAddress"
    return ReceivedParty(
        name=party.text("cac:PartyLegalEntity/cbc:RegistrationName", "cac:PartyName/cbc:Name"),
        siren=siren_of(numbers, vat),
        vat_number=vat,
        street=party.text(f"{place}/cbc:StreetName"),
        postcode=party.text(f"{place}/cbc:PostalZone"),
        city=party.text(f"{place}/cbc:CityName"),
        country=party.text(f"{place}/cac:Country/cbc:IdentificationCode"),
        email=party.text("cac:Contact/cbc:ElectronicMail"),
    )


def _totals(root: Node, currency: str) -> ReceivedTotals:
    vats = [
        amount
        for each in root.all("cac:TaxTotal")
        for amount in each.all("cbc:TaxAmount")
        if amount.attribute("currencyID") in ("", currency)
    ]
    return ReceivedTotals(
        total=exact.money(root.text(f"{_SUMS}/cbc:TaxInclusiveAmount")),
        net=_told(root, f"{_SUMS}/cbc:TaxExclusiveAmount"),
        vat=exact.money(vats[0].own_text()) if vats else None,
        lines=_told(root, f"{_SUMS}/cbc:LineExtensionAmount"),
        charges=_told(root, f"{_SUMS}/cbc:ChargeTotalAmount"),
        discounts=_told(root, f"{_SUMS}/cbc:AllowanceTotalAmount"),
        prepaid=_told(root, f"{_SUMS}/cbc:PrepaidAmount") or ZERO,
        rounding=_told(root, f"{_SUMS}/cbc:PayableRoundingAmount") or ZERO,
        payable=_told(root, f"{_SUMS}/cbc:PayableAmount"),
    )


def _told(node: Node, path: str) -> Money | None:
    text = node.text(path)
    return exact.money(text) if text else None


def _line(line: Node) -> ReceivedLine:
    billed = line.first("cbc:InvoicedQuantity") or line.first("cbc:CreditedQuantity")
    charged = line.text("cac:Price/cbc:PriceAmount")
    tax = "cac:Item/cac:ClassifiedTaxCategory"
    return ReceivedLine(
        name=line.text("cac:Item/cbc:Name", "cac:Item/cbc:Description"),
        net=_told(line, "cbc:LineExtensionAmount") or ZERO,
        quantity=exact.quantity((billed.own_text() if billed else "") or "0"),
        unit=billed.attribute("unitCode") if billed else "",
        unit_millionths=(
            exact.unit_price(charged, line.text("cac:Price/cbc:BaseQuantity")) if charged else None
        ),
        rate_bp=vat_rate(line.text(f"{tax}/cbc:Percent")),
        category=line.text(f"{tax}/cbc:ID") or "S",
        supplier_sku=line.text("cac:Item/cac:SellersItemIdentification/cbc:ID"),
        buyer_sku=line.text("cac:Item/cac:BuyersItemIdentification/cbc:ID"),
        ean=line.text("cac:Item/cac:StandardItemIdentification/cbc:ID"),
        charges=total(each.amount for each in _charges(line)),
    )


def _rate(tax: Node) -> ReceivedRate:
    return ReceivedRate(
        category=tax.text("cac:TaxCategory/cbc:ID") or "S",
        rate_bp=vat_rate(tax.text("cac:TaxCategory/cbc:Percent")),
        base=_told(tax, "cbc:TaxableAmount") or ZERO,
        vat=_told(tax, "cbc:TaxAmount") or ZERO,
    )


def _charges(node: Node) -> tuple[ReceivedCharge, ...]:
    found = []
    for each in node.all("cac:AllowanceCharge"):
        amount = exact.money(each.text("cbc:Amount") or "0")
        adds = each.text("cbc:ChargeIndicator") in ("true", "1")
        found.append(
            ReceivedCharge(
                each.text("cbc:AllowanceChargeReason"),
                amount if adds else -amount,
                each.text("cac:TaxCategory/cbc:ID") or "S",
                vat_rate(each.text("cac:TaxCategory/cbc:Percent")),
                is_discount=not adds,
            )
        )
    return tuple(found)
