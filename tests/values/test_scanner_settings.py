import pytest

from merchant_desk.values.scanner_settings import (
    ScannerSettings,
    measured_gap_ms,
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
