"""Errors of the forecast against those of naive ones; ``python -m`` this prints them."""

from collections.abc import Callable, Mapping, Sequence

from merchant_desk.rules.cash_sales.history import SPAN, DayHistory
from merchant_desk.rules.cash_sales.outlook import expected_weeks
from tests.rules.cash_sales.made_up import AHEAD, HELD, SEASONS, known_at, made_up_days, sold_after

_YEAR = 52


def ours(known: DayHistory) -> Sequence[int]:
    return expected_weeks(known, AHEAD) or (0,) * AHEAD


def flat(known: DayHistory) -> Sequence[int]:
    return (sum(known.weekly[-_YEAR:]) // _YEAR,) * AHEAD


def last_weeks(known: DayHistory) -> Sequence[int]:
    return (sum(known.weekly[-13:]) // 13,) * AHEAD


def last_year(known: DayHistory) -> Sequence[int]:
    return known.weekly[SPAN - _YEAR : SPAN - _YEAR + AHEAD]


WAYS: Mapping[str, Callable[[DayHistory], Sequence[int]]] = {
    "ours": ours,
    "flat": flat,
    "last 13 weeks": last_weeks,
    "same weeks last year": last_year,
}


def errors(days: Sequence[int]) -> dict[str, float]:
    """Return the mean absolute error of each way, in parts of what was sold, over a year."""
    missed, sold = dict.fromkeys(WAYS, 0), 0
    for week in range(0, HELD, 4):
        known, really = known_at(days, week), sold_after(days, week)
        sold += sum(really)
        for name, way in WAYS.items():
            missed[name] += sum(
                abs(told - true) for told, true in zip(way(known), really, strict=False)
            )
    return {name: each / sold for name, each in missed.items()}


if __name__ == "__main__":
    for season in SEASONS:
        for growth in (0.0, 0.15, -0.15):
            told = errors(made_up_days(season, growth))
            row = "  ".join(f"{name} {each:6.1%}" for name, each in told.items())
            print(f"{season:7} {growth:+.2f}  {row}")  # noqa: T201 - printed for a person
