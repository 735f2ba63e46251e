"""How the scanner of one station types, and how loud the station answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_LEAST_GAP_MS = 25
_MOST_GAP_MS = 120
_FELT_WHEN_TYPING_MS = 50


class Suffix(StrEnum):
    """What the scanner presses after a code."""

    ANY = "any"
    ENTER = "enter"
    TAB = "tab"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """The pace that tells a scanner from a hand, in milliseconds and characters."""

    gap_ms: int = 35
    suffix: Suffix = Suffix.ANY
    total_ms: int = 1500
    least_with_suffix: int = 4
    least_without_suffix: int = 6

    @property
    def felt_when_typing(self) -> bool:
        """Tell whether holding keys this long would be felt in a text field."""
        return self.gap_ms > _FELT_WHEN_TYPING_MS


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """How loud, from 0 to 100, and whether at all."""

    volume: int = 80
    muted: bool = False


def measured_gap_ms(gaps_ms: Sequence[int]) -> int:
    """Return the gap to allow, from those measured between the keys of test scans."""
    if not gaps_ms:
        return ScannerSettings().gap_ms
    slowest = sorted(gaps_ms)[min(len(gaps_ms) * 95 // 100, len(gaps_ms) - 1)]
    return max(_LEAST_GAP_MS, min(_MOST_GAP_MS, 3 * slowest))
