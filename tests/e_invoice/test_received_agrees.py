"""What we read of invoices received agrees with what we write and with the official rules."""

import re

import pytest

from merchant_desk.documents.e_invoice.cii import cii_xml
from merchant_desk.documents.e_invoice.ubl import ubl_xml
from merchant_desk.documents.factur_x import with_xml
from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.values.money import ZERO, Money, total
from tests.e_invoice.recipes import RECIPES
from tests.e_invoice.validators import Validators
from tests.received.made import BILL, Bill, bill, cii, pdf, ubl

_SUMS = re.compile(r"BR-CO-1[0-7]|BR-S-08")
_BROKEN = {
    "lines": bill(line_total="80.20", net="80.20", tax="16.04", total="96.24", payable="96.24"),
    "net": bill(line_total="70.21"),
    "total": bill(total="90.00", payable="90.00"),
    "payable": bill(payable="84.00"),
    "prepaid": bill(prepaid="10.00"),
    "vat": bill(tax="13.00", total="83.20", payable="83.20"),
    "base": bill(net="60.00", tax="12.00", total="72.00", payable="72.00"),
}


def _ours(xml: bytes) -> set[str]:
    return {each.rule for each in read_invoice_file("f.xml", xml).findings}


def test_a_good_invoice_is_good_for_the_official_rules_too(validators: Validators) -> None:
    assert validators.broken_rules(cii(), french=False) == _ours(cii()) == set()


@pytest.mark.parametrize("name", _BROKEN)
def test_sums_that_do_not_add_up_are_named_as_the_official_rules_do(
    name: str, validators: Validators
) -> None:
    said: Bill = _BROKEN[name]
    official = {
        rule.strip() for each in validators.broken_rules(cii(said), french=False)
        for rule in _SUMS.findall(each)
    }  # fmt: skip

    ours = {rule for rule in _ours(cii(said)) if _SUMS.fullmatch(rule)}

    assert official
    assert ours >= official


@pytest.mark.parametrize("name", RECIPES)
@pytest.mark.parametrize("write", [cii_xml, ubl_xml])
def test_every_invoice_we_write_is_read_back_whole(write: object, name: str) -> None:
    page = RECIPES[name]
    assert callable(write)

    read = read_invoice_file("f.xml", write(page))

    sign = -1 if read.is_credit else 1
    assert read.number == page.number
    assert (read.totals.total * sign, read.net * sign) == (page.ttc, page.net)
    assert [each.rule for each in read.findings if each.rule not in _ABOUT_THE_SAMPLE] == []


_ABOUT_THE_SAMPLE = {"BR-CO-25"}
"""A recipe without a due day is a good invoice."""


def test_our_own_factur_x_is_a_supplier_s_invoice_for_another_shop() -> None:
    page = next(iter(RECIPES.values()))

    read = read_invoice_file("f.pdf", with_xml(page, cii_xml(page)))

    assert (read.syntax, read.payable) == ("factur-x", page.left_to_pay)
    assert total(each.vat for each in read.rates) == page.vat


def test_both_forms_say_the_same(validators: Validators) -> None:
    assert validators.xsd_errors(ubl()) == ""
    one, other = read_invoice_file("a.xml", cii()), read_invoice_file("b.xml", ubl())

    assert (one.lines, one.rates, one.totals) == (other.lines, other.rates, other.totals)
    assert one.payable == Money(8424) != ZERO
    assert read_invoice_file("c.pdf", pdf(("x.xml", ubl(BILL)))).totals == one.totals
