"""What every official rule accepts and no shop may issue is refused; what is near it is not."""

import pytest

from merchant_desk.documents.e_invoice.cii import cii_xml
from merchant_desk.documents.e_invoice.ubl import ubl_xml
from merchant_desk.rules.preflight import preflight
from merchant_desk.values.vat import VatTreatment
from tests.e_invoice.recipes import FOREIGN_RATES, RECIPES
from tests.e_invoice.shop import TODAY, line, page
from tests.e_invoice.twins_of_sense import SENSELESS, SOUND
from tests.e_invoice.validators import Validators

FRANCHISE = frozenset({VatTreatment.FRANCHISE})
NORMAL = frozenset({VatTreatment.NORMAL})
EXEMPT = page([line("Savon", 500, 1, 0, VatTreatment.FRANCHISE)])
TAXED = page([line("Savon", 500)])


@pytest.mark.parametrize("name", SENSELESS)
def test_what_no_official_rule_sees_is_refused_for_one_reason(
    name: str, validators: Validators
) -> None:
    twin = SENSELESS[name]
    french = twin.recipe not in FOREIGN_RATES

    found = preflight(twin.page)

    assert validators.broken_rules(cii_xml(twin.page), french=french) == set()
    assert [problem.rule for problem in found] == [twin.rule]
    assert found[0].sentence.endswith(".")
    assert found[0].advice.endswith(".")


@pytest.mark.parametrize("name", SOUND)
def test_what_is_right_but_near_a_limit_passes(name: str, validators: Validators) -> None:
    written = SOUND[name]

    assert preflight(written) == ()
    assert validators.broken_rules(cii_xml(written)) == set()
    assert validators.broken_rules(ubl_xml(written)) == set()


def test_a_shop_in_franchise_charges_no_tax() -> None:
    assert [each.rule for each in preflight(TAXED, FRANCHISE)] == ["293 B"]
    assert preflight(EXEMPT, FRANCHISE) == ()


def test_a_shop_that_owes_tax_does_not_sell_in_franchise() -> None:
    assert [each.rule for each in preflight(EXEMPT, NORMAL)] == ["293 B"]
    assert preflight(TAXED, NORMAL) == ()


def test_a_correction_may_keep_the_regime_of_what_it_corrects() -> None:
    assert preflight(EXEMPT, NORMAL | FRANCHISE) == ()
    assert preflight(TAXED, NORMAL | FRANCHISE) == ()


@pytest.mark.parametrize("regimes", [NORMAL, FRANCHISE])
def test_a_credit_note_gives_back_under_the_regime_of_its_invoice(
    regimes: frozenset[VatTreatment],
) -> None:
    assert preflight(RECIPES["credit note of a whole order"], regimes) == ()


def test_what_is_delivered_in_another_state_says_why_its_day_is_needed() -> None:
    sale = page(
        RECIPES["to another member state"].lines,
        buyer=RECIPES["to another member state"].buyer,
        delivered_on=None,
    )

    (found,) = preflight(sale)

    assert "intracommunautaire" in found.sentence
    assert "date de livraison" in found.advice


def test_a_number_too_long_is_said_once() -> None:
    huge = page([line("Savon", 10**21)])

    said = [each for each in preflight(huge) if "trop long" in each.sentence]

    assert len(said) == 1
    assert huge.issued_on == TODAY
