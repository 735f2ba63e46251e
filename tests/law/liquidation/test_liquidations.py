"""Liquidations: declared in time, for two months at most, of goods that are listed."""

from typing import Any

import pytest

from tests.law.asking import promotion, text_check
from tests.law.rule_levels import fired, level

DECLARED = {"reason": "cessation", "sent_on": "2026-12-15", "receipt_on": "2026-12-20"}
COLUMNS = ["name", "quantity", "selling_price", "average_purchase_price_ht"]


def _liquidation(**told: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "kind": "liquidation", "starts": "2027-02-15", "ends": "2027-04-14",
        "asked_on": "2026-11-21", "declaration": DECLARED,
    }  # fmt: skip
    return promotion(**(usual | told))


def _declared(**told: Any) -> dict[str, Any]:
    return _liquidation(declaration=DECLARED | told)


def _without(field: str) -> dict[str, Any]:
    return _liquidation(declaration={key: value for key, value in DECLARED.items() if key != field})


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_declared(), "pass"),
        (_declared(sent_on="2026-12-16"), "block"),
        (_without("sent_on"), "block"),
        (_without("receipt_on"), "block"),
        (_declared(receipt_on="2027-02-15"), "pass"),
        (_declared(receipt_on="2027-02-16"), "block"),
        (_without("reason"), "block"),
        (_declared(reason="other"), "block"),
        (_declared(reason="change_of_activity"), "pass"),
        (_declared(reason="change_of_conditions"), "pass"),
        (_declared(reason="seasonal_suspension"), "pass"),
        (_declared(sent_on="2027-02-10", unforeseen_event_on="2027-02-01"), "pass"),
        (_declared(sent_on="2027-02-11", unforeseen_event_on="2027-02-01"), "block"),
        (_declared(declared_start="2026-12-15", postponement_letter_on="2027-01-10"), "pass"),
        (_declared(declared_start="2026-12-14", postponement_letter_on="2027-01-10"), "block"),
        (_declared(declared_start="2027-02-14"), "block"),
        (_declared(declared_start="2027-02-15"), "pass"),
        (_declared(declared_start="2027-03-01"), "pass"),
        (_liquidation(declaration=None), "block"),
    ],
)
def test_a_liquidation_is_declared_two_months_before(
    question: dict[str, Any], expected: str
) -> None:
    if question["operation"]["declaration"] is None:
        del question["operation"]["declaration"]

    assert level(question, "FR-LIQUID-DECL") == expected


@pytest.mark.parametrize(
    ("starts", "limit"),
    [("2027-02-15", "2026-12-15"), ("2027-04-30", "2027-02-28"), ("2028-04-30", "2028-02-29")],
)
def test_the_last_day_to_declare_is_told(starts: str, limit: str) -> None:
    question = _liquidation(starts=starts, ends=starts)
    del question["operation"]["declaration"]

    (found,) = fired(question, "FR-LIQUID-DECL")

    assert found["figures"]["limit_date"] == limit
    assert found["remedy"] == {"kind": "declare_by", "value": limit}


@pytest.mark.parametrize(
    ("asked_on", "declaration", "remedy"),
    [
        ("2026-12-15", None, {"kind": "declare_by", "value": "2026-12-15"}),
        ("2026-12-16", None, {"kind": "set_start", "value": "2027-02-16"}),
        ("2026-12-31", None, {"kind": "set_start", "value": "2027-03-01"}),
        ("2027-02-12", DECLARED | {"sent_on": "2027-02-12", "unforeseen_event_on": "2027-02-01"},
         {"kind": "set_start", "value": "2027-02-17"}),
    ],
)  # fmt: skip
def test_the_first_lawful_start_is_offered_when_it_is_too_late(
    asked_on: str, declaration: dict[str, Any] | None, remedy: dict[str, str]
) -> None:
    question = _liquidation(asked_on=asked_on, declaration=declaration)
    if declaration is None:
        del question["operation"]["declaration"]

    found = fired(question, "FR-LIQUID-DECL")

    assert found[0]["remedy"] == remedy


def test_the_mayor_is_told_since_july_2014() -> None:
    # given
    before = _liquidation(starts="2014-06-30", ends="2014-07-30")
    since = _liquidation(starts="2014-07-01", ends="2014-07-30")

    # then
    assert level(before, "FR-LIQUID-DECL") == "pass"
    assert level(since, "FR-LIQUID-DECL") == "block"


SEASON = {"reason": "seasonal_suspension", "sent_on": "2026-07-15", "receipt_on": "2026-07-28"}


