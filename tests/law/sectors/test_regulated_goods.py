"""Alcohol, tobacco, infant formula, medicines and live animals."""

from typing import Any

import pytest

from tests.law.asking import promotion, text_check
from tests.law.rule_levels import fired, food, level


def _sold(category: str, new_price: str = "9.00", **told: Any) -> dict[str, Any]:
    item = {key: told.pop(key) for key in ("approved_price", "species", "soldes") if key in told}
    return promotion(items=[food(new_price, category=category, **item)], **told)


def _about(text: str, category: str, place: str = "street", **told: Any) -> dict[str, Any]:
    return text_check(text, place=place, about={"category": category}, **told)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_sold("alcohol", "6.60"), "pass"),
        (_sold("alcohol", "6.59"), "block"),
        (_sold("soft_drink", "6.59"), "pass"),
        (_sold("alcohol", "6.59", zone="974"), "pass"),
        (_sold("alcohol", "6.59", starts="2028-04-16"), "pass"),
        (_sold("alcohol", shop={"kind": "bar"}, soft_drinks_discounted=False), "block"),
        (_sold("alcohol", shop={"kind": "bar"}, soft_drinks_discounted=True), "pass"),
        (_sold("alcohol", shop={"kind": "bar"}), "pass"),
        (_sold("alcohol", soft_drinks_discounted=False), "pass"),
        (
            _sold(
                "alcohol", shop={"kind": "bar"}, soft_drinks_discounted=False, starts="2009-07-22"
            ),
            "pass",
        ),
        (
            _sold(
                "alcohol", shop={"kind": "bar"}, soft_drinks_discounted=False, starts="2009-07-23"
            ),
            "block",
        ),
        (_about("Rosé à volonté", "alcohol", "in_shop"), "block"),
        (_about("Limonade à volonté", "soft_drink"), "pass"),
        (_about("Foire aux vins", "alcohol"), "warn"),
        (_about("Foire aux vins", "alcohol", mentions=["health_warning"]), "pass"),
        (_about("Foire aux vins", "alcohol", "in_shop"), "pass"),
        (_about("Jus de fruits", "soft_drink"), "pass"),
        (_about("Open bar", "alcohol", on="2009-07-22"), "pass"),
        (_about("Open bar", "alcohol", on="2009-07-23"), "block"),
        (_about("Foire aux vins", "alcohol", on="2009-07-22"), "pass"),
    ],
)
def test_alcohol_is_promoted_with_measure(question: dict[str, Any], expected: str) -> None:
    assert level(question, "FR-ALCOOL") == expected


def test_a_text_without_limit_is_not_asked_for_the_warning_too() -> None:
    found = fired(_about("Bière illimitée", "alcohol"), "FR-ALCOOL")

    assert [each["level"] for each in found] == ["block"]


def test_alcohol_above_the_cap_is_told_with_its_figures() -> None:
    (found,) = fired(_sold("alcohol", "6.00"), "FR-ALCOOL")

    assert found["skus"] == ["A"]
    assert found["figures"] == {"advantage_percent": "40", "cap_percent": "34"}
    assert found["remedy"] == {"kind": "set_percent", "value": "34"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_sold("tobacco"), "block"),
        (_sold("tobacco", kind="price_change"), "pass"),
        (_sold("tobacco", kind="price_change", approved_price="9.00"), "pass"),
        (_sold("tobacco", kind="price_change", approved_price="9.01"), "block"),
        (_sold("tobacco", kind="price_change", approved_price="8.99"), "block"),
        (_sold("vape"), "pass"),
        (_sold("vape", approved_price="8.99"), "pass"),
        (_sold("tobacco", starts="2016-05-19"), "pass"),
        (_sold("tobacco", starts="2016-05-20"), "block"),
        (_about("Cigares", "tobacco"), "block"),
        (_about("Cigares", "tobacco", "in_shop"), "pass"),
        (_about("E-liquides", "vape", "social"), "block"),
        (_about("E-liquides", "vape", "web"), "block"),
        (_about("E-liquides", "vape", "label"), "pass"),
        (_about("Briquets", "general_goods"), "pass"),
        (_about("E-liquides", "vape", on="2016-05-19"), "pass"),
        (_about("E-liquides", "vape", on="2016-05-20"), "block"),
    ],
)
def test_tobacco_and_vaping_are_not_advertised(question: dict[str, Any], expected: str) -> None:
    assert level(question, "FR-TABAC-VAPE") == expected


def test_every_step_of_a_price_of_tobacco_is_the_approved_one() -> None:
    item = food(
        category="tobacco", approved_price="9.00",
        steps=[{"starts": "2027-01-06", "new_price": "9.00"},
               {"starts": "2027-01-08", "new_price": "8.00"}],
    )  # fmt: skip

    (found,) = fired(promotion(kind="price_change", items=[item]), "FR-TABAC-VAPE")

    assert found["remedy"] == {"kind": "set_price", "value": "9.00"}


def _claim(kind: str = "retail", sells: Any = (), **told: Any) -> dict[str, Any]:
    claim = {"percent": "1", "scope": "shop"} | told
    return promotion(general_claim=claim, shop={"kind": kind, "sells": list(sells)})


