"""How far what is expected was from what was sold, tried on weeks that are over."""

from dataclasses import dataclass
from fractions import Fraction

from merchant_desk.rules.cash_sales.history import SPAN, DayHistory
from merchant_desk.rules.cash_sales.outlook import LEAST_WEEKS, ONE, expected_weeks
from merchant_desk.values.money import Money, round_half_up

_TRIES = 10
_AHEAD = 4
"""Weeks summed up: single ones swing, and swings make up for each other."""
_ENOUGH = 6
_USUAL_LOW, _USUAL_HIGH = ONE * 3 // 4, ONE * 5 // 4
"""Where there is too little to try on."""
_LEAST, _MOST = ONE // 2, 2 * ONE
_TENTH = 10


@dataclass(frozen=True, slots=True)
class Doubt:
    """Between what parts of what is expected, in millionths, sales are likely to lie."""

    low: int = _USUAL_LOW
    high: int = _USUAL_HIGH
    tries: int = 0

    def low_of(self, cents: int) -> Money:
        """Return the cautious amount of an expected one."""
        return Money(round_half_up(Fraction(cents * self.low, ONE)))

    def high_of(self, cents: int) -> Money:
        """Return the amount that is hardly passed."""
        return Money(round_half_up(Fraction(cents * self.high, ONE)))


def doubt_of(history: DayHistory) -> Doubt:
    """Return the lowest and the highest tenth of past errors, made at every fourth week."""
    found = sorted(_errors(history))
    if len(found) < _ENOUGH:
        return Doubt()
    tenth = max(len(found) // _TENTH, 1)
    low, high = found[tenth - 1], found[-tenth]
    return Doubt(
        min(max(low, _LEAST), ONE * 95 // 100),
        max(min(high, _MOST), ONE * 105 // 100),
        len(found),
    )


def _errors(history: DayHistory) -> list[int]:
    weekly = history.weekly
    found = []
    for back in range(_AHEAD, _AHEAD * (_TRIES + 1), _AHEAD):
        if history.weeks_known - back < 2 * LEAST_WEEKS:
            break
        expected = expected_weeks(history.before(back), _AHEAD)
        sold = sum(weekly[SPAN - back : SPAN - back + _AHEAD])
        if expected is not None and sum(expected) > 0:
            found.append(sold * ONE // sum(expected))
    return found
