"""Who may withdraw, until when, and what may not be written or refused."""

from typing import Any

import pytest

from tests.law.asking import promotion, text_check, value
from tests.law.rule_levels import answered, fired, level

DELAY = "FR-RETRACT-DELAI"
LONGER = "FR-RETRACT-12MOIS"


def _asked(received: str | list[str] | None = "2026-11-02", **told: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {"id": "q", "kind": "withdrawal_deadline", "contract": "distance"}
    if received:
        usual["received_on"] = [received] if isinstance(received, str) else received
    return usual | told


@pytest.mark.parametrize(
    ("question", "deadline"),
    [
        (_asked("2026-11-02"), "2026-11-16"),
        (_asked("2026-11-20"), "2026-12-04"),
        (_asked("2026-11-21"), "2026-12-07"),
        (_asked("2026-11-22"), "2026-12-07"),
        (_asked("2026-12-11"), "2026-12-28"),
        (_asked("2026-12-11", customer_zone="67"), "2026-12-28"),
        (_asked("2027-03-12"), "2027-03-26"),
        (_asked("2027-03-12", customer_zone="67"), "2027-03-30"),
        (_asked("2027-05-08", customer_zone="972"), "2027-05-24"),
        (_asked(["2026-11-12", "2026-11-03", "2026-11-05"]), "2026-11-26"),
        (_asked(["2026-11-12", "2026-11-03"], object="regular_deliveries"), "2026-11-17"),
        (_asked(None, object="service", contract_on="2026-11-02"), "2026-11-16"),
        (_asked("2026-11-30", object="service", contract_on="2026-11-02"), "2026-11-16"),
        (_asked(None, object="service"), None),
        (_asked(None, contract_on="2026-11-02"), None),
        (_asked(contract="off_premises"), "2026-11-16"),
    ],
)
def test_fourteen_days_run_from_the_day_that_counts(
    question: dict[str, Any], deadline: str | None
) -> None:
    assert value(question) == {"right": True, "deadline": deadline}


@pytest.mark.parametrize(
    ("told", "right"),
    [
        ({"contract": "shop"}, False),
        ({"contract": "fair"}, False),
        ({"contract": "off_premises"}, True),
        ({"goods_nature": "ordinary"}, True),
        *(
            ({"goods_nature": nature}, False)
            for nature in (
                "personalised", "perishable", "press", "mixed_inseparably",
                "fluctuating_alcohol", "urgent_repair", "dated_leisure", "digital_started",
                "auction",
            )
        ),
        *(
            ({"goods_nature": nature, "seal_broken": broken}, not broken)
            for nature in ("hygiene_sealed", "sealed_media")
            for broken in (True, False)
        ),
        ({"goods_nature": "ordinary", "seal_broken": True}, True),
    ],
)  # fmt: skip
def test_some_contracts_and_goods_give_no_right(told: dict[str, Any], *, right: bool) -> None:
    answer = value(_asked(**told))

    assert answer["right"] is right
    assert (answer["deadline"] is not None) is right


def test_an_exception_is_named() -> None:
    (found,) = answered(_asked(goods_nature="personalised"))["findings"]

    assert (found["rule"], found["level"]) == ("FR-RETRACT-EXCEPT", "pass")
    assert "nettement personnalisé" in found["message_fr"]


@pytest.mark.parametrize(
    ("told", "in_time", "expected"),
    [
        ({"sent_at": "2026-11-16T23:59"}, True, "pass"),
        ({"sent_at": "2026-11-17T00:00"}, False, "inform"),
        ({"sent_at": "2026-11-16"}, True, "pass"),
        ({"sent_at": "2026-11-16T22:59:00Z"}, True, "pass"),
        ({"sent_at": "2026-11-16T23:00:00Z"}, False, "inform"),
        ({"sent_at": "2026-11-16", "seller_refuses": True}, True, "block"),
        ({"sent_at": "2026-11-17", "seller_refuses": True}, False, "inform"),
        ({"sent_at": "2026-11-16", "seller_refuses": True, "contract": "shop"}, False, "pass"),
    ],
)
def test_a_withdrawal_sent_in_time_is_not_refused(
    told: dict[str, Any], expected: str, *, in_time: bool
) -> None:
    question = _asked(**told)

    assert value(question)["in_time"] is in_time
    assert level(question, DELAY) == expected


def test_a_refusal_without_a_withdrawal_is_nothing() -> None:
    assert level(_asked(seller_refuses=True), DELAY) == "pass"


def test_a_customer_may_withdraw_before_the_goods_arrive() -> None:
    question = _asked(None, sent_at="2026-11-16", seller_refuses=True)

    assert value(question) == {"right": True, "deadline": None, "in_time": True}


@pytest.mark.parametrize(
    ("told", "deadline", "expected"),
    [
        ({}, "2026-11-16", "pass"),
        ({"information_given_on": None}, "2027-11-16", "warn"),
        ({"information_given_on": "2026-11-01"}, "2026-11-16", "pass"),
        ({"information_given_on": "2026-11-02"}, "2026-11-16", "pass"),
        ({"information_given_on": "2026-11-03"}, "2026-11-17", "warn"),
        ({"information_given_on": "2026-12-01"}, "2026-12-15", "warn"),
        ({"information_given_on": "2027-11-02"}, "2027-11-16", "warn"),
        ({"information_given_on": "2027-11-03"}, "2027-11-16", "warn"),
        ({"information_given_on": "2029-11-03"}, "2027-11-16", "warn"),
        ({"information_given_on": "2026-12-10"}, "2026-12-24", "warn"),
        ({"information_given_on": "2026-12-11"}, "2026-12-28", "warn"),
        ({"information_given_on": None, "contract": "shop"}, None, "pass"),
        ({"information_given_on": None, "goods_nature": "press"}, None, "pass"),
    ],
)
def test_a_customer_told_late_has_longer(
    told: dict[str, Any], deadline: str | None, expected: str
) -> None:
    question = _asked(**told)

    assert value(question)["deadline"] == deadline
    assert level(question, LONGER) == expected


@pytest.mark.parametrize(("given", "word"), [(None, "absente"), ("2026-12-01", "tardive")])
def test_information_that_never_came_is_not_called_late(given: str | None, word: str) -> None:
    (found,) = fired(_asked(information_given_on=given), LONGER)

    assert f"Information sur la rétractation {word}" in found["message_fr"]


def test_the_year_more_ends_on_a_working_day_too() -> None:
    # the initial end is a Friday, the same day of the year after a Saturday
    question = _asked("2024-11-29", information_given_on=None)

    assert value(question)["deadline"] == "2025-12-15"


def test_goods_not_received_and_no_information_is_told_without_a_date() -> None:
    (found,) = fired(_asked(None, information_given_on=None), LONGER)

    assert found["figures"] == {"missing": "information_given_on"}


WORDS = "Pas de rétractation possible"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (text_check(WORDS, channels=["web"]), "block"),
        (text_check(WORDS, channels=["shop", "phone"]), "block"),
        (text_check(WORDS, channels=["shop"]), "pass"),
        (text_check(WORDS, channels=["click_and_collect"]), "pass"),
        (text_check("14 jours pour changer d’avis", channels=["web"]), "pass"),
        (text_check(f"Soldes : {WORDS}", channels=["web"]), "pass"),
        (text_check(WORDS, channels=["web"], on="2014-06-13"), "block"),
        (text_check(WORDS, channels=["web"], on="2014-06-12"), "pass"),
        (promotion(channels=["web"], texts=[{"text": WORDS, "place": "terms"}]), "block"),
        (promotion(kind="soldes", channels=["web"],
                   texts=[{"text": WORDS, "place": "terms"}]), "pass"),
    ],
)  # fmt: skip
def test_no_text_at_a_distance_excludes_the_right(question: dict[str, Any], expected: str) -> None:
    assert level(question, DELAY) == expected
