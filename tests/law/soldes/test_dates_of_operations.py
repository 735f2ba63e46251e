from typing import Any

import pytest

from tests.law.asking import findings, levels, promotion

_DATES = ("FR-SOLDES-DATES", "FR-SOLDES-DEROG", "FR-SOLDES-EXCEPT", "FR-SOLDES-DISTANCE")


def _soldes(zone: str, starts: str, ends: str | None, *channels: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": "soldes",
        "starts": starts,
        "ends": ends,
        "channels": channels or ("shop",),
    }
    return promotion(zone=zone, asked_on="2026-11-21", **told)


def _fired(zone: str, starts: str, ends: str | None, *channels: str) -> dict[str, list[str]]:
    return levels(_soldes(zone, starts, ends, *channels), *_DATES)


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "channels"),
    [
        ("75", "2027-01-06", "2027-02-02", ("shop",)),
        ("75", "2027-01-06T08:00", "2027-02-02T23:59:59", ("shop", "web", "fair")),
        ("75", "2027-01-20", None, ("shop",)),
        ("75", "2027-01-06T07:00Z", "2027-02-02", ("web",)),
        ("57", "2027-01-02", "2027-01-29", ("shop",)),
        ("57", "2027-01-02", "2027-01-29", ("fair",)),
        ("57", "2027-01-06", "2027-01-29", ("shop", "web", "click_and_collect")),
        ("35", "2019-01-09", "2019-02-19", ("shop",)),
        ("75", "2009-01-07", "2009-02-10", ("shop",)),
        ("2A", "2026-06-24T08:00", "2026-07-21", ("web",)),
        ("06", "2024-06-26T09:00", "2024-07-23", ("shop",)),
        ("66", "2022-06-22T08:00", "2022-07-19", ("shop",)),
        ("69", "2023-06-28", "2023-08-01", ("shop", "web")),
        ("974", "2027-02-06", "2027-03-05", ("shop",)),
        ("972", "2027-01-06", "2027-02-02", ("shop",)),
        ("971", "2027-01-02T08:00-04:00", "2027-01-29", ("shop",)),
    ],
)
def test_soldes_inside_the_period_of_each_channel_are_lawful(
    zone: str, starts: str, ends: str | None, channels: tuple[str, ...]
) -> None:
    assert _fired(zone, starts, ends, *channels) == {}


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "channels"),
    [
        ("75", "2027-01-06T07:59", "2027-02-02", ("shop",)),
        ("75", "2027-01-06", "2027-02-03", ("shop",)),
        ("75", "2027-01-06", "2027-02-03T00:00", ("web",)),
        ("75", "2027-01-05", None, ("shop",)),
        ("75", "2027-02-03", None, ("shop",)),
        ("75", "2027-01-06", "2027-07-01", ("shop",)),
        ("35", "2020-01-08", "2020-02-18", ("shop",)),
        ("75", "2009-01-07", "2009-02-11", ("shop",)),
        ("974", "2027-01-06", "2027-02-02", ("shop",)),
        ("75", "2027-01-06T06:59Z", "2027-02-02", ("shop",)),
        ("971", "2027-01-02T07:59", "2027-01-29", ("shop",)),
    ],
)
def test_soldes_that_leave_the_period_are_blocked(
    zone: str, starts: str, ends: str | None, channels: tuple[str, ...]
) -> None:
    assert _fired(zone, starts, ends, *channels)["FR-SOLDES-DATES"] == ["block"]


def test_another_kind_of_operation_has_no_dates_to_keep() -> None:
    asked = promotion(kind="promotion", starts="2026-11-27", ends="2026-11-30")

    assert levels(asked, *_DATES) == {}


def test_an_early_start_is_put_off_to_the_opening() -> None:
    [found] = findings(_soldes("75", "2026-12-28", "2027-01-20"), *_DATES)

    assert found["remedy"] == {"kind": "set_start", "value": "2027-01-06T08:00"}
    assert found["figures"] == {
        "period_start": "2027-01-06T08:00",
        "period_end": "2027-02-02T23:59",
    }
    assert found["message_fr"] == (
        "Cette opération utilise le mot «\u00a0soldes\u00a0» hors période légale. Prochaine période"
        " pour votre zone\u00a0: du 06/01/2027 à 8\u00a0h au 02/02/2027 inclus. Hors de ces dates,"
        " parlez de «\u00a0promotion\u00a0», «\u00a0déstockage\u00a0» ou «\u00a0ventes"
        " privées\u00a0»."
    )


