"""Scenarios are read as they were written, and refused with the place of what is wrong."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.errors import RefusedError
from merchant_desk.values.cash_plan import (
    AddFlow,
    ChangeAmount,
    ChangeSales,
    DropFlow,
    MoveFlow,
    PayLate,
    Scenario,
    TakeLoan,
    TryPromotion,
    TryPurchase,
)
from merchant_desk.values.cash_plan_json import read_scenario
from merchant_desk.values.cash_plan_text import scenario_text
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.money import Money

_DAYS = st.dates(date(2020, 1, 1), date(2090, 12, 31))
_NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20
)
_ABOVE = st.integers(1, 10**9).map(Money)
_SIGNED = st.integers(-(10**9), 10**9).filter(bool).map(Money)
_SPANS = st.tuples(_DAYS, _DAYS).map(sorted)
_CHANGES = st.one_of(
    st.builds(MoveFlow, flow=_NAMES, days=st.integers(-1_000, 1_000)),
    st.builds(MoveFlow, flow=_NAMES, to=_DAYS),
    st.builds(ChangeAmount, flow=_NAMES, amount=_SIGNED),
    st.builds(DropFlow, flow=_NAMES),
    st.builds(
        AddFlow,
        label=_NAMES,
        on=_DAYS,
        amount=_SIGNED,
        every=st.none() | st.sampled_from(Cadence),
        category=st.sampled_from(CashCategory),
    ),
    _SPANS.map(lambda days: ChangeSales(percent=-20, first=days[0], last=days[1])),
    st.builds(PayLate, party=_NAMES, days=st.integers(1, 1_000)),
    st.builds(
        TryPurchase, label=_NAMES, amount=_ABOVE, on=_DAYS, days=st.integers(0, 90),
        month_end=st.booleans(),
    ),
    _SPANS.map(
        lambda days: TryPromotion(label="P", first=days[0], last=days[1], percent=40, discount=20)
    ),
    st.builds(
        TakeLoan, label=_NAMES, amount=_ABOVE, on=_DAYS, months=st.integers(1, 360),
        rate_bp=st.integers(0, 9_999),
    ),
)  # fmt: skip


@given(name=_NAMES, changes=st.lists(_CHANGES, min_size=1, max_size=6))
def test_a_scenario_is_read_as_it_was_written(name: str, changes: list[MoveFlow]) -> None:
    scenario = Scenario(name=name, changes=tuple(changes))

    assert read_scenario(scenario_text(scenario)) == scenario


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"do": "fly"}, "changement 1, «\u00a0do\u00a0» doit être l’un de\u00a0: move, amount"),
        ({"do": "drop"}, "changement 1, «\u00a0flow\u00a0» manque"),
        ({"do": "drop", "flow": "a", "days": 3}, "days\u00a0» n’est pas connu ici"),
        ({"do": "move", "flow": "a"}, "days\u00a0» manque ou n’est pas un nombre entier"),
        (
            {"do": "move", "flow": "a", "days": 1.5},
            "days\u00a0» manque ou n’est pas un nombre entier",
        ),
        ({"do": "move", "flow": "a", "days": 5_000}, "days\u00a0» doit aller de -1000 à 1000"),
        ({"do": "move", "flow": "a", "to": "2026-02-30"}, "to\u00a0» n’est pas un jour possible"),
        ({"do": "amount", "flow": "a", "amount": "=1+1"}, "amount\u00a0» n’est pas un montant"),
        ({"do": "amount", "flow": "a", "amount": 0}, "amount\u00a0» n’est pas un montant"),
        ({"do": "amount", "flow": "a", "amount": True}, "amount\u00a0» n’est pas un montant"),
        ({"do": "late", "party": "A", "days": 0}, "days\u00a0» doit aller de 1 à 1000"),
        ({"do": "sales", "percent": -101}, "percent\u00a0» doit aller de -100 à 1000"),
        (
            {"do": "sales", "percent": 1, "from": "2027-01-02", "until": "2027-01-01"},
            "until\u00a0» vient avant «\u00a0from\u00a0»",
        ),
        (
            {"do": "add", "label": "A", "on": "2027-01-02", "amount": "5", "every": "daily"},
            "every\u00a0» doit être l’un de\u00a0: weekly, monthly",
        ),
        (
            {"do": "loan", "label": "A", "amount": "-5", "on": "2027-01-02", "months": 3},
            "amount\u00a0» doit être positif",
        ),
        (
            {"do": "loan", "label": "A", "amount": "5", "on": "1970-01-01", "months": 3},
            "on\u00a0» n’est pas un jour possible",
        ),
    ],
)
def test_a_change_that_cannot_be_read_is_named(told: dict[str, object], sentence: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_scenario(json.dumps({"name": "Essai", "changes": [told]}))

    assert sentence in refused.value.title
    assert "Corrigez le fichier" in refused.value.advice


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "ce n’est pas du JSON"),
        ("[" * 100_000, "ce n’est pas du JSON"),
        ("[]", "ce n’est pas du JSON"),
        ('{"changes": []}', "il n’a pas de nom"),
        ('{"name": "A", "changes": []}', "une liste de 1 à 500"),
        ('{"name": "A", "changes": [3]}', "le changement 1 n’est pas entre accolades"),
        ('{"name": "A", "changes": [{}], "tax": 1}', "tax\u00a0» n’est pas connu ici"),
    ],
)
def test_a_file_that_is_no_scenario_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_scenario(text)

    assert sentence in refused.value.title


def test_amounts_are_read_as_people_write_them() -> None:
    told = {"do": "amount", "flow": "a", "amount": "\u22121\u202f200,50 €"}

    read = read_scenario(json.dumps({"name": "Essai", "changes": [told]}))

    assert read.changes == (ChangeAmount(flow="a", amount=Money(-120_050)),)
