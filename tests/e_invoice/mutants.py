"""Pages as no one would write them: any recipe, with any of its facts replaced by anything."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from merchant_desk.values.invoice_page import (
    InvoiceKind,
    InvoicePage,
    InvoicePayment,
    InvoiceReference,
    PriceMethod,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import SaleCategory, VatTreatment
from tests.e_invoice.recipes import RECIPES

_TEXTS = st.one_of(
    st.sampled_from(["", " ", "é€œ", "煎茶", "🕯️", "<a>&", "#PMT#", "a\nb", "\u202e", "x" * 130]),
    st.text(max_size=12),
)
_FRENCH = ["732829320", "552100554", "73282932000074", "55210055400013", "1", "FR44732829320"]
_OTHERS = ["", "FR96552100554", "DE136695976", "ATU12345675", "XX123", "CHE123456788MWST"]
_NUMBERS = st.sampled_from([*_FRENCH, *_OTHERS])
_ADDRESSES = st.sampled_from(["", "552100554", "732829320_A", "a@b.fr", "A/B", "é", "x" * 130])
_COUNTRIES = st.sampled_from(["FR", "", "fr", "DE", "ES", "RE", "GP", "MC", "CH", "US", "XX", "ZZ"])
_CENTS = st.integers(-500_000, 500_000).map(Money)
_DAYS = st.one_of(st.none(), st.dates(date(1995, 1, 1), date(2105, 1, 1)))
_SOON = st.dates(date(2026, 11, 1), date(2026, 12, 31))
_REFERENCES = st.builds(
    InvoiceReference,
    st.sampled_from(["FA1", "n° 1", "F" * 40]),
    _SOON,
    st.sampled_from(InvoiceKind),
    _CENTS,
)
_PLACES = st.builds(Address, _TEXTS, _TEXTS, _TEXTS, _TEXTS, _TEXTS, _TEXTS, _COUNTRIES)
_PAGE = {
    "kind": st.sampled_from(InvoiceKind),
    "number": st.sampled_from(["FA1", "FA 1", "F" * 36, "", "é"]),
    "issued_on": st.one_of(_SOON, st.dates(date(1995, 1, 1), date(2105, 1, 1))),
    "delivered_on": _DAYS,
    "delivery_address": st.one_of(st.none(), _PLACES),
    "order_number": _TEXTS,
    "purchase_order": _TEXTS,
    "category": st.sampled_from(SaleCategory),
    "payments": st.lists(st.builds(InvoicePayment, _TEXTS, _SOON, _CENTS), max_size=2).map(tuple),
    "due_on": _DAYS,
    "corrects": st.one_of(st.none(), _REFERENCES),
    "deposits": st.lists(_REFERENCES, max_size=2).map(tuple),
    "details": st.one_of(st.none(), _REFERENCES),
    "note": _TEXTS,
    "reason": _TEXTS,
    "method": st.sampled_from(PriceMethod),
    "tax_country": _COUNTRIES,
    "mentions": st.just(()),
}
_SELLER = {
    "name": _TEXTS,
    "trade_name": _TEXTS,
    "siren": _NUMBERS,
    "siret": _NUMBERS,
    "vat_number": _NUMBERS,
    "iban": st.sampled_from(["", "FR7630006000011234567890189", "FR76", "x y"]),
    "bic": _TEXTS,
    "email": _TEXTS,
    "phone": _TEXTS,
    "electronic_address": _ADDRESSES,
    "address": _PLACES,
}
_BUYER = {
    "address": _PLACES,
    "is_business": st.booleans(),
    "siren": _NUMBERS,
    "siret": _NUMBERS,
    "vat_number": _NUMBERS,
    "email": _ADDRESSES,
    "electronic_address": _ADDRESSES,
}
_LINE = {
    "sku": _TEXTS,
    "name": _TEXTS,
    "option": _TEXTS,
    "quantity": st.sampled_from([-3, -1, 0, 1, 2, 70_000]),
    "rate_bp": st.sampled_from([0, 210, 550, 2000, 2100, 12_345]),
    "net": _CENTS,
    "ttc": _CENTS,
    "discount": _CENTS,
    "treatment": st.sampled_from(VatTreatment),
    "kind": st.sampled_from(LineKind),
    "unit_price": st.one_of(st.none(), st.integers(-10, 9_999_999).map(UnitPrice)),
    "ean": st.sampled_from(["", "3017620422003", "123", "abc"]),
    "eco": _CENTS,
}
_ROW = {
    "rate_bp": st.sampled_from([0, 550, 2000, 12_345]),
    "base": _CENTS,
    "vat": _CENTS,
    "ttc": _CENTS,
    "treatment": st.sampled_from(VatTreatment),
}


@st.composite
def mutants(draw: st.DrawFn) -> InvoicePage:
    """Draw a recipe with one to three facts replaced."""
    page = RECIPES[draw(st.sampled_from(sorted(set(RECIPES) - {"four hundred lines"})))]
    for _each in range(draw(st.integers(1, 3))):
        page = _mutant(draw, page)
    return page


def _mutant(draw: st.DrawFn, page: InvoicePage) -> InvoicePage:
    part = draw(st.sampled_from(["page", "seller", "buyer", "line", "row"]))
    if part == "seller":
        return replace(page, seller=replace(page.seller, **_one(draw, _SELLER)))
    if part == "buyer":
        return replace(page, buyer=replace(page.buyer, **_one(draw, _BUYER)))
    if part == "line" and page.lines:
        first = replace(page.lines[0], **_one(draw, _LINE))
        return replace(page, lines=(first, *page.lines[1:]))
    if part == "row" and page.vat_rows:
        row = replace(page.vat_rows[0], **_one(draw, _ROW))
        return replace(page, vat_rows=(row, *page.vat_rows[1:]))
    return replace(page, **_one(draw, _PAGE))


def _one(draw: st.DrawFn, facts: Mapping[str, Any]) -> dict[str, Any]:
    name = draw(st.sampled_from(sorted(facts)))
    return {name: draw(facts[name])}
