"""The guarantee of conformity, what is written of it, deliveries, and the online function."""

from typing import Any

import pytest

from tests.law.asking import promotion, text_check, value
from tests.law.rule_levels import fired, level


def _guarantee(delivered_on: str = "2026-11-21", **told: Any) -> dict[str, Any]:
    usual = {"id": "q", "kind": "conformity_guarantee", "condition": "new"}
    return usual | {"delivered_on": delivered_on} | told


@pytest.mark.parametrize(
    ("question", "until"),
    [
        (_guarantee(), "2028-11-21"),
        (_guarantee("2028-02-29"), "2030-02-28"),
        (_guarantee("2026-02-28"), "2028-02-28"),
        (_guarantee(repairs=1), "2029-05-21"),
        (_guarantee(repairs=2), "2029-11-21"),
        (_guarantee("2026-08-31", repairs=1), "2029-02-28"),
        (_guarantee("2026-08-31", repairs=2), "2029-08-31"),
        (_guarantee(condition="second_hand"), "2028-11-21"),
    ],
)
def test_a_guarantee_runs_two_years_and_six_months_a_repair(
    question: dict[str, Any], until: str
) -> None:
    assert value(question) == {"until": until}


@pytest.mark.parametrize(
    ("condition", "defect_on", "repairs", "status", "presumption"),
    [
        ("new", "2028-11-21", 0, "applies", True),
        ("new", "2028-11-22", 0, "expired", False),
        ("new", "2029-05-21", 1, "applies", True),
        ("new", "2029-05-22", 1, "expired", False),
        ("second_hand", "2027-11-21", 0, "applies", True),
        ("second_hand", "2027-11-22", 0, "applies", False),
        ("second_hand", "2028-11-21", 0, "applies", False),
        ("second_hand", "2028-11-22", 0, "expired", False),
        ("second_hand", "2028-01-10", 1, "applies", False),
    ],
)
def test_a_defect_is_covered_and_presumed_to_its_last_day(
    condition: str, defect_on: str, repairs: int, status: str, *, presumption: bool
) -> None:
    told = value(_guarantee(condition=condition, defect_on=defect_on, repairs=repairs))

    assert (told["status"], told["presumption"]) == (status, presumption)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (text_check("Aucune reprise même en cas de défaut", place="terms"), "block"),
        (text_check("Vendu sans garantie", place="label"), "block"),
        (text_check("Garantie 2 ans", place="label"), "pass"),
        (text_check("Ni repris ni échangé", place="in_shop"), "pass"),
        (text_check("Vendu sans garantie", on="2022-01-01"), "block"),
        (text_check("Vendu sans garantie", on="2021-12-31"), "pass"),
        (promotion(kind="soldes", texts=[{"text": "Sans garantie", "place": "in_shop"}]), "block"),
    ],
)
def test_no_text_takes_the_guarantee_away(question: dict[str, Any], expected: str) -> None:
    assert level(question, "FR-GLC") == expected


def _mention(document: str = "receipt", on: str = "2026-11-21", **told: Any) -> dict[str, Any]:
    usual = {"id": "q", "kind": "guarantee_information", "mention_present": False}
    return usual | {"document": document, "on": on, "category": "appliance"} | told


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_mention(), "block"),
        (_mention(mention_present=True), "pass"),
        (_mention(category="electronics"), "block"),
        (_mention(category="toy"), "block"),
        (_mention(category="furniture"), "block"),
        (_mention(category="clothing"), "pass"),
        (_mention(channel="web"), "pass"),
        (_mention(channel="shop"), "block"),
        (_mention(on="2021-07-01"), "block"),
        (_mention(on="2021-06-30"), "pass"),
        (_mention("shop_notice"), "warn"),
        (_mention("shop_notice", category="clothing"), "warn"),
        (_mention("shop_notice", mention_present=True), "pass"),
        (_mention("shop_notice", "2026-09-27"), "warn"),
        (_mention("shop_notice", "2026-09-26"), "pass"),
    ],
)
def test_receipts_and_shops_mention_the_guarantee(question: dict[str, Any], expected: str) -> None:
    assert level(question, "FR-GLC-INFO") == expected


