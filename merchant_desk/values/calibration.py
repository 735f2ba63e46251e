"""What two test scans, and a third of a square code, teach about the scanner of a station."""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.values.barcode import gtin14, make_internal_ean13
from merchant_desk.values.data_matrix import FNC1
from merchant_desk.values.scan import How, Reading, Scan
from merchant_desk.values.scanner_settings import ScannerSettings, Suffix, measured_gap_ms

TEST_CODE = "ABCabc0123456789-./+$%"
TEST_ARTICLE = make_internal_ean13(12345678)
TEST_LOT, TEST_SERIAL = "AB12", "X7"
TEST_SQUARE = f"{FNC1}01{gtin14(TEST_ARTICLE)}10{TEST_LOT}{FNC1}21{TEST_SERIAL}"
"""A GS1 DataMatrix whose lot ends at a separator: only a scanner that sends it is understood."""

LISTENING = ScannerSettings(gap_ms=240, total_ms=6000)
"""How to listen before anything is known: a slow scanner must be heard too."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One scan, the time between its keys, and the key that ended it."""

    scan: Scan
    gaps_ms: tuple[int, ...]
    suffix: Suffix


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was understood so far, and the settings that follow from it."""

    settings: ScannerSettings
    code: Reading | None
    article: Reading | None
    square: Reading | None = None

    @property
    def keeps_separator(self) -> bool:
        """Tell whether the end of a lot arrives: then lots and dates are read without guessing."""
        gs1 = None if self.square is None else self.square.gs1
        return gs1 is not None and not gs1.guessed and gs1.lot == TEST_LOT

    @property
    def complete(self) -> bool:
        """Tell whether both test codes were understood; not every scanner reads square ones."""
        return self.code is not None and self.article is not None

    @property
    def set_to_us_keys(self) -> bool:
        """Tell whether the scanner types like a US keyboard: then every layout will do."""
        return self.code is not None and self.code.how is not How.AS_IS

    @property
    def ignores_capitals(self) -> bool:
        """Tell whether capitals and small letters come mixed up (Caps Lock, no positions)."""
        return self.code is not None and self.code.text != TEST_CODE


def calibrated(measures: Sequence[Measured]) -> Calibration:
    """Return what these scans of the two test codes teach; other scans teach nothing."""
    code: Reading | None = None
    article: Reading | None = None
    square: Reading | None = None
    gaps: list[int] = []
    suffixes: list[Suffix] = []
    for measured in measures:
        found = known_test_code(measured.scan)
        if found is None:
            continue
        if found.gtin14 is None:
            code = found
        elif found.gs1 is not None:
            square = found
        else:
            article = found
        gaps.extend(measured.gaps_ms)
        suffixes.append(measured.suffix)
    suffix = suffixes[0] if len(set(suffixes)) == 1 else Suffix.ANY
    settings = ScannerSettings(gap_ms=measured_gap_ms(gaps), suffix=suffix)
    return Calibration(settings, code, article, square)


def known_test_code(scan: Scan) -> Reading | None:
    """Return the reading of a scan that is one of the test codes, or None."""
    wanted = {TEST_CODE.upper(), gtin14(TEST_ARTICLE)}
    found = [each for each in scan.candidates if each.code in wanted]
    exact = [each for each in found if each.text in {TEST_CODE, TEST_ARTICLE}]
    return next(iter(exact + found), None)
