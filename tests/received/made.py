"""Makes invoices as suppliers send them: CII, UBL, and a PDF around them."""

import io
from dataclasses import dataclass, replace
from decimal import Decimal

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Sold:
    """One line as the supplier writes it, amounts in euros and cents."""

    name: str
    quantity: str
    price: str
    net: str
    sku: str = ""
    ean: str = ""
    rate: str = "20"


SOAP = Sold("Savon lavande 100 g", "12", "3.10", "37.20", "SL-100", "3760123456784")
CANDLE = Sold("Bougie figue", "6", "5.50", "33.00", "BF-6")


@dataclass(frozen=True)
class Bill:
    """What an invoice says, word for word; wrong on purpose where a test wants it."""

    kind: str = "380"
    number: str = "F-2026-118"
    issued: str = "20261102"
    due: str = "20261202"
    currency: str = "EUR"
    seller: str = "Savonnerie du Ventoux"
    siren: str = "404833048"
    vat: str = "FR83404833048"
    country: str = "FR"
    buyer: str = "Camille Roux"
    buyer_siren: str = "552100554"
    lines: tuple[Sold, ...] = (SOAP, CANDLE)
    line_total: str = "70.20"
    net: str = "70.20"
    tax: str = "14.04"
    total: str = "84.24"
    prepaid: str = ""
    payable: str = "84.24"
    iban: str = "FR7630006000011234567890189"
    bic: str = "AGRIFRPP"
    order: str = "CMD-77"
    extra: str = ""
    terms: str = ""


BILL = Bill()


def bill(**changes: object) -> Bill:
    """Return an invoice that says something else."""
    return replace(BILL, **changes)  # type: ignore[arg-type]  # whatever the fields are


def some(wrapped: str, text: str) -> str:
    """Return an element around a text, or nothing when there is none."""
    name = wrapped.split(maxsplit=1)[0]
    return f"<{wrapped}>{text}</{name}>" if text else ""


