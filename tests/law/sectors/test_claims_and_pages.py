"""Green claims, product pages, unsold goods and tickets."""

from typing import Any

import pytest

from tests.law.asking import text_check
from tests.law.rule_levels import fired, level


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("Une gamme éco-responsable", {}, "warn"),
        ("Une gamme éco-responsable", {"mentions": ["proof"]}, "pass"),
        ("Un produit vert", {}, "warn"),
        ("Robe verte", {}, "pass"),
        ("Respectueux de l’environnement", {"on": "2026-09-27"}, "warn"),
        ("Respectueux de l’environnement", {"on": "2026-09-26"}, "pass"),
        ("Neutre en carbone", {}, "warn"),
        ("Neutre en carbone", {"mentions": ["proof"]}, "warn"),
        ("Neutre en carbone grâce à la compensation", {}, "block"),
        ("Nous compensons nos émissions", {}, "pass"),
        ("Neutre en carbone, compensé", {"on": "2023-01-01"}, "block"),
        ("Neutre en carbone, compensé", {"on": "2022-12-31"}, "pass"),
    ],
)
def test_green_claims_are_proved(text: str, told: dict[str, Any], expected: str) -> None:
    assert level(text_check(text, **told), "FR-GREEN") == expected


MAKER = {"name": "Jouets du Jura", "postal_address": "1 rue Haute, 39000", "email": "a@b.fr"}


def _page(**told: Any) -> dict[str, Any]:
    usual = {
        "id": "q", "kind": "product_listing", "on": "2026-11-21", "channel": "web",
        "category": "toy", "manufacturer": MAKER, "picture": True, "identifier": "REF-1",
        "warnings_french": True,
    }  # fmt: skip
    return {key: each for key, each in (usual | told).items() if each is not None}


ABROAD = MAKER | {"in_eu": False}


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        (_page(), ""),
        (_page(manufacturer=None),
         "manufacturer.name, manufacturer.postal_address, manufacturer.email"),
        (_page(manufacturer=MAKER | {"name": " "}), "manufacturer.name"),
        (_page(manufacturer=MAKER | {"postal_address": ""}), "manufacturer.postal_address"),
        (_page(manufacturer=MAKER | {"email": ""}), "manufacturer.email"),
        (_page(manufacturer=ABROAD, eu_responsible_person=MAKER), ""),
        (_page(manufacturer=ABROAD, eu_responsible_person=MAKER | {"email": ""}),
         "eu_responsible_person.email"),
        (_page(picture=False), "picture"),
        (_page(picture=None), "picture"),
        (_page(identifier=None), "identifier"),
        (_page(identifier=" "), "identifier"),
        (_page(warnings_french=False), "warnings_french"),
        (_page(warnings_french=None), ""),
    ],
)  # fmt: skip
def test_a_page_names_maker_picture_identifier_and_warnings(
    question: dict[str, Any], missing: str
) -> None:
    found = fired(question, "FR-GPSR")

    assert [each["figures"]["missing"] for each in found] == ([missing] if missing else [])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, "block"),
        ({"on": "2024-12-13"}, "block"),
        ({"on": "2024-12-12"}, "pass"),
        ({"channel": "marketplace"}, "block"),
        ({"channel": "mail"}, "block"),
        ({"channel": "shop"}, "pass"),
        ({"channel": "click_and_collect"}, "pass"),
        ({"category": "vape"}, "block"),
        ({"category": "book_new"}, "block"),
        ({"category": "pgc_nonfood"}, "block"),
        *(
            ({"category": each}, "pass")
            for each in (
                "food", "pet_food", "alcohol", "soft_drink", "medicine", "tobacco", "antique",
                "live_animal", "service", "digital_content", "event_ticket", "gift_card",
            )
        ),
    ],
)  # fmt: skip
def test_pages_of_consumer_products_at_a_distance_are_concerned(
    told: dict[str, Any], expected: str
) -> None:
    assert level(_page(picture=False, **told), "FR-GPSR") == expected


def _unsold(category: str = "clothing", plan: str = "destroy", **told: Any) -> dict[str, Any]:
    usual = {"id": "q", "kind": "unsold_goods", "on": "2027-02-03"}
    return usual | {"category": category, "plan": plan} | told


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_unsold(), "block"),
        (_unsold(plan="donate"), "pass"),
        (_unsold(plan="recycle"), "pass"),
        (_unsold(plan="reuse"), "pass"),
        (_unsold("food"), "pass"),
        (_unsold("fresh_fruit_veg"), "pass"),
        (_unsold("gift_card"), "pass"),
        (_unsold("service"), "pass"),
        (_unsold("digital_content"), "pass"),
        (_unsold("event_ticket"), "pass"),
        (_unsold("pet_food"), "block"),
        (_unsold(reuse_and_recycling_impossible=True), "pass"),
        (_unsold(on="2022-01-01"), "block"),
        (_unsold(on="2021-12-31"), "pass"),
    ],
)
def test_unsold_goods_are_not_destroyed(question: dict[str, Any], expected: str) -> None:
    assert level(question, "FR-AGEC-INVENDUS") == expected


@pytest.mark.parametrize(
    ("habitual", "consent", "expected"),
    [(True, False, "block"), (False, False, "inform"), (True, True, "pass"),
     (False, True, "pass")],
)  # fmt: skip
def test_tickets_are_sold_again_with_consent(
    *, habitual: bool, consent: bool, expected: str
) -> None:
    question = {
        "id": "q", "kind": "ticket_resale", "seller": "shop", "habitual": habitual,
        "organiser_consent": consent,
    }  # fmt: skip

    assert level(question, "FR-BILLETS") == expected
