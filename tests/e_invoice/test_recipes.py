"""Every kind of document this shop can make is accepted by every official rule set."""

import pytest

from merchant_desk.documents.e_invoice.cii import cii_xml
from merchant_desk.documents.e_invoice.ubl import ubl_xml
from tests.e_invoice.recipes import FOREIGN_RATES, RECIPES
from tests.e_invoice.validators import Validators


@pytest.mark.parametrize("name", RECIPES)
def test_no_official_rule_finds_fault_with_it(name: str, validators: Validators) -> None:
    page = RECIPES[name]
    french = name not in FOREIGN_RATES

    assert validators.broken_rules(cii_xml(page), french=french) == set()
    assert validators.broken_rules(ubl_xml(page), french=french) == set()
