"""Write flow 10 (external specifications of the DGFiP, v3.2): amounts from integers only."""

from collections.abc import Iterable
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from merchant_desk.rules.e_reporting.aggregate import french_vat
from merchant_desk.rules.legal_data import members_on
from merchant_desk.values.clock import PARIS
from merchant_desk.values.e_reporting import (
    Category,
    DailySales,
    Declarant,
    ForeignBuyer,
    PaymentTold,
    Report,
    ReportKind,
    ReportPeriod,
    SaleTold,
    SoldPart,
)
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money, total
from merchant_desk.values.vat import SaleCategory, VatTreatment

PROFILE = "urn.cpro.gouv.fr:1p0:ereporting"
UNION_VAT, ELSEWHERE = "0223", "0227"
_INVOICED = "5"  # VAT due at the invoice (option for debits)
_LONGEST_NAME, _LONGEST_ID = 150, 18
_EXEMPT = {
    VatTreatment.INTRA_EU: ("K", "VATEX-EU-IC", "Livraison intracommunautaire (262 ter I du CGI)"),
    VatTreatment.EXPORT: ("G", "VATEX-EU-G", "Exportation (262 I du CGI)"),
    VatTreatment.REVERSE_CHARGE: ("AE", "VATEX-EU-AE", "Autoliquidation (283-2 du CGI)"),
    VatTreatment.FRANCHISE: ("E", "VATEX-FR-FRANCHISE", "TVA non applicable (293 B du CGI)"),
    VatTreatment.OUT_OF_SCOPE: ("O", "VATEX-EU-O", "Hors du champ de la TVA"),
}
_TYPES = {InvoiceKind.CREDIT_NOTE: "381", InvoiceKind.CORRECTED: "384"}


def flow_10(
    report: Report, who: Declarant, identifier: str, at: datetime, *, replaces: bool
) -> str:
    """Return the file; the same facts give the same text."""
    sender = (
        _party("Sender", who.platform_number, "0238", who.platform_name or who.name, "WK")
        if who.platform_number
        else _party("Sender", who.siren, "0002", who.name, "SE")
    )
    head = (
        _tag("Id", identifier)
        + _group("IssueDateTime", _tag("DateTimeString", _instant(at)))
        + _tag("TypeCode", "RE" if replaces else "IN")
        + sender
        + _party("Issuer", who.siren, "0002", who.name, "SE")
    )
    inside = _sales(report, who) if report.period.kind is ReportKind.TRANSACTIONS else _paid(report)
    body = _group("ReportDocument", head) + inside
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_group("Report", body)}\n'


def amount(money: Money) -> str:
    """Return an amount with its two decimals."""
    sign, cents = ("-", -money.cents) if money.cents < 0 else ("", money.cents)
    return f"{sign}{cents // 100}.{cents % 100:02d}"


def percent(rate_bp: int) -> str:
    """Return a rate in percent, without useless zeros (rule G1.24)."""
    whole, part = divmod(rate_bp, 100)
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".")


def day_text(day: date) -> str:
    """Return a day (rule G1.09)."""
    return day.strftime("%Y%m%d")


def _sales(report: Report, who: Declarant) -> str:
    inside = [_period(report.period)]
    inside += [_invoice(each, who) for each in report.foreign]
    inside += [_day(each, who) for each in report.sales]
    return _group("TransactionsReport", "".join(inside))


def _day(sales: DailySales, who: Declarant) -> str:
    on_debits = sales.category is Category.SERVICES and who.on_debits
    rates = "".join(
        _group(
            "TaxSubtotal",
            _tag("TaxPercent", percent(each.rate_bp))
            + _tag("TaxableAmount", amount(each.base))
            + _tag("TaxTotal", amount(each.vat)),
        )
        for each in sales.rates
    )
    return _group(
        "Transactions",
        _tag("Date", day_text(sales.day))
        + _tag("TransactionsCurrency", sales.currency)
        + (_tag("TaxDueDateTypeCode", _INVOICED) if on_debits else "")
        + _tag("CategoryCode", sales.category)
        + _tag("TaxExclusiveAmount", amount(sales.base))
        + _tag("TaxTotal", amount(sales.vat))
        + _tag("TransactionsCount", str(sales.count))
        + rates,
    )


def _invoice(sale: SaleTold, who: Declarant) -> str:
    """Return one invoice to a business abroad (10.1); a credit note is positive, of type 381."""
    sign = -1 if sale.kind is InvoiceKind.CREDIT_NOTE else 1
    services = any(each.category is SaleCategory.SERVICES for each in sale.parts)
    parts = (
        _tag("ID", sale.number),
        _tag("IssueDate", day_text(sale.issued_on)),
        _tag("TypeCode", _TYPES.get(sale.kind, "380")),
        _tag("CurrencyCode", "EUR"),
        _tag("DueDate", day_text(sale.due_on)) if sale.due_on else "",
        _tag("TaxDueDateTypeCode", _INVOICED) if services and who.on_debits else "",
        _group("BusinessProcess", _tag("ID", _process(sale)) + _tag("TypeID", PROFILE)),
        _corrected(sale),
        _seller(who),
        "" if sale.foreign is None else _buyer(sale.foreign, sale.issued_on),
        _delivered(sale),
        _totals(sale, sign),
        *(_rate(each, sign) for each in _by_rate(sale.parts)),
    )
    return _group("Invoice", "".join(parts))


