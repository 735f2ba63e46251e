"""The XML says what the page says: to the cent, always in the same bytes, and it reads back."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from typing import Any

import facturx  # type: ignore[import-untyped] # the library ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.documents.e_invoice.cii import cii_xml
from merchant_desk.documents.e_invoice.ubl import ubl_xml
from merchant_desk.rules.preflight import preflight
from merchant_desk.values.invoice_page import InvoiceKind, InvoiceLine, InvoicePage, PriceMethod
from merchant_desk.values.money import Money
from merchant_desk.values.texts import use_language
from merchant_desk.values.vat import VatTreatment
from tests.e_invoice.mutants import mutants
from tests.e_invoice.recipes import FIRST, RECIPES
from tests.e_invoice.shop import fee, line, page, shipping
from tests.e_invoice.validators import Validators

RATES = (2000, 1000, 550, 210)
HASHES = """
import hashlib
from merchant_desk.documents.e_invoice.cii import cii_xml
from merchant_desk.documents.e_invoice.ubl import ubl_xml
from tests.e_invoice.recipes import RECIPES
for page in RECIPES.values():
    print(hashlib.sha256(cii_xml(page) + ubl_xml(page)).hexdigest())
"""


@st.composite
def baskets(draw: st.DrawFn) -> InvoicePage:
    """Draw what a shop could invoice: either method, any rates, discounts, carriage, both ways."""
    back = draw(st.booleans())
    sign = -1 if back else 1
    lines = [_drawn_line(draw, sign) for _each in range(draw(st.integers(1, 6)))]
    if draw(st.booleans()):
        lines.append(shipping(sign * draw(st.integers(1, 2_000)), draw(st.sampled_from(RATES))))
    if draw(st.booleans()):
        lines.append(fee("Remise", -sign * draw(st.integers(1, 49)), lines[0].rate_bp))
    method = draw(st.sampled_from(PriceMethod))
    written = page(lines, method=method)
    if not back:
        return written
    return replace(
        written,
        kind=InvoiceKind.CREDIT_NOTE,
        number="AV2026-000001",
        corrects=FIRST,
        due_on=None,
    )


def _drawn_line(draw: st.DrawFn, sign: int) -> InvoiceLine:
    price, quantity = draw(st.integers(100, 99_999)), draw(st.integers(1, 400))
    off = Money(sign * draw(st.integers(0, price * quantity // 2)))
    rate = draw(st.sampled_from(RATES))
    return line("Article", price, sign * quantity, rate, discount=off)


@settings(max_examples=60, deadline=None)
@given(written=baskets())
def test_any_basket_keeps_its_totals_and_the_schema(written: InvoicePage) -> None:
    for xml in (cii_xml(written), ubl_xml(written)):
        told = facturx.parse_ubl_cii_xml(xml, check_xsd=False)

        assert Validators.xsd_errors(xml) == ""
        assert _totals(told) == _totals_of(written)
    assert preflight(written) == ()


@settings(max_examples=12, deadline=None)
@given(written=baskets())
def test_no_official_rule_finds_fault_with_any_basket(
    validators: Validators, written: InvoicePage
) -> None:
    assert validators.broken_rules(cii_xml(written)) == set()
    assert validators.broken_rules(ubl_xml(written)) == set()


@settings(max_examples=80, deadline=None)
@given(mutant=mutants())
def test_what_our_check_lets_pass_the_official_rules_let_pass(
    validators: Validators, mutant: InvoicePage
) -> None:
    if preflight(mutant):
        return

    french = all(row.treatment is not VatTreatment.OSS for row in mutant.vat_rows)
    assert validators.broken_rules(cii_xml(mutant), french=french) == set()
    assert validators.broken_rules(ubl_xml(mutant), french=french) == set()


@pytest.mark.parametrize("name", RECIPES)
def test_another_reader_finds_the_same_totals(name: str) -> None:
    written = RECIPES[name]

    for xml in (cii_xml(written), ubl_xml(written)):
        assert _totals(facturx.parse_ubl_cii_xml(xml, check_xsd=False)) == _totals_of(written)


def test_the_same_page_gives_the_same_bytes_in_another_process() -> None:
    here = [hashlib.sha256(cii_xml(each) + ubl_xml(each)).hexdigest() for each in RECIPES.values()]

    there = subprocess.run(  # noqa: S603 - our own interpreter, our own lines
        [sys.executable, "-c", HASHES], capture_output=True, text=True, check=True
    )

    assert there.stdout.split() == here


def test_the_language_of_the_screens_changes_no_byte() -> None:
    written = RECIPES["discount of a line"]
    french = cii_xml(written)

    use_language("en")
    try:
        english = cii_xml(written)
    finally:
        use_language("fr")

    assert english == french


def _totals(told: dict[str, Any]) -> tuple[Decimal, ...]:
    lines = [Decimal(str(each["BT-131"])) for each in told["BG-25"]]
    terms = ("BT-106", "BT-109", "BT-110", "BT-112", "BT-113", "BT-115")
    return (sum(lines, Decimal(0)), *(Decimal(str(told.get(term) or 0)) for term in terms))


def _totals_of(written: InvoicePage) -> tuple[Decimal, ...]:
    sign = -1 if written.kind is InvoiceKind.CREDIT_NOTE else 1
    paid = written.paid + written.deposited
    goods = [each for each in written.lines if each.kind == "product"] or list(written.lines)
    net = Money(sum(each.net.cents for each in goods))
    amounts = (net, net, written.net, written.vat, written.ttc, paid, written.left_to_pay)
    return tuple(Decimal(sign * amount.cents) / 100 for amount in amounts)