def _seasonal(ends: str, reopens_on: str | None = None) -> dict[str, Any]:
    declaration = SEASON | ({"reopens_on": reopens_on} if reopens_on else {})
    return _liquidation(starts="2026-10-01", ends=ends, declaration=declaration)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_liquidation(ends="2027-04-14"), "pass"),
        (_liquidation(ends="2027-04-15"), "block"),
        (_liquidation(ends=None), "pass"),
        (_liquidation(starts="2026-12-31", ends="2027-02-27"), "pass"),
        (_liquidation(starts="2026-12-31", ends="2027-02-28"), "block"),
        (_seasonal("2026-10-15"), "pass"),
        (_seasonal("2026-10-16"), "block"),
        (_seasonal("2026-10-14", "2027-03-14"), "pass"),
        (_seasonal("2026-10-14", "2027-03-13"), "block"),
        (_liquidation(ends="2027-04-20", kind="promotion"), "pass"),
        (_liquidation(starts="1995-12-31", ends="1996-12-31"), "pass"),
        (_liquidation(starts="1996-01-01", ends="1996-12-31"), "block"),
    ],
)
def test_a_liquidation_lasts_two_months_or_fifteen_days(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, "FR-LIQUID-DUREE") == expected


def _stock(*entries: dict[str, Any], **told: Any) -> dict[str, Any]:
    inventory = {"columns": COLUMNS, "entries": list(entries)} | told
    items = [{"sku": "A", "price_history": [{"from": "2026-01-01", "price": "9.00"}]}]
    return _liquidation(inventory=inventory, items=items)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_stock({"sku": "A"}), "pass"),
        (_stock({"sku": "B"}), "block"),
        (_stock({"sku": "A", "location": "storeroom"}), "pass"),
        (_stock({"sku": "A", "location": "external_warehouse"}), "block"),
        (_stock({"sku": "A"}, {"sku": "A", "location": "external_warehouse"}), "block"),
        (_stock({"sku": "A", "grouped": True, "unit_price": "4.99"}), "pass"),
        (_stock({"sku": "A", "grouped": True, "unit_price": "5.00"}), "block"),
        (_stock({"sku": "A", "grouped": True}), "pass"),
        (_stock({"sku": "A", "unit_price": "50.00"}), "pass"),
        *(
            (_stock({"sku": "A"}, columns=[each for each in COLUMNS if each != gone]), "block")
            for gone in COLUMNS
        ),
    ],
)
def test_only_goods_of_a_whole_inventory_are_liquidated(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, "FR-LIQUID-STOCK") == expected


@pytest.mark.parametrize(("day", "expected"), [("1995-12-31", "pass"), ("1996-01-01", "block")])
def test_inventories_are_read_since_1996(day: str, expected: str) -> None:
    question = _stock({"sku": "B"})
    question["operation"] |= {"starts": day, "ends": day}

    assert level(question, "FR-LIQUID-STOCK") == expected


def test_an_inventory_is_not_read_outside_a_liquidation_and_is_read_without_items() -> None:
    # given
    elsewhere = _stock({"sku": "B"})
    elsewhere["operation"]["kind"] = "promotion"
    alone = _stock({"sku": "B", "location": "external_warehouse"}, {"sku": "C"})
    alone["items"] = []

    # then
    assert level(elsewhere, "FR-LIQUID-STOCK") == "pass"
    assert [each["skus"] for each in fired(alone, "FR-LIQUID-STOCK")] == [["B"]]


def _poster(**told: Any) -> dict[str, Any]:
    text = {
        "text": "Liquidation totale", "place": "street", "on": "2027-02-15",
        "mentions": ["receipt_date"],
    }  # fmt: skip
    of_text = {key: value for key, value in told.items() if key in {"place", "mentions", "text"}}
    of_case = {key: value for key, value in told.items() if key not in of_text}
    return _liquidation(texts=[text | of_text], **of_case)


@pytest.mark.parametrize(
    ("question", "adverts", "declared"),
    [
        (_poster(), "pass", "pass"),
        (_poster(mentions=[]), "block", "pass"),
        (_poster(mentions=[], place="in_shop"), "pass", "pass"),
        (_poster(mentions=[], text="Tout doit disparaître"), "pass", "pass"),
        (_poster(covers="all"), "pass", "pass"),
        (_poster(covers="selection"), "block", "pass"),
        (_poster(covers="selection", mentions=["goods_nature", "receipt_date"]), "pass", "pass"),
        # in another kind of operation
        (_poster(declaration={"reason": "cessation", "sent_on": "2026-12-15"}), "pass", "block"),
        (_poster(kind="promotion"), "pass", "pass"),
        (_poster(kind="promotion", declaration={"sent_on": "2026-12-01"}), "block", "block"),
        (_poster(kind="promotion", declaration={}, place="in_shop"), "pass", "pass"),
        # standing alone
        (text_check("Liquidation", mentions=["receipt_date"]), "block", "block"),
        (text_check("Liquidation", mentions=["receipt_date"], declaration=DECLARED),
         "pass", "pass"),
        (text_check("Liquidation", declaration=DECLARED), "block", "pass"),
        (text_check("Liquidités", mentions=[]), "pass", "pass"),
        (text_check("Liquidation", on="2014-07-01"), "block", "block"),
        (text_check("Liquidation", on="2014-06-30"), "pass", "pass"),
    ],
)  # fmt: skip
def test_the_word_is_for_declared_sales_and_says_the_receipt(
    question: dict[str, Any], adverts: str, declared: str
) -> None:
    assert level(question, "FR-LIQUID-PUB") == adverts
    assert level(question, "FR-LIQUID-DECL") == declared
