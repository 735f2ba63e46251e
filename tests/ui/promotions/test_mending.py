"""Findings are told together and mended together, each article with its own value."""

from dataclasses import replace
from datetime import UTC, datetime

from merchant_desk.rules.legal.answer import Finding, Level, Remedy
from merchant_desk.rules.promotion_draft import OwnPrice, Pricing, PromotionDraft
from merchant_desk.ui.promotions.finding_words import FindingGroup, grouped, remedy_words
from merchant_desk.ui.promotions.mending import mended
from merchant_desk.values.clock import PARIS

DRAFT = PromotionDraft(
    title="Essai",
    kind="promotion",
    starts_at=datetime(2027, 3, 1, 8, tzinfo=UTC),
    products=("aa", "bb", "cc"),
    pricing=Pricing(by="percent", value=5000),
)
PRODUCTS = {"A": "aa", "B": "bb", "C": "cc"}


def _finding(sku: str, kind: str, value: str, rule: str = "FR-PRIX-30J") -> Finding:
    return Finding(
        rule=rule,
        level=Level.BLOCK,
        message=f"{sku} ne va pas.",
        skus=(sku,),
        legal_reference="C. conso. L112-1-1",
        sanction="",
        confidence="S",
        figures={},
        remedy=Remedy(kind, value),  # type: ignore[arg-type]  # a kind of the list
    )


def _only(*findings: Finding) -> FindingGroup:
    (group,) = grouped(findings)
    return group


def test_each_article_gets_its_own_prior_price_in_one_press() -> None:
    group = _only(
        _finding("A", "set_prior_price", "5.90"),
        _finding("B", "set_prior_price", "18.90"),
        _finding("C", "set_prior_price", "5.90"),
    )

    assert group.skus == ("A", "B", "C")
    assert remedy_words(group) == "Afficher les anciens prix permis"
    assert set(mended(DRAFT, group, PRODUCTS, PARIS).own_prices) == {
        OwnPrice(product="aa", prior=590),
        OwnPrice(product="bb", prior=1890),
        OwnPrice(product="cc", prior=590),
    }


def test_the_same_value_for_all_is_said() -> None:
    group = _only(
        _finding("A", "set_prior_price", "5.90"), _finding("B", "set_prior_price", "5.90")
    )

    assert remedy_words(group) == "Afficher 5,90\u00a0€ comme ancien prix"
    assert len(mended(DRAFT, group, PRODUCTS, PARIS).own_prices) == 2


def test_of_several_percentages_the_least_is_lawful_for_all() -> None:
    group = _only(_finding("A", "set_percent", "30"), _finding("B", "set_percent", "12"))

    assert mended(DRAFT, group, PRODUCTS, PARIS).pricing.value == 1200


def test_all_the_articles_of_a_group_are_removed_at_once() -> None:
    group = _only(_finding("A", "remove_item", "A"), _finding("C", "remove_item", "C"))

    assert remedy_words(group) == "Retirer ces articles"
    assert mended(DRAFT, group, PRODUCTS, PARIS).products == ("bb",)


def test_what_only_she_can_mend_leaves_the_draft_as_it_was() -> None:
    group = _only(_finding("A", "complete_data", "net_unit_cost_ht"))

    assert mended(DRAFT, group, PRODUCTS, PARIS) == DRAFT


def test_an_article_that_is_gone_meanwhile_changes_nothing() -> None:
    group = _only(_finding("Z", "set_prior_price", "5.90"))

    assert mended(DRAFT, group, PRODUCTS, PARIS) == DRAFT


def test_other_rules_and_other_things_to_complete_stay_apart_the_gravest_first() -> None:
    warned = replace(_finding("A", "complete_data", "ends", "FR-B"), level=Level.WARN)

    groups = grouped(
        [
            warned,
            _finding("A", "set_price", "3.00", "FR-A"),
            _finding("A", "complete_data", "ends", "FR-A"),
            _finding("B", "set_price", "4.00", "FR-A"),
        ]
    )

    assert [(each.finding.rule, each.skus) for each in groups] == [
        ("FR-A", ("A", "B")),
        ("FR-A", ("A",)),
        ("FR-B", ("A",)),
    ]