def _delivery(**told: Any) -> dict[str, Any]:
    usual = {"id": "q", "kind": "delivery_deadline", "ordered_on": "2027-04-10"}
    return usual | {"asked_on": "2027-05-10"} | told


@pytest.mark.parametrize(
    ("question", "latest", "expected"),
    [
        (_delivery(), "2027-05-10", "pass"),
        (_delivery(agreed_on="2027-07-01"), "2027-07-01", "pass"),
        (_delivery(agreed_on="2027-04-15"), "2027-04-15", "pass"),
        (_delivery(delivered_on=None), "2027-05-10", "pass"),
        (_delivery(delivered_on=None, asked_on="2027-05-11"), "2027-05-10", "warn"),
        (_delivery(asked_on="2027-06-11"), "2027-05-10", "pass"),
        (_delivery(delivered_on="2027-05-10"), "2027-05-10", "pass"),
        (_delivery(delivered_on="2027-05-11"), "2027-05-10", "warn"),
        (_delivery(delivered_on="2027-05-10", asked_on="2027-08-01"), "2027-05-10", "pass"),
        (_delivery(delivered_on="2027-05-11", agreed_on="2027-05-12"), "2027-05-12", "pass"),
        (_delivery(ordered_on="2014-06-12", delivered_on=None), "2014-07-12", "pass"),
        (_delivery(ordered_on="2014-06-13", delivered_on=None), "2014-07-13", "warn"),
    ],
)
def test_an_order_is_delivered_on_the_day_agreed_or_within_thirty_days(
    question: dict[str, Any], latest: str, expected: str
) -> None:
    assert value(question) == {"latest": latest}
    assert level(question, "FR-LIVRAISON") == expected


def test_an_order_of_long_ago_is_late_today_when_no_day_is_told() -> None:
    question = _delivery(delivered_on=None, ordered_on="2020-01-01")
    del question["asked_on"]

    assert level(question, "FR-LIVRAISON") == "warn"


FUNCTION = {
    "present": True,
    "first_label": "Renoncer au contrat ici",
    "confirm_label": "Confirmer la rétractation",
}


def _online(function: dict[str, Any] | None = None, **told: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "id": "q", "kind": "online_shop", "distance_selling": True, "contract_on": "2026-11-21",
    }  # fmt: skip
    return usual | ({"withdrawal_function": function} if function else {}) | told


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_online(FUNCTION), "pass"),
        (_online(), "block"),
        (_online({"present": False}), "block"),
        (_online(FUNCTION | {"first_label": "RENONCER AU CONTRAT ICI"}), "pass"),
        (_online(FUNCTION | {"confirm_label": "confirmer la retractation"}), "pass"),
        (_online(FUNCTION | {"first_label": "Se rétracter"}), "block"),
        (_online(FUNCTION | {"confirm_label": "Confirmer"}), "block"),
        (_online({"present": True}), "block"),
        *(
            (_online(FUNCTION | {duty: False}), "block")
            for duty in (
                "easily_accessible", "free", "whole_period", "receipt_durable",
                "receipt_has_date_time",
            )
        ),
        (_online(FUNCTION | {"needs_call": True}), "block"),
        (_online(FUNCTION | {"needs_call": False}), "pass"),
        (_online(distance_selling=False), "pass"),
        (_online(contract_on="2026-06-19"), "block"),
        (_online(contract_on="2026-06-18"), "pass"),
    ],
)  # fmt: skip
def test_an_online_shop_offers_the_function_to_withdraw(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, "FR-BOUTON") == expected


@pytest.mark.parametrize(
    ("asked_on", "expected"), [("2026-06-18", "pass"), ("2026-06-19", "block")]
)
def test_without_a_contract_the_day_of_the_question_counts(asked_on: str, expected: str) -> None:
    question = _online(asked_on=asked_on)
    del question["contract_on"]

    assert level(question, "FR-BOUTON") == expected


def test_the_words_of_a_wrong_label_are_offered() -> None:
    (found,) = fired(_online(FUNCTION | {"first_label": "Annuler"}), "FR-BOUTON")

    assert found["remedy"] == {"kind": "replace_word", "value": "Renoncer au contrat ici"}
