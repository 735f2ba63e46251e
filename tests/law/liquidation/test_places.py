"""Sales in places that are not shops, and factory outlets."""

from typing import Any

import pytest

from tests.law.asking import promotion, text_check
from tests.law.rule_levels import fired, level


def _temporary(sent_on: str | None = "2027-06-04", used: int = 0, **told: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "kind": "temporary_sale", "starts": "2027-06-19", "ends": "2027-06-19",
        "declaration": {"days_used_this_year": used} | ({"sent_on": sent_on} if sent_on else {}),
    }  # fmt: skip
    return promotion(**(usual | told))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_temporary(), "pass"),
        (_temporary("2027-06-05"), "block"),
        (_temporary(None), "block"),
        (_temporary(used=59), "pass"),
        (_temporary(used=60), "block"),
        (_temporary(used=59, ends="2027-06-20"), "block"),
        (_temporary(used=50, ends="2027-06-28"), "pass"),
        (_temporary(used=50, ends="2027-06-29"), "block"),
        (_temporary(used=59, ends=None), "pass"),
        (_temporary(None, kind="promotion"), "pass"),
        (_temporary(None, starts="2009-01-08", ends="2009-01-08"), "pass"),
        (_temporary(None, starts="2009-01-09", ends="2009-01-09"), "block"),
    ],
)
def test_a_temporary_sale_is_declared_fifteen_days_before_and_sixty_days_a_year(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, "FR-DEBALLAGE") == expected


@pytest.mark.parametrize(
    ("asked_on", "sent_on", "remedy"),
    [
        ("2027-06-04", None, {"kind": "declare_by", "value": "2027-06-04"}),
        ("2027-06-05", None, {"kind": "set_start", "value": "2027-06-20"}),
        ("2027-06-15", "2027-06-10", {"kind": "set_start", "value": "2027-06-25"}),
    ],
)
def test_the_way_back_of_a_temporary_sale_is_its_declaration_or_a_later_start(
    asked_on: str, sent_on: str | None, remedy: dict[str, str]
) -> None:
    (found,) = fired(_temporary(sent_on, asked_on=asked_on), "FR-DEBALLAGE")

    assert found["figures"]["limit_date"] == "2027-06-04"
    assert found["remedy"] == remedy


def test_a_sale_that_was_not_declared_used_no_day_before() -> None:
    question = _temporary()
    del question["operation"]["declaration"]

    (found,) = fired(question, "FR-DEBALLAGE")

    assert found["figures"]["days_used"] == 1


def test_the_last_day_that_a_place_may_be_used_is_offered() -> None:
    (found,) = fired(_temporary(used=57, ends="2027-06-30"), "FR-DEBALLAGE")

    assert found["remedy"] == {"kind": "set_end", "value": "2027-06-21"}
    assert "utilisé 69 jours" in found["message_fr"]


def _outlet(
    *, shop: str = "retail", items: bool = True, starts: str = "2027-01-06", **item: Any
) -> dict[str, Any]:
    listed = [{"sku": "A", "acquisition": "own_production", "flags": ["previous_season"]} | item]
    return promotion(
        kind="factory_outlet", starts=starts, shop={"kind": shop}, items=listed if items else []
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_outlet(), "pass"),
        (_outlet(acquisition="purchased"), "block"),
        (_outlet(acquisition="consignment", shop="producer"), "block"),
        (_outlet(flags=[]), "block"),
        (_outlet(items=False), "block"),
        (_outlet(items=False, shop="producer"), "pass"),
        (_outlet(starts="1995-12-31", flags=[]), "pass"),
        (_outlet(starts="1996-01-01", flags=[]), "block"),
        (text_check("Dépôts d'usine"), "block"),
        (text_check("Magasin d’usine", place="trade_name"), "block"),
        (text_check("Usine"), "pass"),
        (text_check("Magasin d’usine", on="1995-12-31"), "pass"),
        (text_check("Magasin d’usine", on="1996-01-01"), "block"),
        (promotion(texts=[{"text": "Magasin d’usine", "place": "web"}]), "block"),
        (promotion(texts=[{"text": "Magasin d’usine", "place": "web"}],
                   shop={"kind": "producer"}), "pass"),
    ],
)  # fmt: skip
def test_a_factory_outlet_sells_what_a_maker_has_left(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, "FR-USINE") == expected
