"""What the sample shop's card terminal paid out these weeks, as SumUp tells it."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from merchant_desk.app.sample_bank import LATEST_DAYS, SampleMove, sample_moves

_SEED = 2208
_SALES = 4
_FEE_BP = 175
_HEAD = (
    "Email,Date,Transaction ID,Transaction type,Status,Card type,Description,Total,Net Amount,Tax,"
    "Fee,Payout,Payout date,Payout ID"
)


def terminal_file(today: date) -> str:
    """Write the export of transactions of the last five weeks."""
    dice = random.Random(_SEED)  # noqa: S311 - sample data, the same at every start
    first = today - timedelta(days=LATEST_DAYS)
    told = [each for each in sample_moves(today) if "SUMUP" in each.label and each.day >= first]
    rows = [row for move in told for row in _rows(dice, move)]
    return "\n".join([_HEAD, *rows]) + "\n"


def _rows(dice: random.Random, move: SampleMove) -> Iterator[str]:
    """Yield two rows a sale: what was paid, and what was transferred of it."""
    reference = move.label.split()[-2]
    left = move.cents
    for place in range(_SALES):
        rest = _SALES - place
        net = left if rest == 1 else left * dice.randint(70, 130) // (100 * rest)
        left -= net
        cents = -(net * 10_000 // -(10_000 - _FEE_BP))
        number = f"T{reference[3:]}{place}"
        sold = move.day - timedelta(days=1 + (place < _SALES // 2))
        start = f"caisse@maison-lavande.example,{sold} 1{place}:0{place},{number}"
        yield (
            f"{start},Sale,Successful,VISA,Vente au comptoir,{_written(cents)},"
            f"{_written(cents)},0.00,0.00,0.00,,"
        )
        yield (
            f"{start},Payout,Paid out,VISA,,,,,{_written(cents - net)},{_written(net)},"
            f"{move.day},{reference}"
        )


def _written(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"