def _process(sale: SaleTold) -> str:
    natures = {each.category for each in sale.parts}
    letter = "M" if len(natures) > 1 else "S" if natures == {SaleCategory.SERVICES} else "B"
    return f"{letter}{2 if sale.paid else 1}"


def _corrected(sale: SaleTold) -> str:
    if sale.corrects is None:
        return ""
    number, day = sale.corrects
    return _group("ReferencedDocument", _tag("ID", number) + _tag("IssueDate", day_text(day)))


def _seller(who: Declarant) -> str:
    vat = _tag("TaxRegistrationId", who.vat_number, qualifyingId="VAT") if who.vat_number else ""
    place = _group("PostalAddress", _tag("CountryId", "FR"))
    return _group("Seller", _tag("CompanyId", who.siren, schemeId="0002") + vat + place)


def _buyer(buyer: ForeignBuyer, day: date) -> str:
    """Return the buyer: her VAT number in the Union, elsewhere her country and name (G2.19)."""
    inside = buyer.country in {member.country for member in members_on(day)}
    number = "".join(buyer.vat_number.split())[:_LONGEST_ID] if inside else ""
    scheme = UNION_VAT if number else ELSEWHERE
    name = number or f"{buyer.country}{buyer.name}"[:_LONGEST_ID]
    vat = _tag("TaxRegistrationId", number, qualifyingId="VAT") if number else ""
    place = _group("PostalAddress", _tag("CountryId", buyer.country))
    return _group("Buyer", _tag("CompanyId", name, schemeId=scheme) + vat + place)


def _delivered(sale: SaleTold) -> str:
    if sale.delivered_on is None or sale.delivered_on == sale.issued_on:
        return ""
    return _group("Delivery", _tag("Date", day_text(sale.delivered_on)))


def _totals(sale: SaleTold, sign: int) -> str:
    base = total(each.base for each in sale.parts)
    vat = total(french_vat(each)[1] for each in sale.parts)
    return _group(
        "MonetaryTotal",
        _tag("TaxExclusiveAmount", amount(base * sign))
        + _tag("TaxAmount", amount(vat * sign), CurrencyCode="EUR"),
    )


def _by_rate(parts: Iterable[SoldPart]) -> tuple[SoldPart, ...]:
    """Return one part for each rate, whatever is sold under it."""
    found: dict[tuple[int, VatTreatment], SoldPart] = {}
    for part in parts:
        key = (part.rate_bp, part.treatment)
        known = found.get(key)
        if known is not None:
            base, vat = known.base + part.base, known.vat + part.vat
            found[key] = SoldPart(known.category, known.treatment, known.rate_bp, base, vat)
        else:
            found[key] = part
    return tuple(found.values())


def _rate(part: SoldPart, sign: int) -> str:
    rate, vat = french_vat(part)
    code, reason_code, reason = _EXEMPT.get(part.treatment, ("S" if rate else "E", "", ""))
    why = _tag("TaxExemptionReason", reason) + _tag("TaxExemptionReasonCode", reason_code)
    category = _tag("Code", code) + _tag("Percent", percent(rate)) + (why if reason_code else "")
    return _group(
        "TaxSubTotal",
        _tag("TaxableAmount", amount(part.base * sign))
        + _tag("TaxAmount", amount(vat * sign))
        + _group("TaxCategory", category),
    )


def _paid(report: Report) -> str:
    parts = [_period(report.period)]
    for each in report.payments:
        if each.number and each.issued_on is not None:
            head = _tag("InvoiceID", each.number) + _tag("IssueDate", day_text(each.issued_on))
            parts.append(_group("Invoice", head + _payment(each)))
        else:
            parts.append(_group("Transactions", _payment(each)))
    return _group("PaymentsReport", "".join(parts))


def _payment(paid: PaymentTold) -> str:
    rates = (
        _group(
            "SubTotals",
            _tag("TaxPercent", percent(rate))
            + _tag("CurrencyCode", "EUR")
            + _tag("Amount", amount(received)),
        )
        for rate, received in paid.rates
    )
    return _group("Payment", _tag("Date", day_text(paid.paid_on)) + "".join(rates))


def _period(period: ReportPeriod) -> str:
    return _group(
        "ReportPeriod",
        _tag("StartDate", day_text(period.first)) + _tag("EndDate", day_text(period.last)),
    )


def _party(name: str, number: str, scheme: str, called: str, role: str) -> str:
    return _group(
        name,
        _tag("Id", number, schemeId=scheme)
        + _tag("Name", called[:_LONGEST_NAME])
        + _tag("RoleCode", role),
    )


def _instant(at: datetime) -> str:
    return at.astimezone(PARIS).strftime("%Y%m%d%H%M%S")


def _tag(name: str, text: str, **attributes: str) -> str:
    told = "".join(f" {each}={quoteattr(value)}" for each, value in attributes.items())
    return f"<{name}{told}>{escape(text)}</{name}>"


def _group(name: str, inside: str | Iterable[str]) -> str:
    return f"<{name}>{inside if isinstance(inside, str) else ''.join(inside)}</{name}>"