def cii(said: Bill = BILL) -> bytes:
    """Return the invoice as CII, profile EN 16931."""
    lines = "".join(_cii_line(place, each) for place, each in enumerate(said.lines, 1))
    u = "urn:un:unece:uncefact:data:standard"
    stamp = "udt:DateTimeString format='102'"
    due = some("ram:DueDateDateTime", some(stamp, said.due))
    terms = some("ram:SpecifiedTradePaymentTerms", some("ram:Description", said.terms) + due)
    means = (
        "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>30</ram:TypeCode>"
        + some("ram:PayeePartyCreditorFinancialAccount", some("ram:IBANID", said.iban))
        + some("ram:PayeeSpecifiedCreditorFinancialInstitution", some("ram:BICID", said.bic))
        + "</ram:SpecifiedTradeSettlementPaymentMeans>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="{u}:CrossIndustryInvoice:100"
 xmlns:ram="{u}:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="{u}:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>urn:cen.eu:en16931:2017</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument>{some("ram:ID", said.number)}{some("ram:TypeCode", said.kind)}
<ram:IssueDateTime>{some(stamp, said.issued)}</ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>{lines}<ram:ApplicableHeaderTradeAgreement>
<ram:SellerTradeParty>{some("ram:Name", said.seller)}
{some("ram:SpecifiedLegalOrganization", some("ram:ID schemeID='0002'", said.siren))}
<ram:PostalTradeAddress><ram:PostcodeCode>84000</ram:PostcodeCode><ram:LineOne>1 rue</ram:LineOne>
<ram:CityName>Avignon</ram:CityName>{some("ram:CountryID", said.country)}</ram:PostalTradeAddress>
{some("ram:SpecifiedTaxRegistration", some("ram:ID schemeID='VA'", said.vat))}
</ram:SellerTradeParty><ram:BuyerTradeParty>{some("ram:Name", said.buyer)}
{some("ram:SpecifiedLegalOrganization", some("ram:ID schemeID='0002'", said.buyer_siren))}
<ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress>
</ram:BuyerTradeParty>
{some("ram:BuyerOrderReferencedDocument", some("ram:IssuerAssignedID", said.order))}
</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery>
<ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>{some(stamp, said.issued)}
</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement>{some("ram:InvoiceCurrencyCode", said.currency)}{means}
<ram:ApplicableTradeTax><ram:CalculatedAmount>{said.tax}</ram:CalculatedAmount>
<ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>{said.net}</ram:BasisAmount>
<ram:CategoryCode>S</ram:CategoryCode>
<ram:RateApplicablePercent>20</ram:RateApplicablePercent></ram:ApplicableTradeTax>{said.extra}{terms}
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:LineTotalAmount>{said.line_total}</ram:LineTotalAmount>
<ram:TaxBasisTotalAmount>{said.net}</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="{said.currency}">{said.tax}</ram:TaxTotalAmount>
{some("ram:GrandTotalAmount", said.total)}{some("ram:TotalPrepaidAmount", said.prepaid)}
<ram:DuePayableAmount>{said.payable}</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>""".encode()


def _cii_line(place: int, line: Sold) -> str:
    return f"""<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>
<ram:LineID>{place}</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct>
{some("ram:GlobalID schemeID='0160'", line.ean)}{some("ram:SellerAssignedID", line.sku)}
{some("ram:Name", line.name)}</ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement>
<ram:NetPriceProductTradePrice><ram:ChargeAmount>{line.price}</ram:ChargeAmount>
</ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>
<ram:BilledQuantity unitCode="C62">{line.quantity}</ram:BilledQuantity>
</ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>
<ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode>
<ram:RateApplicablePercent>{line.rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:SpecifiedTradeSettlementLineMonetarySummation>
<ram:LineTotalAmount>{line.net}</ram:LineTotalAmount>
</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>"""


def ubl(said: Bill = BILL) -> bytes:
    """Return the invoice as UBL 2.1; a credit note when its kind is 381."""
    credit = said.kind == "381"
    root, code = ("CreditNote", "CreditNoteTypeCode") if credit else ("Invoice", "InvoiceTypeCode")
    due = "" if credit else some("cbc:DueDate", _dashed(said.due))
    money = f"currencyID='{said.currency}'"
    lines = "".join(
        _ubl_line(place, each, credit, money) for place, each in enumerate(said.lines, 1)
    )
    o = "urn:oasis:names:specification:ubl:schema:xsd"
    party = _ubl_party(said.seller, said.siren, said.vat, said.country)
    buyer = _ubl_party(said.buyer, said.buyer_siren, "", "FR")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="{o}:{root}-2" xmlns:cac="{o}:CommonAggregateComponents-2"
 xmlns:cbc="{o}:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>{some("cbc:ID", said.number)}
{some("cbc:IssueDate", _dashed(said.issued))}{due}{some(f"cbc:{code}", said.kind)}
{some("cbc:DocumentCurrencyCode", said.currency)}
{some("cac:OrderReference", some("cbc:ID", said.order))}
<cac:AccountingSupplierParty>{party}</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty>{buyer}</cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>
{some("cac:PayeeFinancialAccount", some("cbc:ID", said.iban))}</cac:PaymentMeans>
<cac:TaxTotal><cbc:TaxAmount {money}>{said.tax}</cbc:TaxAmount><cac:TaxSubtotal>
<cbc:TaxableAmount {money}>{said.net}</cbc:TaxableAmount>
<cbc:TaxAmount {money}>{said.tax}</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID>
<cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal><cac:LegalMonetaryTotal>
<cbc:LineExtensionAmount {money}>{said.line_total}</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount {money}>{said.net}</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount {money}>{said.total}</cbc:TaxInclusiveAmount>
{some(f"cbc:PrepaidAmount {money}", said.prepaid)}
<cbc:PayableAmount {money}>{said.payable}</cbc:PayableAmount></cac:LegalMonetaryTotal>
{lines}</{root}>""".encode()


def _ubl_party(name: str, siren: str, vat: str, country: str) -> str:
    scheme = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    tax = f"<cbc:CompanyID>{vat}</cbc:CompanyID>{scheme}" if vat else ""
    return f"""<cac:Party><cac:PostalAddress><cac:Country>
<cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
{some("cac:PartyTaxScheme", tax)}<cac:PartyLegalEntity>
<cbc:RegistrationName>{name}</cbc:RegistrationName>
{some("cbc:CompanyID schemeID='0002'", siren)}</cac:PartyLegalEntity></cac:Party>"""


def _ubl_line(place: int, line: Sold, credit: bool, money: str) -> str:
    name, quantity = (
        ("CreditNoteLine", "CreditedQuantity") if credit else ("InvoiceLine", "InvoicedQuantity")
    )
    seller = some("cac:SellersItemIdentification", some("cbc:ID", line.sku))
    ean = some("cac:StandardItemIdentification", some("cbc:ID schemeID='0160'", line.ean))
    return f"""<cac:{name}><cbc:ID>{place}</cbc:ID>
<cbc:{quantity} unitCode="C62">{line.quantity}</cbc:{quantity}>
<cbc:LineExtensionAmount {money}>{line.net}</cbc:LineExtensionAmount><cac:Item>
<cbc:Name>{line.name}</cbc:Name>{seller}{ean}<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>
<cbc:Percent>{line.rate}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
</cac:ClassifiedTaxCategory></cac:Item><cac:Price>
<cbc:PriceAmount {money}>{line.price}</cbc:PriceAmount></cac:Price></cac:{name}>"""


def _dashed(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == len("20261102") else day


def pdf(*attached: tuple[str, bytes], script: str = "", password: str = "") -> bytes:
    """Return a one-page PDF with files attached."""
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    for name, content in attached:
        writer.add_attachment(name, content)
    if script:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject(script),
            }
        )
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def many_lines(count: int) -> Bill:
    """Return a long invoice whose sums hold."""
    lines = tuple(Sold(f"Article {n}", "1", "1.00", "1.00") for n in range(count))
    net = Decimal(count)
    tax = (net * Decimal("0.2")).quantize(_CENT)
    return replace(
        BILL, lines=lines, line_total=f"{net}.00", net=f"{net}.00", tax=str(tax),
        total=str(net + tax), payable=str(net + tax),
    )  # fmt: skip
