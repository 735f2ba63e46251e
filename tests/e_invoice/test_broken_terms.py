"""Each term the official rules find wrong, our own writing of the rule finds wrong too."""

from copy import deepcopy

import facturx  # type: ignore[import-untyped] # the library ships no types
import pytest

from merchant_desk.rules.preflight import problems_of
from merchant_desk.rules.preflight.asked import Asked
from merchant_desk.values.business_terms import InvoiceTerms
from tests.e_invoice.broken_terms import BROKEN_TERMS, NO_WAY_TO_PAY
from tests.e_invoice.recipes import RECIPES
from tests.e_invoice.validators import Validators

OTHER_NAMES = {
    "a transfer to nowhere": "CII-SR-470",
    "no VAT at all": "XSD",
}
OTHER_NAMES_OF_UBL = {
    "a group without lines": "BR-E-08",
    "two ways": "BR-FR-30_BT-21",
}
"""Where a published rule set catches the fault under another number than the text of the norm."""


def _xml(terms: InvoiceTerms, flavour: str) -> bytes:
    return bytes(
        facturx.generate_xml(
            deepcopy(terms),
            flavor=flavour,
            level="en16931",
            check_xsd=False,
            check_schematron=False,
        )
    )


@pytest.mark.parametrize("name", BROKEN_TERMS)
def test_the_official_rules_and_ours_name_the_same_fault(name: str, validators: Validators) -> None:
    broken = BROKEN_TERMS[name]
    terms = broken.terms

    official = validators.broken_rules(_xml(terms, "factur-x"))
    ours = {problem.rule for problem in problems_of(Asked(RECIPES[broken.recipe], terms))}

    rule = OTHER_NAMES.get(name, broken.rule)
    assert {each for each in official if each.startswith(rule)}, official
    assert broken.rule in ours, ours


@pytest.mark.parametrize("name", BROKEN_TERMS)
def test_the_rules_of_ubl_name_it_too(name: str, validators: Validators) -> None:
    broken = BROKEN_TERMS[name]

    official = validators.broken_rules(_xml(broken.terms, "ubl-2.1"))

    rule = OTHER_NAMES_OF_UBL.get(name, broken.rule)
    assert {each for each in official if each.startswith(rule)}, official


def test_ours_alone_asks_how_an_unpaid_invoice_is_to_be_paid(validators: Validators) -> None:
    broken = NO_WAY_TO_PAY

    official = validators.broken_rules(_xml(broken.terms, "factur-x"))
    ours = problems_of(Asked(RECIPES[broken.recipe], broken.terms))

    assert official == set()
    assert [problem.rule for problem in ours] == [broken.rule]
