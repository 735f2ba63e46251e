"""« -20 % sur tout » is true of each item, and « jusqu’à » of a tenth of them."""

import pytest

from tests.law.price_asking import Json, findings, fired, item, question, without


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        ("30", set()),
        ("30.5", {"GENERAL warn"}),
        ("30.99", {"GENERAL warn"}),
        ("31", {"GENERAL block"}),
        ("29", set()),
    ],
)
def test_a_general_claim_is_true_of_each_item(percent: str, expected: set[str]) -> None:
    asked = question(item(), general_claim={"percent": percent, "scope": "shop"})

    assert fired(asked) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ({"scope": "shop"}, {"GENERAL block"}),
        ({"scope": "shop", "excludes": ["shoes"]}, {"GENERAL block"}),
        ({"scope": "shop", "excludes": ["clothing"]}, set()),
        ({"scope": "department", "categories": ["clothing"]}, {"GENERAL block"}),
        ({"scope": "department", "categories": ["shoes"]}, set()),
        ({"scope": "department"}, {"GENERAL block"}),
    ],
)
def test_a_general_claim_speaks_of_what_it_does_not_exclude(
    claim: Json, expected: set[str]
) -> None:
    asked = question(item(category="clothing"), general_claim={"percent": "50", **claim})

    assert fired(asked) == expected


def test_items_without_a_prior_price_are_named_together() -> None:
    bare = without(item(), "shown_prior_price")

    asked = question(
        bare, bare | {"sku": "B"}, item(sku="C"), general_claim={"percent": "30", "scope": "shop"}
    )

    assert [each["skus"] for each in findings(asked, "FR-PRIX-GENERAL")] == [["A", "B"]]


@pytest.mark.parametrize(
    ("counts", "warns"),
    [
        ({}, True),
        ({"references_total": 100}, True),
        ({"references_at_max": 10}, True),
        ({"references_total": 100, "references_at_max": 10}, False),
        ({"references_total": 100, "references_at_max": 9}, True),
        ({"references_total": 0, "references_at_max": 0}, True),
    ],
)
def test_up_to_is_found_on_a_tenth_of_the_references(counts: Json, warns: bool) -> None:
    claim = {"percent": "70", "scope": "shop", "up_to": True, **counts}

    assert fired(question(item(), general_claim=claim)) == ({"GENERAL warn"} if warns else set())


@pytest.mark.parametrize(("count", "told"), [(10, "J9."), (11, "J9 et 1 autre(s).")])
def test_a_long_list_of_items_is_cut_short(count: int, told: str) -> None:
    failing = [item(sku=f"J{number}") for number in range(count)]

    asked = question(*failing, general_claim={"percent": "50", "scope": "shop"})

    assert findings(asked, "FR-PRIX-GENERAL")[0]["message_fr"].endswith(told)
