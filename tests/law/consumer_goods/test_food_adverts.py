"""What adverts for food must say, and must not."""

from typing import Any

import pytest

from tests.law.asking import promotion, text_check
from tests.law.rule_levels import fired, food, level

FREE = "FR-EGALIM-GRATUIT"
PERISHABLE = "FR-ALIM-PERISSABLE-PUB"
FRUIT = "FR-FL-ANNONCE"
ALL = ["goods_nature", "origin_same_size", "offer_period"]


@pytest.mark.parametrize(
    ("text", "category", "on", "expected"),
    [
        ("3e paquet gratuit", "food", "2026-11-21", "block"),
        ("Croquettes GRATUITES", "pet_food", "2026-11-21", "block"),
        ("livré gratuitement", "alcohol", "2026-11-21", "block"),
        ("3e paquet offert", "food", "2026-11-21", "pass"),
        ("Sac gratuit", "general_goods", "2026-11-21", "pass"),
        ("3e paquet gratuit", "food", "2018-11-02", "block"),
        ("3e paquet gratuit", "food", "2018-11-01", "pass"),
    ],
)
def test_food_is_never_called_free(text: str, category: str, on: str, expected: str) -> None:
    question = text_check(text, on=on, about={"category": category})

    assert level(question, FREE) == expected


@pytest.mark.parametrize(
    ("categories", "customers", "expected"),
    [
        (["food"], "consumers", "block"),
        (["food", "pet_food"], "consumers", "block"),
        (["food", "clothing"], "consumers", "pass"),
        (["food"], "businesses", "pass"),
    ],
)
def test_the_word_free_is_forbidden_where_a_text_is_about_food_only(
    categories: list[str], customers: str, expected: str
) -> None:
    question = promotion(
        items=[food(sku=each, category=each) for each in categories],
        texts=[{"text": "Le 3e gratuit", "place": "in_shop", "on": "2027-01-06"}],
        customers=customers,
    )

    assert level(question, FREE) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, "block"),
        ({"mentions": ALL}, "pass"),
        ({"mentions": ALL[1:]}, "block"),
        ({"mentions": ALL[:1] + ALL[2:]}, "block"),
        ({"mentions": ALL[:2]}, "block"),
        ({"place": "label"}, "pass"),
        ({"place": "in_shop"}, "pass"),
        ({"place": "social"}, "block"),
        ({"about": {"category": "food"}}, "pass"),
        ({"about": {"category": "food", "flags": ["rapid_deterioration"]}}, "block"),
        ({"about": {"category": "food", "flags": ["second_hand"]}}, "pass"),
        ({"about": {"category": "pet_food", "flags": ["perishable"]}}, "pass"),
        ({"text": "Fraises de France"}, "pass"),
        ({"on": "2009-12-31"}, "pass"),
        ({"on": "2010-01-01"}, "block"),
    ],
)
def test_adverts_for_perishable_food_name_nature_origin_and_period(
    told: dict[str, Any], expected: str
) -> None:
    usual: dict[str, Any] = {
        "text": "Fraises 1,99 € au lieu de 2,99 €",
        "place": "print",
        "about": {"category": "food", "flags": ["perishable"]},
    }

    assert level(text_check(**(usual | told)), PERISHABLE) == expected


def test_what_is_missing_is_named() -> None:
    (found,) = fired(
        text_check(
            "Fraises -20 %", mentions=["goods_nature"],
            about={"category": "food", "flags": ["perishable"]},
        ),
        PERISHABLE,
    )  # fmt: skip

    assert found["figures"]["missing"] == "origin_same_size, offer_period"
    assert found["message_fr"] == (
        "Indiquez l’origine (même taille que le prix) et la période de l’offre."
    )


