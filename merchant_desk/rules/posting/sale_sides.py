"""The sides that every sale shares: what was sold, the VAT of it, and cents that do not meet."""

from collections.abc import Iterable, Iterator

from merchant_desk.rules.posting.entry import Side
from merchant_desk.rules.posting.facts import MARGIN, SaleFact, SoldSum, waiting_vat
from merchant_desk.rules.posting.plan import AccountPlan
from merchant_desk.values.invoice_page import InvoiceVatRow
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind
from merchant_desk.values.vat import SaleCategory, VatTreatment

_BY_TREATMENT = {
    VatTreatment.EXPORT: "goods_export",
    VatTreatment.INTRA_EU: "goods_intra_eu",
    VatTreatment.OSS: "goods_oss",
    **dict.fromkeys(MARGIN, "goods_margin"),
}


def revenue_role(sold: SoldSum) -> str:
    """Return the role of the account that earned it."""
    if sold.treatment is VatTreatment.OUT_OF_SCOPE:
        return "vouchers"  # money held for her: a gift card is no sale yet
    if sold.kind is LineKind.SHIPPING:
        return "shipping"
    if sold.kind is LineKind.FEE:
        return "fees"
    if sold.category is SaleCategory.SERVICES:
        return "service_rebates" if sold.rebate else "services"
    if sold.rebate and sold.treatment not in MARGIN:
        return "rebates"
    return _BY_TREATMENT.get(sold.treatment, "goods")


def sold_sides(plan: AccountPlan, document: SaleFact) -> list[Side]:
    """Return the credits of a document: what was sold, then its VAT, due now or when it is paid."""
    sides = [
        Side(plan.of(revenue_role(each)), -(each.ttc if each.treatment in MARGIN else each.net))
        for each in document.sold
    ]
    sides.extend(vat_sides(plan, document.rates, document.country))
    if document.vat_waits:
        for rate_bp, vat in waiting_vat(document.sold).items():
            sides.append(Side(plan.vat(rate_bp), vat))
            sides.append(Side(plan.waiting(rate_bp), -vat))
    return sides


def vat_sides(
    plan: AccountPlan, rates: Iterable[InvoiceVatRow], country: str = ""
) -> Iterator[Side]:
    """Yield the credit of each rate; a margin document shows no VAT of its own."""
    for row in rates:
        if row.treatment in MARGIN or not row.vat:
            continue
        oss = row.treatment is VatTreatment.OSS
        yield Side(plan.oss(country) if oss else plan.vat(row.rate_bp), -row.vat)


def closed(plan: AccountPlan, sides: list[Side]) -> list[Side]:
    """Return the sides with what is missing between them as a rounding difference."""
    return [*sides, *difference(plan, -total(side.amount for side in sides))]


def difference(plan: AccountPlan, amount: Money) -> Iterator[Side]:
    """Yield a loss (above zero) or a gain."""
    if amount:
        yield Side(plan.of("loss" if amount > ZERO else "gain"), amount)
