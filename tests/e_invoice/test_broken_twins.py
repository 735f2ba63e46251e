"""Whatever the official rules find wrong with a page, our own check says before it has a number."""

import pytest

from merchant_desk.documents.e_invoice.cii import cii_xml
from merchant_desk.documents.e_invoice.ubl import ubl_xml
from merchant_desk.rules.preflight import preflight
from merchant_desk.ui.settings.pages import PAGES
from tests.e_invoice.recipes import FOREIGN_RATES, RECIPES
from tests.e_invoice.twins import ALL, BOTH_SEE, OTHERWISE_NAMED, OURS_ALONE, UNWRITABLE
from tests.e_invoice.validators import Validators

SCREENS = {"invoices", *(f"settings/{each.key}" for each in PAGES)}
UBL_ACCEPTS = {"a base that is not its lines", "VAT on a line that bears none"}


@pytest.mark.parametrize("name", RECIPES)
def test_nothing_is_said_against_a_good_page(name: str) -> None:
    assert preflight(RECIPES[name]) == ()


@pytest.mark.parametrize("name", BOTH_SEE)
def test_the_official_rules_and_ours_name_the_same_fault(name: str, validators: Validators) -> None:
    twin = BOTH_SEE[name]

    assert _names(validators.broken_rules(cii_xml(twin.page)), twin.rule)
    assert _names({problem.rule for problem in preflight(twin.page)}, twin.rule)
    if name not in UBL_ACCEPTS:
        assert _names(validators.broken_rules(ubl_xml(twin.page)), twin.rule)


@pytest.mark.parametrize("name", OURS_ALONE)
def test_ours_sees_what_no_official_rule_looks_at(name: str, validators: Validators) -> None:
    twin = OURS_ALONE[name]
    french = twin.recipe not in FOREIGN_RATES

    assert validators.broken_rules(cii_xml(twin.page), french=french) == set()
    assert validators.broken_rules(ubl_xml(twin.page), french=french) == set()
    assert [problem.rule for problem in preflight(twin.page)] == [twin.rule]


@pytest.mark.parametrize("name", OTHERWISE_NAMED)
def test_ours_and_an_official_rule_of_another_name_see_it(
    name: str, validators: Validators
) -> None:
    twin = OTHERWISE_NAMED[name]

    assert validators.broken_rules(cii_xml(twin.page)) != set()
    assert validators.broken_rules(ubl_xml(twin.page)) != set()
    assert _names({problem.rule for problem in preflight(twin.page)}, twin.rule)


@pytest.mark.parametrize("name", UNWRITABLE)
def test_what_no_xml_can_hold_is_said_before_writing_fails(name: str) -> None:
    twin = UNWRITABLE[name]

    assert [problem.rule for problem in preflight(twin.page)] == [twin.rule]
    with pytest.raises(ValueError, match=r"XML|surrogates|BT-153"):
        cii_xml(twin.page)


@pytest.mark.parametrize("name", ALL)
def test_each_fault_is_told_with_what_to_do_and_where(name: str) -> None:
    twin = ALL[name]

    for problem in preflight(twin.page):
        assert problem.sentence.endswith(".")
        assert problem.advice.endswith(".")
        assert problem.screen in SCREENS


def _names(found: set[str], rule: str) -> bool:
    assert any(each == rule or each.startswith(f"{rule}_") for each in found), sorted(found)
    return True
