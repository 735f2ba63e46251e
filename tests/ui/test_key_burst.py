import pytest

from merchant_desk.ui.key_burst import KeyBurst
from merchant_desk.values.key_layouts import KeyStroke
from merchant_desk.values.scanner_settings import ScannerSettings, Suffix


def burst_of(count: int, gap_ms: int, settings: ScannerSettings | None = None) -> KeyBurst:
    burst = KeyBurst(settings or ScannerSettings())
    for place in range(count):
        burst.add(KeyStroke("1", 2), 1000 + place * gap_ms)
    return burst


@pytest.mark.parametrize(
    ("count", "gap_ms", "proven"),
    [(6, 6, True), (5, 6, False), (13, 20, True), (13, 21, False), (13, 34, False), (0, 0, False)],
)
def test_silence_proves_only_enough_fast_keys(count: int, gap_ms: int, proven: bool) -> None:
    assert burst_of(count, gap_ms).proven_by_silence() is proven


@pytest.mark.parametrize(
    ("count", "after_ms", "ends"), [(4, 105, True), (4, 106, False), (3, 10, False)]
)
def test_enter_ends_a_scan_within_three_gaps(count: int, after_ms: int, ends: bool) -> None:
    burst = burst_of(count, 10)

    last = 1000 + (count - 1) * 10
    assert burst.ended_by(Suffix.ENTER, last + after_ms) is ends


def test_a_scan_lasts_one_second_and_a_half_at_most() -> None:
    burst = burst_of(60, 25)

    assert not burst.too_long(2500)
    assert burst.too_long(2501)
    assert not burst.ended_by(Suffix.ENTER, 2501)


def test_a_hiccup_of_the_radio_does_not_cut_a_scan_in_two() -> None:
    assert burst_of(4, 6).goes_on(1018 + 105)
    assert not burst_of(3, 6).goes_on(1012 + 36)


def test_what_follows_a_burst_given_up_is_let_through_until_a_pause() -> None:
    burst = burst_of(60, 25)

    burst.overrun(2520)

    assert len(burst) == 0
    assert burst.still_overrun(2545)
    assert burst.still_overrun(2570)
    assert not burst.still_overrun(2700)
    assert not burst.still_overrun(2710)


def test_a_scanner_known_to_send_no_suffix_is_not_waited_for() -> None:
    assert burst_of(6, 6).patience_ms == 105
    assert burst_of(6, 6, ScannerSettings(suffix=Suffix.NONE)).patience_ms == 35


def test_a_fast_hand_is_not_taken_for_a_slow_scanner() -> None:
    slow = ScannerSettings(gap_ms=120, suffix=Suffix.ENTER)
    scanner, hand = burst_of(8, 60, slow), burst_of(8, 80, slow)

    assert scanner.ended_by(Suffix.ENTER, 1000 + 7 * 60 + 60)
    assert not hand.ended_by(Suffix.ENTER, 1000 + 7 * 80 + 80)
    assert not scanner.proven_by_silence()
    assert burst_of(8, 60, ScannerSettings(gap_ms=120)).proven_by_silence()
