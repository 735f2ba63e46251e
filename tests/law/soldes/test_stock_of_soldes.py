from typing import Any

import pytest

from tests.law.asking import findings, levels, promotion

_MONTH = "FR-SOLDES-MOIS"
_RESTOCK = "FR-SOLDES-REASSORT"


def _asked(item: dict[str, Any], zone: str = "75", **operation: Any) -> dict[str, Any]:
    told = {"kind": "soldes", "starts": "2027-01-06", "ends": "2027-01-29"} | operation
    return promotion(zone=zone, items=[{"sku": "MANTEAU", **item}], **told)


def _month(item: dict[str, Any], zone: str = "75", **operation: Any) -> list[str]:
    return levels(_asked(item, zone, **operation), _MONTH).get(_MONTH, [])


@pytest.mark.parametrize(
    ("offered", "paid", "expected"),
    [
        ("2026-12-06", "2026-12-06", []),
        ("2026-12-07", "2026-12-06", ["block"]),
        ("2026-12-06", "2026-12-07", ["block"]),
        (None, "2026-12-06", ["block"]),
        ("2026-12-06", None, ["block"]),
        (None, None, ["block"]),
    ],
)
def test_an_article_is_offered_and_paid_on_the_day_of_the_month_before_at_the_latest(
    offered: str | None, paid: str | None, expected: list[str]
) -> None:
    assert _month({"offered_since": offered, "supplier_paid_on": paid}) == expected


@pytest.mark.parametrize(
    ("item", "missing"),
    [
        ({"supplier_paid_on": "2026-12-01"}, {"offered_since"}),
        ({"offered_since": "2026-12-01"}, {"supplier_paid_on"}),
        ({}, {"offered_since", "supplier_paid_on"}),
    ],
)
def test_a_date_that_is_not_told_is_asked_for(item: dict[str, Any], missing: set[str]) -> None:
    found = findings(_asked(item), _MONTH)

    assert {each["level"] for each in found} == {"warn"}
    assert {each["figures"]["missing"] for each in found} == missing
    assert {each["figures"]["limit_date"] for each in found} == {"2026-12-06"}
    assert {each["remedy"]["value"] for each in found} == missing


def test_a_date_known_to_be_late_is_refused_whatever_is_not_told() -> None:
    assert _month({"offered_since": "2026-12-20"}) == ["block"]
    assert _month({"supplier_paid_on": None}) == ["block"]


def test_the_refusal_names_the_article_and_the_dates() -> None:
    item = {"label": "Manteau long", "offered_since": "2026-12-07", "supplier_paid_on": None}

    [found] = findings(_asked(item), _MONTH)

    assert found["message_fr"] == (
        "Manteau long ne peut pas être soldé\u00a0: il doit être en vente et payé à votre"
        " fournisseur depuis au moins un mois au 06/01/2027 (au plus tard le 06/12/2026)."
    )
    assert found["skus"] == ["MANTEAU"]
    assert found["figures"] == {"limit_date": "2026-12-06"}


@pytest.mark.parametrize(
    ("acquisition", "item", "expected"),
    [
        ("own_production", {"offered_since": "2026-12-06"}, []),
        ("own_production", {"offered_since": "2026-12-06", "supplier_paid_on": None}, []),
        ("own_production", {"offered_since": "2026-12-07"}, ["block"]),
        ("own_production", {}, ["warn"]),
        ("consignment", {"offered_since": "2026-12-06"}, ["warn"]),
        ("consignment", {"offered_since": "2026-12-06", "supplier_paid_on": None}, ["warn"]),
        ("consignment", {"offered_since": "2026-12-07"}, ["block"]),
        ("consignment", {}, ["warn"]),
    ],
)
def test_goods_that_no_supplier_sold_are_judged_by_their_offer(
    acquisition: str, item: dict[str, Any], expected: list[str]
) -> None:
    assert _month(item | {"acquisition": acquisition}) == expected


def test_the_limit_follows_the_official_opening_and_not_a_later_start() -> None:
    late = {"offered_since": "2026-12-07", "supplier_paid_on": "2026-12-07"}

    assert _month(late, starts="2027-01-20") == ["block"]