LAIT1 = "infant_formula_first_age"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_sold(LAIT1), "block"),
        (_sold(LAIT1, kind="loyalty"), "block"),
        (_sold(LAIT1, kind="price_change"), "pass"),
        (_sold("infant_formula_follow_on"), "pass"),
        (_sold(LAIT1, kind="soldes", soldes=False), "pass"),
        (_claim(sells=[LAIT1]), "block"),
        (_claim(sells=[LAIT1], excludes=[LAIT1]), "pass"),
        (_claim(sells=["toy"]), "pass"),
        (_claim(scope="department", categories=[LAIT1, "toy"]), "block"),
        (_claim(sells=[LAIT1], scope="department", categories=["toy"]), "pass"),
        (_sold(LAIT1, starts="1993-12-31"), "pass"),
        (_sold(LAIT1, starts="1994-01-01"), "block"),
    ],
)
def test_first_age_formula_is_never_promoted(question: dict[str, Any], expected: str) -> None:
    assert level(question, "FR-LAIT1") == expected


PHARMACY = {"kind": "pharmacy"}
GIFT = {"category": "general_goods"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_sold("medicine"), "block"),
        (_sold("medicine", kind="price_change"), "pass"),
        (_sold("pgc_nonfood", shop=PHARMACY), "pass"),
        (_claim("pharmacy"), "block"),
        (_claim("pharmacy", excludes=["medicine"]), "pass"),
        (_claim("pharmacy", sells=["pgc_nonfood"]), "pass"),
        (_claim("retail"), "pass"),
        (_sold("medicine", kind="price_change", shop=PHARMACY, premium=GIFT), "block"),
        (_sold("pgc_nonfood", kind="premium", shop=PHARMACY, premium=GIFT), "pass"),
        (promotion(kind="loyalty", shop=PHARMACY, premium=GIFT), "block"),
        (promotion(kind="loyalty", shop=PHARMACY, premium=GIFT, covers="selection"), "pass"),
        (promotion(kind="loyalty", shop=PHARMACY), "pass"),
        (promotion(kind="loyalty", premium=GIFT), "pass"),
        (promotion(shop=PHARMACY, texts=[{"text": "Prix cassés", "place": "in_shop"}]), "warn"),
        (promotion(shop=PHARMACY, texts=[{"text": "Prix doux", "place": "in_shop"}]), "pass"),
        (promotion(texts=[{"text": "Prix cassés", "place": "in_shop"}]), "pass"),
        (promotion(shop=PHARMACY, texts=[{"text": "Prix cassés", "place": "in_shop",
                                          "on": "2003-12-31"}]), "pass"),
        (promotion(shop=PHARMACY, texts=[{"text": "Prix cassés", "place": "in_shop",
                                          "on": "2004-01-01"}]), "warn"),
        (_sold("medicine", starts="2003-12-31"), "pass"),
        (_sold("medicine", starts="2004-01-01"), "block"),
    ],
)  # fmt: skip
def test_medicines_are_never_promoted(question: dict[str, Any], expected: str) -> None:
    assert level(question, "FR-MEDICAMENT") == expected


PET_SHOP = {"kind": "pet_shop"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_sold("live_animal", shop=PET_SHOP, species="cat", kind="price_change"), "block"),
        (_sold("live_animal", shop=PET_SHOP, species="dog"), "block"),
        (_sold("live_animal", shop=PET_SHOP, species="fish"), "pass"),
        (_sold("live_animal", shop=PET_SHOP), "pass"),
        (_sold("toy", shop=PET_SHOP, species="cat"), "pass"),
        (_sold("live_animal", species="cat"), "pass"),
        (_sold("live_animal", shop=PET_SHOP, species="cat", starts="2023-12-31"), "pass"),
        (_sold("live_animal", shop=PET_SHOP, species="cat", starts="2024-01-01"), "block"),
        (_about("Satisfait ou remboursé", "live_animal"), "block"),
        (_about("Satisfait ou remboursé", "toy"), "pass"),
        (_about("Chiots vaccinés", "live_animal"), "pass"),
        (_about("Satisfait ou remboursé", "live_animal", on="2021-12-01"), "pass"),
        (_about("Satisfait ou remboursé", "live_animal", on="2021-12-02"), "block"),
        (promotion(kind="premium", premium={"category": "live_animal"}), "block"),
        (promotion(kind="premium", premium={"category": "toy"}), "pass"),
        (promotion(premium={"category": "live_animal"}, starts="2021-12-01"), "pass"),
        (promotion(premium={"category": "live_animal"}, starts="2021-12-02"), "block"),
        ({"id": "q", "kind": "prize_draw", "on": "2026-01-01",
          "prizes": [{"category": "live_animal"}]}, "block"),
        ({"id": "q", "kind": "prize_draw", "on": "2026-01-01",
          "prizes": [{"category": "toy"}]}, "pass"),
        ({"id": "q", "kind": "prize_draw", "on": "2021-12-01",
          "prizes": [{"category": "live_animal"}]}, "pass"),
        ({"id": "q", "kind": "prize_draw", "on": "2021-12-02",
          "prizes": [{"category": "live_animal"}]}, "block"),
    ],
)  # fmt: skip
def test_live_animals_are_no_gifts(question: dict[str, Any], expected: str) -> None:
    assert level(question, "FR-ANIMAUX") == expected
