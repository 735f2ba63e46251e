"""Volumes promoted under agreements with suppliers."""

from typing import Any

import pytest

from tests.law.rule_levels import level

RULE = "FR-EGALIM-VOLUME"


def _agreement(percent: str, on: str = "2026-11-21", **told: Any) -> dict[str, Any]:
    return {
        "id": "q", "kind": "supplier_agreement", "on": on, "category": "food",
        "promoted_volume_percent": percent, **told,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_agreement("25"), "pass"),
        (_agreement("25.01"), "block"),
        (_agreement("25.01", category="pet_food"), "block"),
        (_agreement("25.01", category="pgc_nonfood"), "block"),
        (_agreement("90", category="clothing"), "pass"),
        (_agreement("90", "2019-02-28"), "pass"),
        (_agreement("90", "2019-03-01"), "block"),
        (_agreement("90", "2024-02-29", category="pgc_nonfood"), "pass"),
        (_agreement("90", "2024-03-01", category="pgc_nonfood"), "block"),
        (_agreement("90", "2028-04-15"), "block"),
        (_agreement("90", "2028-04-16"), "pass"),
        (_agreement("90", "2028-04-15", category="pgc_nonfood"), "block"),
        (_agreement("90", "2028-04-16", category="pgc_nonfood"), "pass"),
        (_agreement("90", "2026-03-01", seasonal_product="foie_gras"), "pass"),
        (_agreement("90", "2026-03-02", seasonal_product="foie_gras"), "warn"),
        (_agreement("25", "2026-03-02", seasonal_product="foie_gras"), "pass"),
    ],
)
def test_a_quarter_of_the_volume_is_promoted_at_most(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, RULE) == expected
