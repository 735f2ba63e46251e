import pytest
from hypothesis import given
from hypothesis.strategies import builds, integers, sampled_from

from merchant_desk.values.scanner_settings import (
    ScannerSettings,
    Suffix,
    measured_gap_ms,
    settings_of_text,
    settings_text,
)


@pytest.mark.parametrize(
    ("gaps", "allowed"),
    [
        ([], 35),
        ([5] * 12, 25),
        ([12] * 20, 36),
        ([12] * 94 + [30] * 6, 90),
        ([12] * 99 + [300], 36),
        ([60] * 12, 120),
    ],
)
def test_the_allowed_gap_is_three_times_nearly_the_slowest(gaps: list[int], allowed: int) -> None:
    assert measured_gap_ms(gaps) == allowed


def test_holding_is_felt_above_fifty_milliseconds() -> None:
    assert not ScannerSettings(gap_ms=50).felt_when_typing
    assert ScannerSettings(gap_ms=51).felt_when_typing


@given(settings=builds(ScannerSettings, gap_ms=integers(1, 500), suffix=sampled_from(Suffix)))
def test_settings_come_back_as_they_were_kept(settings: ScannerSettings) -> None:
    assert settings_of_text(settings_text(settings)) == settings


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"gap_ms": "x"}', '{"gap_ms": 30, "suffix": "f13"}']
)
def test_settings_that_make_no_sense_are_the_ordinary_ones(text: str) -> None:
    assert settings_of_text(text) == ScannerSettings()
