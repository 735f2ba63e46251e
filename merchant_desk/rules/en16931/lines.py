"""Lines (BG-25), discounts (BG-20) and charges (BG-21) of the document."""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.rules.en16931.decimals import amount_text, one_line
from merchant_desk.rules.en16931.line_prices import LinePrice, line_price
from merchant_desk.rules.en16931.vat_groups import Categories, categories
from merchant_desk.values.business_terms import ChargeTerms, LineTerms
from merchant_desk.values.french import euros
from merchant_desk.values.invoice_page import InvoiceLine, InvoicePage
from merchant_desk.values.money import Money
from merchant_desk.values.remote import LineKind

_PIECE = "C62"
_GTIN = "0160"
_GTIN_LENGTHS = frozenset({8, 12, 13, 14})
_DISCOUNT = "95"  # UNTDID 5189
_CHARGES = {LineKind.SHIPPING: "FC", LineKind.FEE: "ADR"}  # UNTDID 7161: freight, other services


@dataclass(frozen=True, slots=True)
class Split:
    """The lines of a page, as the standard sorts them."""

    lines: tuple[InvoiceLine, ...]
    discounts: tuple[InvoiceLine, ...]
    charges: tuple[InvoiceLine, ...]

    @property
    def told(self) -> tuple[InvoiceLine, ...]:
        """Return all of them: carriage and fees that cost nothing are left out."""
        return (*self.lines, *self.discounts, *self.charges)


def split(page: InvoicePage, sign: int) -> Split:
    """Sort the lines; a document of charges alone tells them as lines, for it needs one (BR-16)."""
    goods = tuple(line for line in page.lines if line.kind is LineKind.PRODUCT)
    if not goods:
        return Split(page.lines, (), ())
    others = [line for line in page.lines if line.kind is not LineKind.PRODUCT and line.net]
    return Split(
        goods,
        tuple(line for line in others if line.net.cents * sign < 0),
        tuple(line for line in others if line.net.cents * sign > 0),
    )


def line_terms(page: InvoicePage, lines: Sequence[InvoiceLine], sign: int) -> list[LineTerms]:
    """Return BG-25."""
    told = categories(page)
    return [
        _line(told, line, line_price(line, page.method, sign), (place, sign))
        for place, line in enumerate(lines, start=1)
    ]


def charge_terms(page: InvoicePage, lines: Sequence[InvoiceLine]) -> list[ChargeTerms]:
    """Return BG-21."""
    told = categories(page)
    return [_charge(told, line, _CHARGES[line.kind]) for line in lines]


def discount_terms(page: InvoicePage, lines: Sequence[InvoiceLine]) -> list[ChargeTerms]:
    """Return BG-20, which counts upwards from zero too."""
    told = categories(page)
    return [_charge(told, line, _DISCOUNT) for line in lines]


def _charge(told: Categories, line: InvoiceLine, reason: str) -> ChargeTerms:
    terms: ChargeTerms = {
        "amount": amount_text(Money(abs(line.net.cents))),
        "reason": one_line(line.name),
        "reason_code": reason,
        "vat_category_code": told.code(line.treatment, line.rate_bp),
    }
    if rate := told.rate(line.treatment, line.rate_bp):
        terms["vat_rate"] = rate
    return terms


def _line(
    told: Categories, line: InvoiceLine, price: LinePrice, where: tuple[int, int]
) -> LineTerms:
    place, sign = where
    terms: LineTerms = {
        "BT-126": str(place),
        "BT-129": str(price.quantity),
        "BT-130": _PIECE,
        "BT-131": amount_text(line.net * sign),
        "BT-146": price.price.text,
        "BT-151": told.code(line.treatment, line.rate_bp),
        "BT-153": one_line(line.name),
    }
    if rate := told.rate(line.treatment, line.rate_bp):
        terms["BT-152"] = rate
    if price.basis:
        terms["BT-149"] = str(price.basis)
    if price.discount:
        amount = amount_text(price.discount)
        terms["BG-27"] = [{"amount": amount, "reason": "Remise", "reason_code": _DISCOUNT}]
    _tell_article(terms, line)
    return terms


def _tell_article(terms: LineTerms, line: InvoiceLine) -> None:
    if line.option.strip():
        terms["BT-154"] = one_line(line.option)
    if line.sku.strip():
        terms["BT-155"] = one_line(line.sku)
    if len(line.ean) in _GTIN_LENGTHS and line.ean.isdecimal():
        terms["BT-157"], terms["BT-157-1"] = line.ean, _GTIN
    if line.eco:
        words = f"Dont éco-participation {line.eco_scheme}".strip()
        terms["BT-127-00"] = [{"BT-127": f"{words} : {euros(line.eco)} HT par unité"}]
