from datetime import UTC, datetime

import pytest

from merchant_desk.values.calibration import (
    TEST_ARTICLE,
    TEST_CODE,
    Calibration,
    Measured,
    calibrated,
)
from merchant_desk.values.scan import How, scan_of_keys
from merchant_desk.values.scanner_settings import ScannerSettings, Suffix
from tests.scanner_keys import LAYOUT_NAMES, keys_of

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def measured(
    code: str, layout: str = "fr", *, gap_ms: int = 12, suffix: Suffix = Suffix.ENTER
) -> Measured:
    keys = keys_of(code, layout)
    return Measured(scan_of_keys(keys, AT), (gap_ms,) * (len(keys) - 1), suffix)


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_two_scans_teach_the_pace_the_end_and_the_keys(layout: str) -> None:
    found = calibrated([measured(TEST_CODE, layout), measured(f"]E0{TEST_ARTICLE}", layout)])

    assert found.settings == ScannerSettings(gap_ms=36, suffix=Suffix.ENTER)
    assert (found.complete, found.set_to_us_keys, found.ignores_capitals) == (True, True, False)
    assert found.article is not None
    assert found.article.aim_id == "]E0"


def test_a_scanner_set_to_french_keys_is_recognised() -> None:
    typed = keys_of(TEST_CODE, "us", positions=False)

    found = calibrated([Measured(scan_of_keys(typed, AT), (10,), Suffix.NONE)])

    assert found.code is not None
    assert (found.code.how, found.set_to_us_keys) == (How.AS_IS, False)
    assert found.settings.suffix is Suffix.NONE


def test_capitals_that_come_mixed_up_are_said() -> None:
    keys = keys_of(TEST_CODE, "us", caps=True, positions=False)

    found = calibrated([Measured(scan_of_keys(keys, AT), (10,), Suffix.ENTER)])

    assert found.ignores_capitals


def test_other_codes_teach_nothing() -> None:
    found = calibrated([measured("3760123456784", gap_ms=100)])

    assert found == Calibration(ScannerSettings(), None, None)
    assert not found.complete


def test_an_end_that_changes_is_not_relied_on() -> None:
    found = calibrated([measured(TEST_CODE), measured(TEST_ARTICLE, suffix=Suffix.TAB)])

    assert found.settings.suffix is Suffix.ANY