@pytest.mark.parametrize("starts", ["2027-01-06T08:00", "2027-01-10"])
def test_a_late_end_is_brought_back_to_the_closing(starts: str) -> None:
    [found] = findings(_soldes("75", starts, "2027-02-10"), *_DATES)

    assert found["remedy"] == {"kind": "set_end", "value": "2027-02-02T23:59"}
    assert ". Période pour votre zone\u00a0: du 06/01/2027" in found["message_fr"]


def test_a_zone_with_dates_of_its_own_is_told_why_national_dates_do_not_serve() -> None:
    found = findings(_soldes("2A", "2026-06-24", "2026-07-21"), *_DATES)

    assert [each["rule"] for each in found] == ["FR-SOLDES-DATES", "FR-SOLDES-DEROG"]
    assert "(dates dérogatoires de votre département)" in found[0]["message_fr"]
    assert found[1]["remedy"] == {"kind": "set_start", "value": "2026-07-08T08:00"}


def test_a_season_that_an_order_moved_is_told_with_its_order() -> None:
    found = findings(_soldes("57", "2021-01-04", "2021-01-31"), *_DATES)

    assert [each["rule"] for each in found] == ["FR-SOLDES-DATES", "FR-SOLDES-EXCEPT"]
    assert "du 20/01/2021 à 8\u00a0h au 02/03/2021 inclus" in found[1]["message_fr"]
    assert found[1]["remedy"] == {"kind": "set_start", "value": "2021-01-20T08:00"}
    assert _fired("75", "2021-03-01", "2021-03-10") == {"FR-SOLDES-DATES": ["block"]}
    assert _fired("06", "2022-06-22", "2022-07-19") == {
        "FR-SOLDES-DATES": ["block"],
        "FR-SOLDES-DEROG": ["block"],
    }


def test_a_web_shop_cannot_use_the_dates_of_its_shop() -> None:
    found = findings(_soldes("57", "2027-01-02", "2027-01-29", "shop", "web"), *_DATES)

    assert [each["rule"] for each in found] == ["FR-SOLDES-DATES", "FR-SOLDES-DISTANCE"]
    assert found[1]["level"] == "block"
    assert found[1]["remedy"] == {"kind": "set_start", "value": "2027-01-06T08:00"}


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2027-01-02", "2027-01-05", {"FR-SOLDES-DISTANCE": ["warn"]}),
        ("2027-01-06", "2027-01-29", {}),
        ("2027-01-06", "2027-01-30", {"FR-SOLDES-DISTANCE": ["warn"]}),
        ("2027-01-02", "2027-02-02", {"FR-SOLDES-DATES": ["block"]}),
        ("2027-02-03", None, {"FR-SOLDES-DATES": ["block"]}),
    ],
)
def test_an_order_collected_in_the_shop_is_sure_only_inside_both_periods(
    starts: str, ends: str | None, expected: dict[str, list[str]]
) -> None:
    assert _fired("57", starts, ends, "click_and_collect") == expected


def test_an_order_collected_between_two_periods_is_told_both() -> None:
    [found] = findings(_soldes("57", "2027-01-02", "2027-01-05", "click_and_collect"), *_DATES)

    assert (
        "(dates locales du 02/01/2027 à 8\u00a0h au 29/01/2027 inclus et nationales du 06/01/2027"
        " à 8\u00a0h au 02/02/2027 inclus)"
    ) in found["message_fr"]


def test_a_shop_without_dates_of_its_own_collects_without_doubt() -> None:
    assert _fired("75", "2027-01-06", "2027-02-02", "click_and_collect") == {}


def test_dates_before_the_formula_are_said_to_be_unknown() -> None:
    [found] = findings(_soldes("75", "2008-01-09", "2008-02-16"), *_DATES)

    assert (found["rule"], found["level"]) == ("FR-SOLDES-DATES", "warn")
    assert found["figures"] == {"missing": "period"}


@pytest.mark.parametrize(
    ("starts", "ends"),
    [("0001-01-01", "9999-12-31"), ("9999-12-31", "9999-12-31"), ("2027-01-06", "9999-12-31")],
)
def test_dates_at_the_ends_of_time_are_answered(starts: str, ends: str) -> None:
    assert "FR-SOLDES-DATES" in _fired("57", starts, ends, "shop", "web", "click_and_collect")