@pytest.mark.parametrize(
    ("kind", "text", "items", "expected"),
    [
        ("promotion", "Fraises", [food(flags=["perishable"])], "block"),
        ("price_change", "Fraises", [food(flags=["perishable"])], "pass"),
        ("price_change", "Fraises -10 %", [food(flags=["perishable"])], "block"),
        ("promotion", "Fraises", [food()], "pass"),
        # a perishing good that is no food, beside food that keeps
        ("promotion", "Promotions",
         [food(), food(sku="B", category="general_goods", flags=["perishable"])], "pass"),
    ],
)  # fmt: skip
def test_a_promotion_of_perishable_food_needs_no_word_of_reduction(
    kind: str, text: str, items: list[dict[str, Any]], expected: str
) -> None:
    question = promotion(kind=kind, items=items, texts=[{"text": text, "place": "street"}])

    assert level(question, PERISHABLE) == expected


@pytest.mark.parametrize(
    ("mentions", "words"),
    [
        (ALL[1:], "Indiquez la nature du produit."),
        ([], ("Indiquez la nature du produit, l’origine (même taille que le prix) "
             "et la période de l’offre.")),
    ],
)  # fmt: skip
def test_missing_mentions_are_listed_in_french(mentions: list[str], words: str) -> None:
    question = text_check(
        "Fraises -20 %", mentions=mentions, about={"category": "food", "flags": ["perishable"]}
    )

    assert [each["message_fr"] for each in fired(question, PERISHABLE)] == [words]


def _fruit(shown: str, starts: str, ends: str | None, **told: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "kind": "price_change", "starts": starts, "supplier_price_agreement": True,
        "items": [food(category="fresh_fruit_veg")],
        "texts": [{"text": "Tomates 1,99 €", "place": "print", "on": shown}],
    }  # fmt: skip
    return promotion(**(usual | ({"ends": ends} if ends else {}) | told))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_fruit("2027-01-03", "2027-01-06", "2027-01-10"), "pass"),
        (_fruit("2027-01-02", "2027-01-06", "2027-01-10"), "block"),
        (_fruit("2027-01-03", "2027-01-06", "2027-01-11"), "block"),
        (_fruit("2027-01-03", "2027-01-06", None), "pass"),
        (_fruit("2027-01-06", "2027-01-06", "2027-01-06",
                supplier_price_agreement=False), "warn"),
        (_fruit("2027-01-02", "2027-01-06", "2027-01-06",
                supplier_price_agreement=False), "block"),
        (_fruit("2027-01-02", "2027-01-06", "2027-01-20",
                items=[food(category="soft_drink")]), "pass"),
        (_fruit("2027-01-02", "2027-01-06", "2027-01-20",
                texts=[{"text": "Tomates", "place": "in_shop", "on": "2027-01-02"}]), "pass"),
        (_fruit("2027-01-02", "2027-01-06", "2027-01-20", texts=[]), "pass"),
        # cherries advertised on a Thursday for the Sunday to the Thursday after
        (_fruit("2027-06-10", "2027-06-13", "2027-06-17"), "pass"),
        (_fruit("2004-12-20", "2004-12-31", "2005-01-20"), "pass"),
        (_fruit("2004-12-20", "2005-01-01", "2005-01-02"), "block"),
    ],
)  # fmt: skip
def test_prices_of_fruit_are_announced_shortly_before_and_for_few_days(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, FRUIT) == expected


def test_both_faults_of_a_fruit_advert_are_told_with_their_way_back() -> None:
    found = fired(_fruit("2027-01-01", "2027-01-06", "2027-01-20"), FRUIT)

    assert [each["remedy"] for each in found] == [
        {"kind": "other", "value": "2027-01-03"},
        {"kind": "set_end", "value": "2027-01-10"},
    ]


@pytest.mark.parametrize(("day", "article"), [("2019-04-25", "L441-2"), ("2019-04-26", "L443-1")])
def test_the_law_of_food_adverts_moved_to_another_article_in_2019(day: str, article: str) -> None:
    # given
    fruit = fired(_fruit("2019-01-01", day, day), FRUIT)
    perishable = fired(
        text_check("-20 %", on=day, about={"category": "food", "flags": ["perishable"]}),
        PERISHABLE,
    )

    # then
    assert [article in each["legal_reference"] for each in (*fruit, *perishable)] == [True, True]