@pytest.mark.parametrize(
    ("zone", "channels", "starts", "limit"),
    [
        ("57", ["shop"], "2027-01-06", "2026-12-02"),
        ("57", ["web"], "2027-01-06", "2026-12-06"),
        ("57", ["shop", "web"], "2027-01-06", "2026-12-02"),
        ("57", ["click_and_collect"], "2027-01-06", "2026-12-02"),
        ("974", ["shop"], "2027-02-06", "2027-01-06"),
        ("69", ["shop"], "2027-06-23", "2027-05-23"),
    ],
)
def test_the_limit_is_that_of_the_zone_and_the_stricter_of_two(
    zone: str, channels: list[str], starts: str, limit: str
) -> None:
    asked = _asked({"offered_since": None}, zone, channels=channels, starts=starts, ends=None)

    [found] = findings(asked, _MONTH)

    assert found["figures"] == {"limit_date": limit}


def test_the_limit_follows_a_season_that_an_order_moved() -> None:
    asked = _asked({"offered_since": None}, starts="2021-06-30", ends=None)

    assert findings(asked, _MONTH)[0]["figures"] == {"limit_date": "2021-05-30"}


@pytest.mark.parametrize(
    "operation",
    [
        {"starts": "2026-11-27", "ends": "2026-11-30"},
        {"starts": "2027-01-06T06:00", "ends": "2027-01-06T07:59"},
        {"starts": "2027-02-03T00:00", "ends": "2027-02-03T07:59"},
        {"kind": "promotion"},
        {"kind": "destocking"},
    ],
)
def test_stock_is_not_judged_outside_soldes(operation: dict[str, Any]) -> None:
    item = {"offered_since": None, "batches": [{"received_on": "2027-01-10", "quantity": 1}]}

    assert levels(_asked(item, **operation), _MONTH, _RESTOCK) == {}


@pytest.mark.parametrize(
    "operation",
    [
        {"starts": "2027-01-05", "ends": "2027-01-06T08:00"},
        {"starts": "2027-02-02T23:59", "ends": "2027-02-10"},
    ],
)
def test_stock_is_judged_as_soon_as_an_operation_touches_the_period(
    operation: dict[str, Any],
) -> None:
    assert _month({"offered_since": None}, **operation) == ["block"]


def test_an_ordinary_item_beside_the_solde_ones_is_not_judged() -> None:
    batch = {"received_on": "2027-01-10", "quantity": 1}
    item = {"soldes": False, "offered_since": None, "batches": [batch]}

    assert levels(_asked(item), _MONTH, _RESTOCK) == {}


def test_a_service_is_no_merchandise() -> None:
    assert _month({"category": "service"}) == []


def _restock(*batches: dict[str, Any], **operation: Any) -> list[str]:
    return levels(_asked({"batches": batches}, **operation), _RESTOCK).get(_RESTOCK, [])


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-12-06", []),
        ("2026-12-07", ["block"]),
        ("2027-01-06", ["block"]),
        ("2027-02-02", ["block"]),
        ("2027-02-03", []),
    ],
)
def test_what_comes_in_from_a_month_before_to_the_end_is_not_solde(
    received: str, expected: list[str]
) -> None:
    assert _restock({"received_on": received, "quantity": 20}) == expected


def test_a_transfer_is_warned_about_and_goods_kept_apart_are_not() -> None:
    day = {"received_on": "2027-01-10", "quantity": 2}

    assert _restock(day | {"source": "transfer"}) == ["warn"]
    assert _restock(day | {"soldes": False}) == []
    assert _restock(day | {"source": "transfer"}, day) == ["block", "warn"]


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (20, "ces 20 unités doivent être vendues hors soldes"),
        (1, "cette unité doit être vendue hors soldes"),
        (0, "ces unités doivent être vendues hors soldes"),
    ],
)
def test_the_finding_counts_the_units(quantity: int, said: str) -> None:
    batches = [{"received_on": "2027-01-10", "quantity": quantity}]

    [found] = findings(_asked({"batches": batches}), _RESTOCK)

    assert said in found["message_fr"]
    assert found["remedy"]["kind"] == "other"
    assert found["skus"] == ["MANTEAU"]
    assert found["figures"] == {"limit_date": "2026-12-06", "quantity": quantity}


@pytest.mark.parametrize(
    ("quantity", "said"),
    [(2, "2 unités reçues d’un"), (1, "1 unité reçue d’un"), (0, "des unités reçues d’un")],
)
def test_a_transfer_asks_for_its_proof(quantity: int, said: str) -> None:
    batch = {"received_on": "2027-01-10", "quantity": quantity, "source": "transfer"}

    [found] = findings(_asked({"batches": [batch]}), _RESTOCK)

    assert said in found["message_fr"]
    assert found["remedy"] == {"kind": "attach_proof", "value": "MANTEAU"}
