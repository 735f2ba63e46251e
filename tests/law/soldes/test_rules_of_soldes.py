from datetime import date, timedelta

import pytest

from merchant_desk.rules.legal.every_rule import RULES
from merchant_desk.rules.legal.rule import LegalRule

_SINCE = {
    "FR-SOLDES-DATES": "2009-01-01",
    "FR-SOLDES-DEROG": "2009-01-01",
    "FR-SOLDES-EXCEPT": "2020-06-12",
    "FR-SOLDES-DISTANCE": "2009-01-01",
    "FR-SOLDES-MOIS": "1996-07-05",
    "FR-SOLDES-REASSORT": "1996-07-05",
    "FR-SOLDES-MOT": "1996-07-05",
    "FR-SOLDES-PUB": "2007-03-27",
    "FR-SOLDES-AFFICHAGE": "2022-05-28",
    "FR-SOLDES-FLOTTANTS": "2015-01-01",
    "FR-SOLDES-RETOURS": "2014-06-13",
    "FR-SOLDES-COMPARABLE": "2020-02-12",
}


def _rule(rule_id: str) -> LegalRule:
    [found] = [each for each in RULES if each.id == rule_id]
    return found


@pytest.mark.parametrize("rule_id", _SINCE)
def test_a_rule_on_soldes_is_in_force_since_its_day(rule_id: str) -> None:
    first = date.fromisoformat(_SINCE[rule_id])

    assert _rule(rule_id).holds(first)
    assert not _rule(rule_id).holds(first - timedelta(days=1))
    assert _rule(rule_id).holds(date(2100, 1, 1))


@pytest.mark.parametrize("rule_id", [*_SINCE, "FR-FERIES", "FR-EVENTS"])
def test_the_help_of_a_rule_is_set_in_french(rule_id: str) -> None:
    rule = _rule(rule_id)

    for text in (rule.title, rule.article, rule.explanation, rule.sanction, rule.unsure):
        assert " :" not in text
        assert "« " not in text
        assert "'" not in text
    assert 2 <= len(rule.explanation.split("\n\n")) <= 5


def test_the_rules_on_soldes_come_first_in_the_order_of_the_sheet() -> None:
    assert [each.id for each in RULES[: len(_SINCE)]] == list(_SINCE)
