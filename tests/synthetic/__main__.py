"""Tell how matching and forecasting fare on made-up years: ``python -m tests.synthetic``."""

import sys
import time

from tests.synthetic.foreseen import errors
from tests.synthetic.measure import Rates, measured


def main() -> int:
    """Measure each seed and tell its rates; with ``-v``, what was missed too."""
    verbose = "-v" in sys.argv
    for seed in [int(each) for each in sys.argv[1:] if each.isdigit()] or list(range(1, 6)):
        began = time.perf_counter()
        rates = measured(seed)
        took = time.perf_counter() - began
        _say(
            f"seed {seed}: {rates.lines} lines, sure {rates.sure / rates.lines:.1%} of them, "
            f"sure and right {rates.sure_are_right:.2%}, first right {rates.first_is_right:.1%}, "
            f"{took:.1f} s"
        )
        if verbose:
            _tell(rates)
    _tell_foreseen()
    return 0


def _tell_foreseen() -> None:
    """Tell how far forecasts of five years were, in euros, against the two naive ones."""
    told = errors(range(1, 6))
    _say(f"forecast, of {told.turnover:,.0f} € that move in 13 weeks: desk, flat, as before")
    for name, each in (
        ("4 weeks ahead", told.four_weeks),
        ("13 weeks ahead", told.thirteen_weeks),
        ("lowest evening", told.lowest),
    ):
        _say(f"  {name:15}" + ", ".join(f"{euros:,.0f} €" for euros in each))
    _say(f"  days between the lowest evenings: {told.lowest_days:.0f}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _tell(rates: Rates) -> None:
    for kind in sorted({kind for kind, _what in rates.by_kind}):
        counts = [f"{what} {rates.by_kind[kind, what]}" for what in ("right", "wrong", "sure")]
        _say(f"  {kind:18}" + ", ".join(counts))
    for title, several in (("SURE AND WRONG", rates.wrong_sure), ("missed", rates.missed)):
        _say(f"  {title}")
        for line, found in several[:80]:
            fact = line.fact
            _say(f"    {line.kind} {fact.booked_on} {fact.amount.cents} {fact.label}")
            _say(f"       truth: {[(each.target.value, each.cents) for each in line.truth]}")
            if found:
                told = [(each.label, each.amount.cents) for each in found.parts]
                _say(f"       found: {told} {found.sureness} {found.reason}")


if __name__ == "__main__":
    sys.exit(main())
